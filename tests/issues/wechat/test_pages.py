"""The pages of 复制到公众号: for whom, for which articles, and what they say of pictures."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from issues.models import Takedown
from issues.wechat.pages import is_on_internet
from tests.conftest import Cast


@pytest.fixture
def page(client: Client, cast: Cast) -> Callable[[Article], str]:
    """An article's page, as the editor sees it."""

    def get(article: Article) -> str:
        client.force_login(cast.editor)
        response = client.get(f"/admin/articles/article/{article.pk}/wechat/")
        assert response.status_code == 200
        return response.content.decode()

    return get


def test_a_signed_off_article_can_be_copied(page: Callable[[Article], str], make_article: Any) -> None:
    html = page(make_article("题目", signed_off=True))
    assert "data-copy-sheet" in html
    assert "题目的正文。" in html
    assert "还没有在网站上发布" in html


@pytest.mark.parametrize("status", ["draft", "in_review", "awaiting_sign_off"])
def test_what_may_still_change_does_not_leave_the_office(
    status: str, page: Callable[[Article], str], make_article: Any
) -> None:
    article = make_article("题目", status=status)
    html = page(article)
    assert f"本稿尚在“{article.get_status_display()}”" in html
    assert "题目的正文。" not in html


def test_what_was_taken_down_is_not_sent_elsewhere(
    page: Callable[[Article], str], make_article: Any, make_issue: Any, publish: Any, cast: Cast
) -> None:
    article = make_article("题目", signed_off=True)
    issue = publish(make_issue(articles=[article]))
    Takedown.objects.create(article=article, issue=issue, reason="r", note="n", taken_down_by=cast.superuser)
    html = page(article)
    assert "已从网站撤下" in html
    assert "题目的正文。" not in html


@pytest.mark.parametrize(
    ("site", "sentence"),
    [("https://bianji.example.org", "会到本站"), ("http://192.168.1.5", "取不到图片")],
)
def test_it_says_what_becomes_of_pictures(
    site: str, sentence: str, page: Callable[[Article], str], make_article: Any, settings: Any
) -> None:
    settings.SITE_URL = site
    picture = "<p><img src='/media/pictures/a.png'></p>"
    html = page(make_article("题目", signed_off=True, body=picture * 2))
    assert "看一看 2 张图片" in html
    assert sentence in html
    assert "图片" not in page(make_article("无图", signed_off=True))


def test_the_article_leads_to_it_once_it_is_signed_off(client: Client, make_article: Any, cast: Cast) -> None:
    client.force_login(cast.editor)
    for article, leads in ((make_article("甲", signed_off=True), True), (make_article("乙"), False)):
        html = client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
        assert (f"/admin/articles/article/{article.pk}/wechat/" in html) == leads


def test_an_issue_lists_its_articles(
    client: Client, make_article: Any, make_issue: Any, publish: Any, cast: Cast
) -> None:
    signed, draft = make_article("定稿", signed_off=True), make_article("草稿")
    issue = publish(make_issue(articles=[signed, draft]))
    client.force_login(cast.editor)
    html = client.get(f"/admin/issues/issue/{issue.pk}/wechat/").content.decode()
    assert f"/admin/articles/article/{signed.pk}/wechat/" in html
    assert f"/admin/articles/article/{draft.pk}/wechat/" not in html
    change = client.get(f"/admin/issues/issue/{issue.pk}/change/").content.decode()
    assert f"/admin/issues/issue/{issue.pk}/wechat/" in change


def test_only_who_may_view_the_article_sees_it(client: Client, make_article: Any, cast: Cast) -> None:
    article = make_article("题目", signed_off=True)
    address = f"/admin/articles/article/{article.pk}/wechat/"
    assert client.get(address).status_code == 302
    client.force_login(cast.outsider)
    assert client.get(address).status_code in {302, 403}
    client.force_login(cast.editor)
    assert client.get(address.replace(str(article.pk), "999999")).status_code == 404


@pytest.mark.parametrize(
    ("address", "reachable"),
    [
        ("https://www.example.com", True), ("https://8.8.8.8/", True), ("http://127.0.0.1:8000", False),
        ("http://localhost", False), ("http://bianji", False), ("http://10.0.0.8", False),
        ("http://bianji.lan", False), ("http://[::1]:80", False), ("", False),
    ],
)  # fmt: skip
def test_addresses_of_a_house_network_are_known(address: str, reachable: bool) -> None:
    assert is_on_internet(address) == reachable
