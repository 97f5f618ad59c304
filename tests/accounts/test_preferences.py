"""个人设置: one's own address and mails, and nothing of anyone else's."""

from django.test import Client

from accounts.models import User
from tests.conftest import Cast

PAGE = "/admin/preferences/"


def test_one_changes_one_s_own(client: Client, cast: Cast) -> None:
    client.force_login(cast.editor)
    text = client.get(PAGE).content.decode()
    assert "甲编辑，编辑。" in " ".join(text.split())
    assert "还没有邮箱" in text
    response = client.post(PAGE, {"email": "jia@example.org", "wants_urgent_mail": "on"}, follow=True)
    assert "个人设置已保存" in response.content.decode()
    editor = User.objects.get(pk=cast.editor.pk)
    assert (editor.email, editor.wants_digest, editor.wants_urgent_mail) == ("jia@example.org", False, True)


def test_nothing_else_can_be_changed_here(client: Client, cast: Cast) -> None:
    client.force_login(cast.editor)
    client.post(PAGE, {"email": "", "full_name": "别人", "is_superuser": "on", "id": cast.superuser.pk})
    editor = User.objects.get(pk=cast.editor.pk)
    assert (editor.full_name, editor.is_superuser) == ("甲编辑", False)
    assert User.objects.get(pk=cast.superuser.pk).wants_digest


def test_a_wrong_address_is_named(client: Client, cast: Cast) -> None:
    client.force_login(cast.editor)
    response = client.post(PAGE, {"email": "jia"})
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()


def test_every_page_leads_there_and_only_staff(client: Client, cast: Cast) -> None:
    client.force_login(cast.print_office)
    assert f'href="{PAGE}"' in client.get("/admin/").content.decode()
    client.force_login(cast.outsider)
    assert client.get(PAGE).status_code == 302
