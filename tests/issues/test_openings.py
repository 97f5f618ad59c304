"""The openings on a front page: which articles, and how much of them."""

from collections.abc import Callable

import pytest

from articles.models import Article, Section
from issues import public
from issues.models import Issue, IssueStatus
from issues.openings import LONGEST_OPENING, opening, openings
from periodicals.models import Periodical

SENTENCE = "这一句有十个字左右。"
LONG = f"<p>{SENTENCE * 40}</p>"


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("", ""),
        ("没有句号的一行", ""),
        ("一、小标题\n第一句。第二句！", "第一句。第二句！"),
        ("“第一句。”第二句说完了吗？", "“第一句。”第二句说完了吗？"),
        (f"第一句。{'长' * 200}。", "第一句。"),
        ("第一段。\n第二段。", "第一段。第二段。"),
        ("2031年5月8日《东山电子报》：会议召开。", "会议召开。"),
        ("新华社东山2031年5月8日电（记者 甲某）会议指出：要开会。", "会议指出：要开会。"),
        ("会议指出：要开会。", "会议指出：要开会。"),
    ],
)
def test_opening(text: str, begins: str) -> None:
    assert opening(text) == begins


def test_a_long_first_sentence_is_cut_and_says_so() -> None:
    assert opening("长" * 300 + "。") == "长" * LONGEST_OPENING + "……"
    assert opening("长" * (LONGEST_OPENING - 1) + "，" + "长" * 300 + "。").endswith("长……")


@pytest.fixture
def make(
    periodical: Periodical, make_article: Callable[..., Article], make_issue: Callable[..., Issue]
) -> Callable[..., list[tuple[str, str]]]:
    """The openings of a published issue with articles of the given (section, title, body)."""

    def do(*rows: tuple[str, str, str]) -> list[tuple[str, str]]:
        written = []
        for name, title, body in rows:
            section, _ = Section.objects.get_or_create(periodical=periodical, name=name, slug=f"s{len(name)}")
            written.append(make_article(title, section=section, body=body, signed_off=True))
        issue = make_issue(articles=written)
        Issue.objects.filter(pk=issue.pk).update(
            status=IssueStatus.PUBLISHED, published_at="2026-01-15T09:00+08:00"
        )
        entries = list(public.lines(periodical).filter(issue=issue))
        return [(found.entry.article.title, found.text) for found in openings(entries)]

    return do


def test_the_first_of_each_section_in_printed_order(make: Callable[..., list[tuple[str, str]]]) -> None:
    rows = [("甲", "甲一", LONG), ("甲", "甲二", LONG), ("甲乙", "乙一", LONG), ("甲乙", "乙二", LONG),
            ("甲乙丙", "丙一", LONG), ("甲乙丙丁", "丁一", LONG), ("甲乙丙丁戊", "戊一", LONG)]  # fmt: skip
    found = make(*rows, *[("甲乙丙丁戊", f"戊{n}", LONG) for n in range(2, 11)])
    assert [title for title, _ in found] == ["甲一", "乙一", "丙一", "丁一"]
    assert {text for _, text in found} == {SENTENCE * 9}


def test_a_short_notice_has_no_opening_and_others_fill_up(
    make: Callable[..., list[tuple[str, str]]],
) -> None:
    rows = [("甲", "甲一", "<p>一则短讯。</p>"), ("甲", "甲二", LONG), ("甲", "甲三", LONG),
            ("甲乙", "乙一", LONG), ("甲乙", "乙二", "<p></p>"), ("甲乙", "乙三", LONG)]  # fmt: skip
    assert [title for title, _ in make(*rows, *[("甲", f"甲{n}", "") for n in range(10)])] == [
        "甲二", "甲三", "乙一", "乙三",
    ]  # fmt: skip


def test_a_small_issue_needs_none(make: Callable[..., list[tuple[str, str]]]) -> None:
    assert make(*[("甲", f"文{n}", LONG) for n in range(7)]) == []


@pytest.mark.parametrize(("many", "shown"), [(8, 2), (15, 3), (16, 4), (40, 4)])
def test_every_fourth_at_most(make: Callable[..., list[tuple[str, str]]], many: int, shown: int) -> None:
    assert len(make(*[("甲", f"文{n}", LONG) for n in range(many)])) == shown


def test_html_that_is_cut_in_a_tag(make: Callable[..., list[tuple[str, str]]]) -> None:
    body = f"<p>{SENTENCE * 20}</p>" + f'<p><a href="https://example.org/{"a" * 4000}">甲。</a></p>'
    found = make(*[("甲", f"文{n}", body) for n in range(8)])
    assert found
    assert all("href" not in text and "<" not in text for _, text in found)
