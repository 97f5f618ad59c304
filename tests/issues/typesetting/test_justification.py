"""The adjustment inside WeasyPrint, line by line, read from the drawn glyphs."""

import pytest
import weasyprint
from weasyprint.layout import inline
from weasyprint.text.ffi import FROM_UNITS

from issues.typesetting.justification import ChineseJustification, UnsupportedWeasyPrint, glyphs
from tests.measure.glyphs import read_pages
from tests.measure.lines import Column, Line, lines_of

MEASURE = 200.0
BOX = [Column(20.0, 20.0 + MEASURE, 400.0, 0.0)]
HEAD = """<html lang="{lang}"><style>@page {{ size: 240pt 400pt; margin: 20pt }}
body {{ margin: 0; font: 10pt/20pt "Noto Serif CJK SC"; text-align: justify;
font-feature-settings: "chws" }} p {{ margin: 0 }} sup, b {{ line-height: 0 }}</style>{body}"""


def set_lines(body: str, lang: str = "zh-CN") -> list[Line]:
    pdf = weasyprint.HTML(string=HEAD.format(lang=lang, body=body)).write_pdf()
    return lines_of(1, read_pages(pdf)[0], BOX)


def deviations(lines: list[Line]) -> list[float]:
    """How far all lines but the last end from the edge, in points."""
    return [round(abs(line.right_edge - line.box.right), 1) for line in lines[:-1]]


LINES = {
    "plain": "编辑部每月收到二十余篇稿件先由编辑登记再交校编逐字核对数据单位与人名都要与原文对照",
    "marks": "编辑部，收到二十余篇；稿件、先由“编辑”登记，再交校编：逐字核对（数据）。单位与人名，都要对照！",
    "numbers": "2031年3月5日收到1234.5万元，占比12.75%，同比增长0.8个百分点，其中GDP增速为5.25%，高于上年",
    "blank": "编辑部 收到稿件先由编辑登记再交 校编逐字核对数据单位与人名都要与原文对照，一字不差。",
    "bold": "编辑部<b>每月收到二十余篇稿件，先由</b>编辑登记，再交<b>校编</b>逐字核对数据单位与人名都要对照",
    "raised": "编辑部<sup>2</sup>每月收到H<sup>[12]</sup>稿件，先由编辑登记，再交校编逐字核对数据单位与人名",
    "link": '编辑部<a href="https://example.org/">每月收到“二十余篇</a>”稿件，先由编辑登记，再交校编逐字核对数据',
    "nested": "编辑<b>部每<i>月收到，<sup>1</sup>二十余</i>篇稿件</b>先由编辑登记，再交校编逐字核对数据",
}


@pytest.mark.parametrize("body", LINES.values(), ids=LINES.keys())
def test_every_line_but_the_last_ends_at_the_edge(body: str) -> None:
    with ChineseJustification():
        lines = set_lines(f"<p>{body}</p>")
    assert len(lines) >= 2
    assert max(deviations(lines)) <= 0.3


def test_without_it_the_same_lines_end_short() -> None:
    assert max(deviations(set_lines(f"<p>{LINES['numbers']}</p>"))) > 1


def test_no_character_is_put_in() -> None:
    with ChineseJustification():
        lines = set_lines(f"<p>{LINES['marks']}</p>")
    assert "".join(line.text for line in lines) == LINES["marks"]


def test_a_mark_is_let_in_when_the_others_can_close_up() -> None:
    # 20 squares to the line: the 21st character is a mark, which may not begin the next line.
    body = "编辑部，收到稿件、由编辑登记再交校编核，对数据单位"
    with ChineseJustification():
        assert set_lines(f"<p>{body}</p>")[0].text == body[:20]
    text = "编辑部，收到稿件、由编辑登记再交校编核对，数据单位"
    with ChineseJustification():
        lines = set_lines(f"<p>{text}</p>")
    assert lines[0].text == text[:21]
    assert deviations(lines) == [0.0]


@pytest.mark.parametrize(
    "first",
    ["编辑部收到稿件由编辑登记再交校编核对数据", "编辑部收到稿件由编辑登记再交“校编核对”"],
    ids=["before an opening quotation mark", "after a closing one"],
)
def test_a_line_may_turn_beside_quotation_marks(first: str) -> None:
    text = first + ("“单位”与人名" if first[-1] == "据" else "单位与人名都要一一对照")
    assert set_lines(f"<p>{text}</p>")[0].text != first
    with ChineseJustification():
        lines = set_lines(f"<p>{text}</p>")
    assert lines[0].text == first
    assert max(deviations(lines)) <= 0.3


def test_a_line_without_chinese_keeps_the_stock_adjustment() -> None:
    body = "<p>The quick brown fox jumps over the lazy dog, and then the dog jumps over the fox.</p>"
    stock = set_lines(body, lang="en")
    with ChineseJustification():
        ours = set_lines(body, lang="en")
    assert [(line.text, [g.x for g in line.glyphs]) for line in ours] == [
        (line.text, [g.x for g in line.glyphs]) for line in stock
    ]


def test_a_centred_line_is_left_alone() -> None:
    body = f'<p style="text-align: center">{LINES["numbers"]}</p>'
    stock = set_lines(body)
    with ChineseJustification():
        ours = set_lines(body)
    assert [line.text for line in ours] == [line.text for line in stock]
    assert ours[0].glyphs[0].x == stock[0].glyphs[0].x


def test_reading_a_line_twice_does_not_widen_it_twice() -> None:
    with ChineseJustification():
        page = weasyprint.HTML(string=HEAD.format(lang="zh-CN", body=f"<p>{LINES['numbers']}</p>"))
        boxes = list(page.render().pages[0]._page_box.descendants())
    box = min((b for b in boxes if hasattr(b, "pango_layout")), key=lambda b: b.position_y)
    box.pango_layout.reactivate(box.style)
    widths = []
    for _ in range(2):
        line, _index = box.pango_layout.get_first_line()
        widths.append(sum(width for _, width, _ in glyphs(line)) * FROM_UNITS)
    assert widths[0] == widths[1] == pytest.approx(MEASURE / 0.75, abs=1)


def test_it_leaves_weasyprint_as_it_was_and_may_be_nested() -> None:
    names = ("text_align", "split_text_box", "handle_leader")
    before = [getattr(inline, name) for name in names]
    with ChineseJustification():
        with ChineseJustification():
            assert ChineseJustification.installed()
        assert ChineseJustification.installed()
        assert all(getattr(inline, n) is not old for n, old in zip(names, before, strict=True))
    assert not ChineseJustification.installed()
    assert [getattr(inline, name) for name in names] == before


def test_it_is_taken_out_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), ChineseJustification():
        raise ZeroDivisionError
    assert not ChineseJustification.installed()


def test_another_weasyprint_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(UnsupportedWeasyPrint, match=r"71\.0"), ChineseJustification():
        pass
    assert not ChineseJustification.installed()
