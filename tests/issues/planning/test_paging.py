"""Page numbers while planning: counted by layout, stored only for the order that was counted."""

from collections.abc import Callable
from typing import Any

import pytest

from articles.models import Article
from issues import services
from issues.models import ContentsEntry, Issue
from issues.planning import paging
from issues.planning.changes import Stale
from issues.typesetting.errors import TypesettingError
from issues.typesetting.manuscript import document_of
from tests.conftest import Cast
from tests.issues.planning.conftest import Desk, key

LONG = "<p>" + "正文一页又一页。" * 400 + "</p>"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    paging._laid_out.cache_clear()


def _pages(issue: Issue) -> list[int | None]:
    return list(issue.entries.order_by("position").values_list("start_page", flat=True))


def test_pages_follow_the_order(desk: Desk) -> None:
    Article.objects.filter(title="甲").update(body=LONG)
    answer = desk.send("pages").json()
    assert answer["pages"] == {str(key("甲")): 1, str(key("乙")): 3, str(key("丙")): 3}
    assert answer["total"] == 4
    assert "<b>4</b>页" in answer["totals"]
    assert "比预算少16页" in answer["totals"]
    assert "共4页，比预算少16页" in answer["readiness"]
    assert _pages(desk.issue) == [1, 3, 3]
    desk.order("乙丙甲")
    assert desk.send("pages").json()["total"] == 4
    assert _pages(desk.issue) == [1, 1, 1]


def test_they_are_those_of_the_pdf(desk: Desk, cast: Cast) -> None:
    Article.objects.filter(title="甲").update(body=LONG)
    counted = paging.count(document_of(desk.issue))
    printed = services.typeset(desk.issue, actor=cast.superuser)
    assert (counted.page_of, counted.pages) == (printed.page_of, printed.pages)


def test_an_order_that_is_no_longer_stored_is_not_laid_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = desk.client.get(desk.at("board")).json()["revision"]
    desk.order("丙甲乙")
    monkeypatch.setattr(paging, "count", lambda document: pytest.fail("laid out in vain"))
    answer = desk.send("pages", revision=seen)
    assert (answer.status_code, answer.json()["stale"]) == (409, True)
    assert _pages(desk.issue) == [None, None, None]


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda issue, actor: services.remove(issue.entries.first(), actor=actor),
        lambda issue, actor: Article.objects.filter(title="乙").update(body=LONG),
    ],
)
def test_what_changed_during_the_layout_is_not_stored(
    desk: Desk, cast: Cast, monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[..., Any]
) -> None:
    count = paging.count

    def slow(document: Any) -> paging.Paging:
        meanwhile(desk.issue, cast.superuser)
        return count(document)

    monkeypatch.setattr(paging, "count", slow)
    assert desk.send("pages").status_code == 409
    assert set(_pages(desk.issue)) == {None}


def test_what_was_laid_out_lately_is_not_laid_out_again(
    desk: Desk, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.send("pages").json()["pages"]
    monkeypatch.setattr(paging, "count_pages", None)
    desk.send("remove", article=key("乙"))
    desk.send("undo")
    assert desk.send("pages").json()["pages"] == before


def test_what_cannot_be_set_is_said_beside_the_article(desk: Desk) -> None:
    Article.objects.filter(title="乙").update(body='<p><img src="/media/uploads/gone.png"></p>')
    answer = desk.send("pages")
    assert answer.status_code == 422
    assert answer.json()["article"] == key("乙")
    assert "《乙》中的图片" in answer.json()["error"]


def test_a_failure_that_names_no_article_is_said_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(document: Any) -> None:
        raise TypesettingError("排版中止：字体缺失。")

    monkeypatch.setattr(paging, "count", broken)
    assert desk.send("pages").json() == {"error": "排版中止：字体缺失。", "article": None}


def test_an_empty_issue_has_no_pages(desk: Desk) -> None:
    for title in "甲乙丙":
        desk.send("remove", article=key(title))
    answer = desk.send("pages").json()
    assert (answer["total"], answer["pages"]) == (0, {})
    assert "目录还是空的" in answer["readiness"]


def test_the_service_stores_for_planners_and_the_same_contents_only(issue: Issue, cast: Cast) -> None:
    keys = list(issue.entries.order_by("position").values_list("pk", flat=True))
    with pytest.raises(services.Refused, match="权限"):
        services.store_pages(issue, dict.fromkeys(keys, 1), actor=cast.editor)
    for wrong in (keys[:2], keys[::-1], [*keys, 10**6]):
        with pytest.raises(services.Refused, match="没有采用"):
            services.store_pages(issue, dict.fromkeys(wrong, 1), actor=cast.superuser)
    services.store_pages(issue, dict(zip(keys, (1, 1, 2), strict=True)), actor=cast.superuser)
    assert list(ContentsEntry.objects.order_by("pk").values_list("start_page", flat=True)) == [1, 1, 2]
    with pytest.raises(Stale):
        paging.follow(issue, "older", actor=cast.superuser)
