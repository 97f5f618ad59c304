"""What an e-book holds: the articles as readers may read them, sections, printed pages, colophon."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.models import Section
from articles.services import section_named
from issues.epub.book import book_of
from issues.models import ContentsEntry, Correction, CorrectionState, Issue, Takedown
from periodicals.models import Periodical
from tests.conftest import Cast
from tests.issues.epub.conftest import XHTML, Opened, bound

OPS = "{http://www.idpf.org/2007/ops}"


def _words(element: Any) -> str:
    return "".join("".join(element.itertext()).split())


def test_an_article_stands_on_a_page_of_its_own(book: Callable[..., Opened]) -> None:
    page = book(
        "<h3>一</h3><p>甲</p>",
        title="题目",
        kicker="引题",
        subtitle="副题",
        byline="作者甲",
        source="《某报》",
    ).page("article-001.xhtml")
    head = page.find(f".//{XHTML}header")
    assert _words(head) == "要闻引题题目副题作者甲来源：《某报》印本第2页"
    assert [heading.text for heading in page.iter(f"{XHTML}h2")] == ["一"]
    assert page.get("lang") == "zh-Hans"


def test_the_contents_are_grouped_by_section(
    make_article: Any, make_issue: Any, publish: Any, periodical: Periodical, section: Section
) -> None:
    other = section_named(periodical, "动态")
    articles = [
        make_article(t, signed_off=True, section=s)
        for t, s in (("甲", section), ("乙", section), ("丙", other))
    ]
    nav = bound(book_of(publish(make_issue(articles=articles)))).page("nav.xhtml")
    toc = nav.find(f".//{XHTML}nav[@{OPS}type='toc']/{XHTML}ol")
    assert toc is not None
    parts = [(_words(part[0]), [_words(line) for line in part.iter(f"{XHTML}a")]) for part in toc]
    assert parts == [("封面", ["封面"]), ("要闻", ["甲", "乙"]), ("动态", ["丙"])]


def test_printed_pages_lead_to_the_first_article_on_each(
    make_article: Any, make_issue: Any, publish: Any
) -> None:
    issue = publish(make_issue(articles=[make_article(title, signed_off=True) for title in "甲乙丙"]))
    for position, page in ((1, 5), (2, 5), (3, 7)):
        ContentsEntry.objects.filter(issue=issue, position=position).update(printed_page=page)
    opened = bound(book_of(issue))
    pages = opened.page("nav.xhtml").find(f".//{XHTML}nav[@{OPS}type='page-list']")
    assert pages is not None
    assert [(line.text, line.get("href")) for line in pages.iter(f"{XHTML}a")] == [
        ("5", "article-001.xhtml#page"), ("7", "article-003.xhtml#page"),
    ]  # fmt: skip
    marked = [name for name, data in opened.files.items() if b'id="page"' in data]
    assert marked == ["EPUB/article-001.xhtml", "EPUB/article-003.xhtml"]


def test_what_was_taken_down_is_not_in_it(published: Callable[..., Issue], cast: Cast) -> None:
    issue = published(titles=("甲文", "乙文"))
    article = issue.entries.get(position=1).article
    Takedown.objects.create(article=article, issue=issue, reason="r", note="n", taken_down_by=cast.superuser)
    files = bound(book_of(issue)).files
    assert "甲文".encode() not in b"".join(files.values())
    assert "EPUB/article-002.xhtml" in files


def test_corrections_are_told_and_change_the_day_of_the_book(
    published: Callable[..., Issue], cast: Cast
) -> None:
    issue = published(titles=("甲文",))
    before = book_of(issue)
    later = timezone.now() + timedelta(days=3)
    Correction.objects.create(
        article=issue.entries.get().article, issue=issue, note="第二段改了一个字。",
        state=CorrectionState.CONFIRMED, proposed_by=cast.editor, decided_by=cast.superuser, decided_at=later,
    )  # fmt: skip
    after = book_of(issue)
    assert "第二段改了一个字。" in _words(bound(after).page("article-001.xhtml"))
    assert after.modified == later.replace(microsecond=0) > before.modified


def test_an_issue_without_a_public_article_is_still_a_book(published: Callable[..., Issue]) -> None:
    opened = bound(book_of(published(titles=())))
    assert {"EPUB/cover.xhtml", "EPUB/nav.xhtml", "EPUB/package.opf"} <= set(opened.files)


@pytest.mark.parametrize("articles", [1, 12])
def test_a_book_costs_three_queries(
    articles: int, published: Callable[..., Issue], django_assert_num_queries: Any
) -> None:
    issue = published(titles=tuple(f"文{number}" for number in range(articles)))
    issue = Issue.objects.select_related("periodical").get(pk=issue.pk)
    with django_assert_num_queries(3):
        assert len(book_of(issue).chapters) == articles
