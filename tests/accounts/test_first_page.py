"""The first page and the ways: in the order of a manuscript, only what one may do, with a first step."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from articles.models import Article
from tests.conftest import Cast


def test_the_ways_follow_a_manuscript(client: Client, cast: Cast) -> None:
    client.force_login(cast.superuser)
    text = client.get("/admin/").content.decode()
    ways = ["稿件", "栏目", "期次", "刊物", "版式", "人员", "角色"]
    places = [text.index(f'">{way}</a>') for way in ways]
    assert places == sorted(places)
    assert "还没有稿件" in text
    assert 'href="/admin/articles/article/add/"' in text


def test_an_editor_sees_no_staff_list(
    client: Client, cast: Cast, make_article: Callable[..., Article], django_assert_max_num_queries: Any
) -> None:
    make_article()
    client.force_login(cast.editor)
    with django_assert_max_num_queries(14):
        text = client.get("/admin/").content.decode()
    assert "1 篇" in text
    assert "/admin/accounts/" not in text


def test_who_has_no_role_is_told_whom_to_ask(client: Client, cast: Cast) -> None:
    cast.outsider.is_staff = True
    cast.outsider.save()
    client.force_login(cast.outsider)
    assert "您还没有任何权限" in client.get("/admin/").content.decode()


def test_an_app_has_no_page_of_its_own(client: Client, cast: Cast) -> None:
    client.force_login(cast.editor)
    assert client.get("/admin/articles/").headers["Location"] == "/admin/articles/article/"
    assert client.get("/admin/accounts/").status_code == 404


def test_signing_in_stands_under_the_office_s_name(client: Client, periodical: Any) -> None:
    text = client.get("/admin/login/").content.decode()
    assert "《测试通讯》编辑部" in text
    text = client.post("/admin/login/", {"username": "x", "password": "y"}).content.decode()
    assert "请输入一个正确的" in text
