"""Staff in the admin: one Chinese name, roles to tick, and no way to more rights than one's own."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from tests.conftest import Cast

LIST = "/admin/accounts/user/"
PASSWORD = "mei-you-ren-cai-de-dao"


@pytest.fixture
def administrator(client: Client, cast: Cast) -> Client:
    client.force_login(cast.administrator)
    return client


def test_a_new_member_has_name_role_and_password(administrator: Client, client: Client) -> None:
    role = Group.objects.get(name=Role.EDITOR.value)
    data = {
        "username": "zhang", "full_name": "张编辑", "email": "", "is_staff": "on",
        "groups": [role.pk], "password1": PASSWORD, "password2": PASSWORD,
    }  # fmt: skip
    assert administrator.post(LIST + "add/", data).status_code == 302
    user = User.objects.get(username="zhang")
    assert (str(user), user.is_staff, user.is_superuser) == ("张编辑", True, False)
    assert user.has_perm("articles.submit_article")
    assert Client().login(username="zhang", password=PASSWORD)


def test_wrong_passwords_are_refused_in_chinese(administrator: Client) -> None:
    data = {"username": "zhang", "password1": PASSWORD, "password2": "other"}
    assert "输入的两个密码不一致。" in administrator.post(LIST + "add/", data).content.decode()


def test_an_administrator_cannot_reach_for_more_rights(administrator: Client, cast: Cast) -> None:
    own = f"{LIST}{cast.administrator.pk}/change/"
    text = administrator.get(own).content.decode()
    assert 'name="is_superuser"' not in text
    assert 'name="user_permissions"' not in text
    administrator.post(own, {"username": "admin", "is_staff": "on", "is_active": "on", "is_superuser": "on"})
    cast.administrator.refresh_from_db()
    assert not cast.administrator.is_superuser
    superuser = f"{LIST}{cast.superuser.pk}/"
    assert administrator.post(superuser + "change/", {"username": "mine"}).status_code == 403
    data = {"password1": PASSWORD, "password2": PASSWORD}
    assert administrator.post(superuser + "password/", data).status_code == 403


def test_a_password_is_set_without_technical_words(administrator: Client, cast: Cast) -> None:
    page = f"{LIST}{cast.editor.pk}/password/"
    text = administrator.get(page).content.decode()
    assert "为甲编辑设密码" in text
    assert "usable_password" not in text
    response = administrator.post(page, {"password1": PASSWORD, "password2": PASSWORD})
    assert response.status_code == 302
    assert Client().login(username="editor", password=PASSWORD)


def test_the_list_shows_names_and_roles_and_filters_by_them(administrator: Client, cast: Cast) -> None:
    text = administrator.get(LIST).content.decode()
    assert "甲编辑" in text
    assert "责任编辑" in text
    role = Group.objects.get(name=Role.PRINT_OFFICE.value)
    result = administrator.get(LIST, {"groups": role.pk}).context["cl"].result_list
    assert [user.username for user in result] == ["print"]
    result = administrator.get(LIST, {"q": "乙校", "is_active": "True"}).context["cl"].result_list
    assert [user.username for user in result] == ["proof"]
    for senseless in ({"groups": "x"}, {"is_active": "x"}, {"password__startswith": "p"}):
        assert administrator.get(LIST, senseless).context["cl"].result_count == 8


@pytest.mark.parametrize("address", [LIST, "/admin/auth/group/"])
def test_queries_do_not_grow_with_rows(
    client: Client, cast: Cast, django_assert_num_queries: Any, address: str
) -> None:
    client.force_login(cast.superuser)
    counts = []
    for rows in (5, 45):
        for n in range(rows):
            user = User.objects.create_user(f"u{rows}-{n}")
            group = Group.objects.create(name=f"g{rows}-{n}")
            user.groups.add(group)
        with django_assert_num_queries(20, exact=False) as captured:
            client.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]
