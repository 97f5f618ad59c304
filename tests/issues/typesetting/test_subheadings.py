"""Which paragraphs are headings, and that no character changes."""

import re

import pytest

from issues.typesetting.subheadings import with_subheadings

TEXT = "<p>编辑部每月收到二十余篇稿件，先由编辑登记。</p>"


def set_as(paragraph: str, before: str = TEXT, after: str = TEXT) -> str:
    """The opening tag with which a paragraph comes out."""
    whole = with_subheadings(before + paragraph + after)
    assert re.sub(r"<[^>]+>", "", whole) == re.sub(r"<[^>]+>", "", before + paragraph + after)
    return whole[len(before) : whole.index(">", len(before)) + 1]


@pytest.mark.parametrize(
    ("paragraph", "tag"),
    [
        ("<p>一、总体情况</p>", '<h3 class="level-1">'),
        ("<p>十二、附则</p>", '<h3 class="level-1">'),
        ("<p>（一）登记</p>", '<h4 class="level-2">'),
        ("<p>(三)登记</p>", '<h4 class="level-2">'),
        ("<p>1.登记</p>", '<h5 class="level-3">'),
        ("<p>12．登记</p>", '<h5 class="level-3">'),
        ("<p>（2）登记</p>", '<h5 class="level-3">'),
        ("<p><strong>二、办理流程</strong></p>", '<h3 class="level-1">'),
        ("<p><strong>没有编号的小标题</strong></p>", '<h3 class="level-1">'),
        ("<h3>（二）登记</h3>", '<h4 class="level-2">'),
        ("<h4>怎样登记</h4>", '<h4 class="level-2">'),
    ],
)
def test_a_short_paragraph_with_a_numeral_mark_is_a_heading(paragraph: str, tag: str) -> None:
    assert set_as(paragraph) == tag


@pytest.mark.parametrize(
    "paragraph",
    [
        "<p>一、总体情况良好。</p>",
        "<p>1.5亿元</p>",
        "<p>2031年工作</p>",
        "<p>一季度</p>",
        "<p>1.登记；</p>",
        "<p>一、" + "很长的一段话没有标点" * 5 + "</p>",
        '<p>一、<img src="/media/a.png"></p>',
        "<p></p>",
    ],
)
def test_other_paragraphs_stay_paragraphs(paragraph: str) -> None:
    assert set_as(paragraph) == "<p>"


def test_items_of_a_list_are_no_headings() -> None:
    items = "<p>1.甲公司</p><p>2.乙公司</p><p>3.丙公司</p>"
    assert with_subheadings(items + TEXT) == items + TEXT


def test_a_heading_has_text_or_a_lower_heading_after_it() -> None:
    assert set_as("<p>一、总体情况</p>", after="") == "<p>"
    assert set_as("<p>（一）登记</p>", after="<p>二、审校</p>" + TEXT) == "<p>"
    assert set_as("<p>一、总体情况</p>", after="<p>（一）登记</p>" + TEXT) == '<h3 class="level-1">'


def test_a_bold_lead_stays_in_its_line() -> None:
    assert set_as("<p><strong>一是强化服务。</strong>编辑部每月收到稿件。</p>") == '<p class="run-in">'


@pytest.mark.parametrize(
    "html", ["", "text<p>一、题</p><p>x</p>", "<p>一、题", "<ul><li><p>一、题</p></li></ul><p>x</p>"]
)
def test_what_is_not_plain_paragraphs_is_left_as_it_is(html: str) -> None:
    assert with_subheadings(html) == html
