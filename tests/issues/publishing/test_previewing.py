"""预览: the readers' pages of an issue that has not appeared, for staff alone, and nothing of it outside."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article
from articles.services import reopen
from issues import public
from issues.models import ContentsEntry, Issue
from issues.takedowns import take_down
from periodicals.models import Periodical
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
HREF = re.compile(r'(?:href|src|action)="(/[^"]*)"')


@pytest.fixture
def coming(published: Issue, make_issue: Callable[..., Issue], make_article: Callable[..., Article]) -> Issue:
    """The issue after the one that readers have: one article signed off, one not."""
    signed = make_article("丁文", signed_off=True, body="<p>丁文的正文。</p>")
    return make_issue(2026, 4, articles=[signed, make_article("戊文")])


def _site(issue: Issue) -> str:
    return f"/admin/issues/issue/{issue.pk}/preview/site/"


@pytest.fixture
def editor(client: Client, cast: Cast) -> Client:
    client.force_login(cast.editor)
    return client


def test_home_issue_and_article_are_those_of_the_site(editor: Client, coming: Issue) -> None:
    site = _site(coming)
    for page, said in (
        ("", "戊文"), ("2026/4/", "丁文"), ("2026/4/1/ding-wen/", "丁文的正文"), ("2026/4/2/wu-wen/", "戊文"),
        ("issues/", "2026"), ("sections/yao-wen/", "戊文"), ("2026/3/1/jia-wen/", "甲文的正文"),
        ("search/?q=甲文", "甲文"),
    ):  # fmt: skip
        answer = editor.get(site + page)
        text = answer.content.decode()
        assert answer.status_code == 200, page
        assert said in text
        assert "预览 · 读者还看不到" in text
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert not {"ETag", "Last-Modified", "X-Accel-Expires"} & set(answer.headers)


def test_links_stay_inside_and_files_are_the_sites(editor: Client, coming: Issue) -> None:
    site = _site(coming)
    for page in ("", "2026/4/", "2026/4/1/ding-wen/"):
        found = set(HREF.findall(editor.get(site + page).content.decode()))
        back = f"/admin/issues/issue/{coming.pk}/planning/"
        outside = {address for address in found if not address.startswith((site, "/static/"))} - {back}
        assert outside == set()
        assert f"{site}2026/4/1/ding-wen/" in found or f"{site}2026/4/" in found


def test_a_title_is_put_right_inside_too(editor: Client, coming: Issue) -> None:
    moved = editor.get(_site(coming) + "2026/4/1/")
    assert (moved.status_code, moved["Location"]) == (301, _site(coming) + "2026/4/1/ding-wen/")
    assert editor.get(_site(coming) + "2026/4/9/").status_code == 404
    assert editor.get(_site(coming) + "nowhere/").status_code == 404


def test_what_is_made_after_publishing_is_not_there(editor: Client, coming: Issue) -> None:
    answer = editor.get(_site(coming) + "articles.atom")
    assert answer.status_code == 404
    assert "预览里没有这一页" in answer.content.decode()
    assert "回到编排" in answer.content.decode()


def test_readers_see_nothing_of_it(client: Client, coming: Issue, cast: Cast) -> None:
    for user in (None, cast.outsider, cast.print_office):
        client.logout()
        if user:
            client.force_login(user)
        assert client.get(_site(coming)).status_code in (302, 403)
    client.force_login(cast.editor)
    client.get(_site(coming))
    for address in ("/", "/2026/4/", "/2026/4/1/", "/sections/yao-wen/"):
        answer = client.get(address)
        assert "丁文" not in answer.content.decode()
        assert "预览" not in answer.content.decode()
    assert client.get("/2026/4/").status_code == 404
    assert not public.is_preview()


def test_no_other_issue_is_shown(
    editor: Client, coming: Issue, make_issue: Callable[..., Issue], make_article: Callable[..., Article]
) -> None:
    make_issue(2026, 5, articles=[make_article("己文", signed_off=True)])
    assert editor.get(_site(coming) + "2026/5/").status_code == 404
    for page in ("", "issues/", "sections/yao-wen/"):
        assert "己文" not in editor.get(_site(coming) + page).content.decode()


def test_the_first_issue_of_another_periodical(
    editor: Client, coming: Issue, periodical: Periodical, make_article: Callable[..., Article]
) -> None:
    other = Periodical.objects.create(title="新刊", slug="xin", default_layout=periodical.default_layout)
    coming.periodical = other
    coming.save()
    text = editor.get(_site(coming) + "xin/2026/4/").content.decode()
    assert "丁文" in text
    assert "新刊" in text
    assert editor.get("/xin/").status_code == 404


def test_an_issue_that_appeared_is_seen_on_the_site(editor: Client, published: Issue) -> None:
    answer = editor.get(_site(published))
    assert (answer.status_code, answer["Location"]) == (302, "/2026/3/")
    assert editor.post(_site(published)).status_code == 405


def test_an_article_that_was_taken_down_will_be_seen_so(
    editor: Client, published: Issue, article: Article, cast: Cast
) -> None:
    take_down(article, actor=cast.responsible_editor, reason="有误", note="待核实。")
    Issue.objects.update(status="planning", published_at=None)
    assert "乙文（已撤下）" in editor.get(_site(published) + "2026/3/").content.decode()
    assert editor.get(_site(published) + "2026/3/2/").status_code == 410


def test_the_ways_to_it(editor: Client, coming: Issue, cast: Cast) -> None:
    site = _site(coming)
    for address in (f"issues/issue/{coming.pk}/change", f"issues/issue/{coming.pk}/planning"):
        assert f'href="{site}2026/4/"' in editor.get(f"/admin/{address}/").content.decode()
    entry = ContentsEntry.objects.get(article__title="丁文")
    page = f"/admin/articles/article/{entry.article_id}/change/"
    assert f'href="{site}2026/4/1/ding-wen/"' in editor.get(page).content.decode()
    reopen(entry.article, actor=cast.final_reviewer, comment="改错")
    assert f'href="{site}2026/4/1/ding-wen/"' in editor.get(page).content.decode()
