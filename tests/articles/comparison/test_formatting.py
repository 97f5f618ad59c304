"""Changes of form only: marks, headings, lists, links."""

import pytest

from articles.comparison.blocks import read_blocks
from articles.richtext import clean
from tests.articles.comparison.bodies import compared


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        ("<p>甲<strong>乙</strong>丙</p>", "<p>甲乙丙</p>", "格式：加粗→正文"),
        ("<p>甲乙丙</p>", "<p>甲<em>乙</em>丙</p>", "格式：正文→斜体"),
        ("<p>12m2</p>", "<p>12m<sup>2</sup></p>", "格式：正文→上标"),
        ("<p><strong>甲</strong></p>", "<p><em>甲</em></p>", "格式：加粗→斜体"),
        ("<h3>甲</h3>", "<p>甲</p>", "格式：小标题→正文"),
        ("<p>甲</p>", "<blockquote><p>甲</p></blockquote>", "格式：正文→引文"),
        ("<ul><li>甲</li></ul>", "<ol><li>甲</li></ol>", "格式：列表项→编号项"),
        ("<ol><li>甲</li></ol>", '<ol start="3"><li>甲</li></ol>', "格式：无→从3起编号"),
        ("<p>甲</p>", '<p><a href="https://a.cn/">甲</a></p>', "格式：正文→链接 https://a.cn/"),
        ("<p>甲乙丙</p>", "<p><em>甲</em>乙<em>丙</em></p>", "格式：正文→斜体（2处）"),
    ],
)
def test_a_change_of_form_is_named(old: str, new: str, note: str) -> None:
    comparison = compared(clean(old), clean(new))
    (row,) = comparison.rows
    assert (row.kind, row.notes) == ("format", (note,))
    assert comparison.summary == ("改动2处：格式2处" if "2处" in note else "改动1处：格式1处")


def test_equal_formatting_is_equal_however_it_was_nested() -> None:
    nested = "<p><strong>甲</strong><strong>乙</strong><em><strong>丙</strong></em></p>"
    assert compared(nested, "<p><strong>甲乙<em>丙</em></strong></p>").is_empty


def test_text_and_form_changed_in_one_paragraph() -> None:
    comparison = compared("<p><strong>产量</strong>8000吨</p>", "<p>产量9000吨</p>")
    assert [(s.kind, s.text, s.note) for s in comparison.rows[0].new_segments] == [
        ("format", "产量", "加粗→正文"),
        ("added", "9000", ""),
        ("same", "吨", ""),
    ]
    assert comparison.summary == "改动2处：增1字，删1字，格式1处"


def test_white_space_of_the_source_is_no_difference() -> None:
    assert compared("<p>甲\n乙</p>\n<p>丙 </p>", "<p>甲 乙</p><p> 丙</p><p></p>").is_empty


def test_a_paragraph_moved_into_a_nested_list_says_so() -> None:
    (outer, inner) = read_blocks("<ul><li>甲<ul><li>乙</li></ul></li></ul>")
    assert (outer.form, inner.form) == ("列表项", "列表项（2级）")
