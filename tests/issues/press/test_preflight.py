"""印前检查: every finding from an issue that has the fault, with what to do; nothing from a sound one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from articles.models import Article
from articles.services import section_named
from issues.models import ContentsEntry, Issue, PreflightReport
from issues.press.preflight import Finding, Severity, findings, preflight, record
from issues.typesetting.inspection import Flaw, FlawKind
from issues.typesetting.manuscript import document_of
from periodicals.models import Periodical
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def _said(issue: Issue, *flaws: Flaw, pages: int | None = 2) -> list[Finding]:
    found = list(findings(Issue.objects.get(pk=issue.pk), flaws, pages))
    assert all(each.advice and each.link.startswith("/admin/") for each in found)
    return found


def _one(issue: Issue, *flaws: Flaw, pages: int | None = 2) -> tuple[Severity, str]:
    (found,) = _said(issue, *flaws, pages=pages)
    return found.severity, found.sentence


def _entry(issue: Issue) -> ContentsEntry:
    return issue.entries.all()[0]


def test_a_sound_issue_has_no_findings(issue: Issue) -> None:
    assert _said(issue) == []


def test_an_article_that_is_not_signed_off(issue: Issue, make_article: Callable[..., Article]) -> None:
    ContentsEntry.objects.create(issue=issue, article=make_article("丙文"), position=3)
    assert _one(issue) == (Severity.BARS, "《丙文》还在“草稿”，未经终审签发。")


def test_a_text_that_is_not_what_was_signed_off(issue: Issue) -> None:
    Article.objects.filter(pk=_entry(issue).article_id).update(body="<p>偷偷改过。</p>")
    assert _one(issue) == (Severity.BARS, "《甲文》的文字与终审签发时不同。")


def test_an_article_without_text_leaves_its_section_empty(
    issue: Issue, make_article: Callable[..., Article], periodical: Periodical
) -> None:
    empty = make_article("空稿", signed_off=True, body="", section=section_named(periodical, "附录"))
    ContentsEntry.objects.create(issue=issue, article=empty, position=3)
    assert [(each.severity, each.sentence) for each in _said(issue)] == [
        (Severity.BARS, "《空稿》还没有正文。"),
        (Severity.BARS, "栏目“附录”下没有一篇有正文，印出来是空栏。"),
    ]


def test_an_entry_without_an_article_cannot_be(issue: Issue) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ContentsEntry.objects.create(issue=issue, article=None, position=3)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (3, (Severity.BARS, "共3页，比预算多1页；不是2的倍数，须再加1页或减1页。")),
        (4, (Severity.REMINDS, "共4页，比预算多2页。")),
    ],
)
def test_pages_off_the_budget(pages: int, expected: tuple[Severity, str], issue: Issue) -> None:
    assert _one(issue, pages=pages) == expected


def test_a_line_missing_from_the_colophon(issue: Issue) -> None:
    Issue.objects.update(print_run=None)
    assert _one(issue) == (Severity.BARS, "版权页缺印数。")


def test_a_whole_number_out_of_step(issue: Issue, make_issue: Callable[..., Issue]) -> None:
    make_issue(2026, 2, whole_number=80)
    severity, sentence = _one(issue)
    assert severity is Severity.BARS
    assert "总期号不能跳号" in sentence


def test_a_section_that_the_issue_before_had(
    issue: Issue, make_issue: Callable[..., Issue], make_article: Callable[..., Article],
    periodical: Periodical,
) -> None:  # fmt: skip
    gone = make_article("旧文", section=section_named(periodical, "人物"))
    make_issue(2026, 2, whole_number=87, articles=[gone, make_article("要闻一则")])
    assert _one(issue) == (Severity.REMINDS, "2026年第2期有而本期没有的栏目：“人物”。")


def test_days_that_are_not_set_only_remind(issue: Issue) -> None:
    Issue.objects.update(copy_deadline=None)
    assert _one(issue) == (Severity.REMINDS, "日程还没有定：截稿。")


@pytest.mark.parametrize(
    ("flaw", "severity", "sentence"),
    [
        (
            Flaw(FlawKind.COARSE_PICTURE, page=1, column=2, what="/media/a.jpg", amount=96.0),
            Severity.BARS,
            "《甲文》第1页第2栏的图片按印出的大小只有96 dpi，不足200 dpi，印出来发虚。",
        ),
        (
            Flaw(FlawKind.PICTURE, page=1, column=1, what="colour"),
            Severity.REMINDS,
            "《甲文》第1页第1栏的图片是彩色的，本刊单色印刷，付印文件里已转为灰度。",
        ),
        (
            Flaw(FlawKind.MISSING_GLYPH, what="𲎱"),
            Severity.BARS,
            "《甲文》里的“𲎱”（U+323B1）没有字体可印，纸上会是空框。",
        ),
        (
            Flaw(FlawKind.WIDE_LINE, page=1, column=1, what="https://example.", amount=41.2),
            Severity.BARS,
            "《甲文》第1页第1栏“https://example.…”这一行超出栏宽41磅。",
        ),
        (
            Flaw(FlawKind.WIDE_TABLE, page=1, column=1, amount=300.0),
            Severity.BARS,
            "《甲文》第1页第1栏的表格比版面宽300磅，右边会印不出来。",
        ),
    ],
)
def test_what_the_pages_show(flaw: Flaw, severity: Severity, sentence: str, issue: Issue) -> None:
    entry = _entry(issue)
    assert _one(issue, replace(flaw, entry_id=entry.pk)) == (severity, sentence)
    (found,) = _said(issue, replace(flaw, entry_id=entry.pk))
    assert found.link == f"/admin/articles/article/{entry.article_id}/change/"


def test_a_flaw_outside_the_articles(issue: Issue) -> None:
    _, sentence = _one(issue, Flaw(FlawKind.MISSING_GLYPH, what="𲎱"))
    assert sentence.startswith("封面目录或版权页里的“𲎱”")


def test_what_bars_comes_first(issue: Issue) -> None:
    Issue.objects.update(copy_deadline=None)
    flaw = Flaw(FlawKind.MISSING_GLYPH, what="𲎱")
    assert [each.severity for each in _said(issue, flaw)] == [Severity.BARS, Severity.REMINDS]


def test_what_was_measured_counts_until_something_changes(issue: Issue, cast: Cast) -> None:
    assert (preflight(issue).holds, preflight(issue).was_measured) == (False, False)
    record(issue, document=document_of(issue), flaws=(), pages=2, actor=cast.editor)
    assert preflight(issue).holds
    # A day of the schedule is printed nowhere; the printer's name is.
    Issue.objects.update(press_deadline=date(2026, 3, 2))
    assert preflight(issue).holds
    Issue.objects.update(printer="另一家印刷厂")
    found = preflight(issue)
    assert (found.holds, found.report, found.was_measured) == (False, None, True)


def test_the_last_measurement_takes_the_place_of_the_one_before(issue: Issue, cast: Cast) -> None:
    document = document_of(issue)
    flaw = Flaw(FlawKind.WIDE_LINE, _entry(issue).pk, 1, 1, "行", 9.5)
    record(issue, document=document, flaws=[flaw], pages=2, actor=cast.editor)
    assert [each.sentence for each in preflight(issue).bars] == [
        "《甲文》第1页第1栏“行…”这一行超出栏宽10磅。"
    ]
    record(issue, document=document, flaws=(), pages=2, actor=cast.editor)
    assert preflight(issue).holds
    assert PreflightReport.objects.count() == 1


def test_the_number_of_queries_does_not_grow(
    issue: Issue, make_article: Callable[..., Article], cast: Cast,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    record(issue, document=document_of(issue), flaws=(), pages=2, actor=cast.editor)
    with django_assert_num_queries(7):
        preflight(issue)
    for number in range(3, 9):
        ContentsEntry.objects.create(issue=issue, article=make_article(f"第{number}"), position=number)
    record(issue, document=document_of(issue), flaws=(), pages=2, actor=cast.editor)
    with django_assert_num_queries(7):
        preflight(issue)
