"""Leftover running titles and folios are kept out of the text, counted and reported."""

import pytest

from issues.importing.bulletin import Role, Rule
from issues.importing.characters import count_characters
from tests.issues.importing.made_up import MEETING, STAMPS, found, line_of, one_article, read

CUT = "大家围着长桌讨论怎样把会议记录写得又短又清楚，老周提出先写结论再写经过，这样翻查起来最省时"


def test_a_running_title_within_its_article() -> None:
    text = one_article("第一段在这里。", MEETING.title, "第二段在这里。")
    bulletin = read(text)
    assert [p.text for p in bulletin.articles[0].paragraphs] == ["第一段在这里。", "第二段在这里。"]
    finding = found(bulletin, Rule.RUNNING_TITLE_REPEATED)[0]
    assert finding.line == line_of(text, MEETING.title, nth=2)
    assert bulletin.account.placed[Role.REPEATED_TITLE] == count_characters(MEETING.title)


@pytest.mark.parametrize("between", [MEETING.title, "·· 10", "— 5 —", "5", "第 5 页"])
def test_a_paragraph_cut_at_a_page_goes_on_behind_running_title_and_folio(between: str) -> None:
    bulletin = read(one_article(CUT, between, "间。"))
    assert [p.text for p in bulletin.articles[0].paragraphs] == [CUT + "间。"]
    assert bulletin.account.unplaced == ()


@pytest.mark.parametrize("figure", ["2031", "120", "0", "12.5", "5人"])
def test_a_figure_is_no_folio(figure: str) -> None:
    bulletin = read(one_article("用纸箱数如下。", figure, "以上。"))
    assert figure in [p.text for p in bulletin.articles[0].paragraphs]


def test_a_folio_is_a_finding() -> None:
    text = one_article("一段。", "·· 10", "又一段。")
    assert [f.line for f in found(read(text), Rule.FOLIO_IN_TEXT)] == [line_of(text, "·· 10")]


def test_a_short_title_may_be_a_subheading_of_another_article() -> None:
    text = one_article(*STAMPS.lines, "简讯", "后面还有一则。")
    assert "简讯" in [p.text for p in read(text).articles[0].paragraphs]
