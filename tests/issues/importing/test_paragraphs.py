import pytest

from issues.importing.bulletin import ParagraphKind, Rule
from issues.importing.paragraphs import goes_on, is_subheading, join_texts
from tests.issues.importing.made_up import found, line_of, one_article, read

LONG = "大家围着长桌讨论怎样把会议记录写得又短又清楚，老周提出先写结论再写经过，这样翻查起来最省时"


def paragraphs(*lines: str) -> list[tuple[str, str]]:
    return [(p.kind.value, p.text) for p in read(one_article(*lines)).articles[0].paragraphs]


def test_a_paragraph_cut_in_three_is_one() -> None:
    assert paragraphs(LONG, LONG, "间。") == [("text", LONG + LONG + "间。")]


@pytest.mark.parametrize("end", list("。！？：；”）…"))
def test_a_paragraph_ends_in_these(end: str) -> None:
    opening = {"”": "“", "）": "（"}.get(end, "")
    assert len(paragraphs(opening + LONG + end, "下一段从这里开始。")) == 2


@pytest.mark.parametrize("end", list("，、（《“—"))
def test_no_paragraph_ends_in_these_however_short(end: str) -> None:
    assert len(paragraphs("老周说" + end, "接着往下写。")) == 1


@pytest.mark.parametrize(
    "heading",
    [
        "一、先把桌面收拾干净",
        "（一）文件分三类摆放",
        "1、什么是登记簿？",
        "2.怎样借用公章",
        "第一章 总则",
        "登记在先：借用之前写清用途和时间",
        "桌面要整洁",
    ],
)
def test_a_subheading_stays_apart(heading: str) -> None:
    assert paragraphs(LONG + "。", heading, LONG + "。") == [
        ("text", LONG + "。"),
        ("subheading", heading),
        ("text", LONG + "。"),
    ]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("2031年我市各科室复印纸用量合计", "比上年少了两成。"),
        ("大家议定的办法包括：先登记后借用的", "原则，以及当天归还。"),
        ("老周给出的口诀是“先写结论", "再写经过”。"),
        ("全年合计用纸一百二十箱，其中复印用纸达到", "96.5箱。"),
    ],
)
def test_a_cut_line_goes_on(above: str, below: str) -> None:
    assert goes_on(above, below)


@pytest.mark.parametrize(
    "below", ["二、再谈桌面", "（二）分类", "3、归还", "桌面", "2031年5月8日《东山日报》：值班室很忙。"]
)
def test_a_line_that_begins_something_new_is_not_the_rest(below: str) -> None:
    assert not goes_on(LONG, below)


def test_numbers_that_begin_the_rest_of_a_paragraph_are_no_numbering() -> None:
    assert goes_on(LONG, "5、6月份的用纸量也少了。")
    assert goes_on(LONG, "3.5箱纸。")


@pytest.mark.parametrize(
    "line",
    [LONG, LONG + "。", "他说：", "一、这是一段话。它有两句。", "东山日报：值班室很忙", "上午，大家到会"],
)
def test_what_is_no_subheading(line: str) -> None:
    assert not is_subheading(line)


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("值班", "记录", "值班记录"),
        ("office", "notes", "office notes"),
        ("（ OA ，", "Office Automation ）", "（ OA ， Office Automation ）"),
        ("用纸20", "31张", "用纸2031张"),
        ("共5", "GB", "共5GB"),
        ("采用", "OA系统", "采用OA系统"),
    ],
)
def test_a_blank_joins_latin_words_only(above: str, below: str, joined: str) -> None:
    assert join_texts(above, below) == joined


def test_a_join_that_may_be_wrong_is_a_finding() -> None:
    doubtful = "2031年我市各科室复印纸用量合计"
    text = one_article(doubtful, "比上年少了两成。")
    assert [f.line for f in found(read(text), Rule.JOIN_IN_DOUBT)] == [line_of(text, doubtful)]


def test_a_joined_paragraph_is_text() -> None:
    article = read(one_article("一、先把桌面，", "再把柜子收拾干净")).articles[0]
    assert [p.kind for p in article.paragraphs] == [ParagraphKind.TEXT]


def test_latex_is_kept_with_a_finding() -> None:
    formula = r"室温保持在（ $T \leq 26 \text{ C}$ ）以下。"
    text = one_article(formula, "网页见<http://example.org/>，价格$5到$6不等。")
    bulletin = read(text)
    assert bulletin.articles[0].paragraphs[0].text == formula
    assert [f.line for f in found(bulletin, Rule.LATEX_REMNANT)] == [line_of(text, formula)]
