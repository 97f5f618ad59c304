"""Lines cut in the short way are those of the long one."""

from dataclasses import replace
from unittest import mock

import pytest
from weasyprint.layout import block

from issues.typesetting import justification, mixed_lines, plain_lines
from issues.typesetting.document import Colophon, LayoutSpec, TypesetDocument, TypesetSection
from issues.typesetting.render import typeset
from tests.issues.typesetting import made_up
from tests.measure.glyphs import read_pages

LONG_WORD = "Supercalifragilisticexpialidociousandmuchlongerthanaline"
ODD = {
    "latin": f"The quick brown fox 跳过了懒狗，{LONG_WORD} 之后 the end.",
    "blanks": " 编辑部　每月 收到 二十余篇稿件， 先由 编辑登记， 再交 校编逐字核对 数据单位 与人名 对照 ",
    "rare": "编辑部收到𠮷字与😀以及àéîõü和Ωμέγα、русский，每月二十余篇稿件先由编辑登记再交校编核对。",
    "breaks": "编辑部每月收到<br>二十余篇稿件，先由编辑登记，再交校编逐字核对，数据单位都要一一对照。",
    "one": "一</p><p>。</p><p>“”",
}


def with_body(html: str) -> TypesetDocument:
    document = made_up.document(LayoutSpec())
    article = replace(document.articles[1], body_html=html)
    return replace(document, sections=(TypesetSection("要闻", (article,)),), colophon=Colophon())


@pytest.mark.parametrize(
    "html", [*(f"<p>{text}</p>" for text in ODD.values()), made_up.RICH], ids=[*ODD, "rich"]
)
def test_every_glyph_stands_where_the_long_way_puts_it(html: str) -> None:
    document = with_body(html)
    # What is mended afterwards is mended in one way here and in another there: test_line_ends.py.
    nothing = mock.Mock(return_value={})
    with (
        mock.patch.object(plain_lines, "line_ends", nothing),
        mock.patch.object(mixed_lines, "_found", nothing),
    ):
        short = typeset(document, made_up.fetcher())
    stock = mock.Mock(return_value=plain_lines.STOCK_ITER_LINE_BOXES)
    with mock.patch.object(justification, "iter_line_boxes", stock):
        long = typeset(document, made_up.fetcher())
    assert read_pages(short.pdf) == read_pages(long.pdf)


def test_it_is_taken_out_again() -> None:
    with justification.ChineseJustification():
        assert block.iter_line_boxes is not plain_lines.STOCK_ITER_LINE_BOXES
    assert block.iter_line_boxes is plain_lines.STOCK_ITER_LINE_BOXES
