"""Tables and pictures across all columns, at the head of the next column, and over several pages."""

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from issues.typesetting.document import Colophon, LayoutSpec, TypesetDocument, TypesetSection
from issues.typesetting.layout import type_area
from issues.typesetting.render import TypesetResult, page_numbers, typeset
from tests.issues.typesetting import made_up
from tests.issues.typesetting.conftest import body_columns, body_lines
from tests.issues.typesetting.test_page_quality import BLOCK_END, TAG
from tests.measure.glyphs import Glyph, read_pages
from tests.measure.lines import Line, off_grid, short_of_edge

Picture = tuple[int, float, float, float, float]


@pytest.fixture(scope="module")
def figures() -> TypesetDocument:
    return made_up.document_with_figures()


@pytest.fixture(scope="module")
def figures_result(figures: TypesetDocument) -> TypesetResult:
    return typeset(figures, made_up.fetcher())


@pytest.fixture(scope="module")
def figure_pages(figures_result: TypesetResult) -> list[list[Glyph]]:
    return read_pages(figures_result.pdf)


def in_body_type(document: TypesetDocument, pages: list[list[Glyph]]) -> list[Line]:
    """Lines of the running text; a table's and a caption's are smaller."""
    lines = body_lines(pages, body_columns(document))
    return [line for line in lines if line.main.size == pytest.approx(10.5, abs=0.05)]


def pictures(pdf: bytes) -> list[Picture]:
    """Page, left, bottom, right and top of each picture, in points."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as opened:
        for number, page in enumerate(opened.pages):
            stack, matrix = [], pikepdf.Matrix()
            for instruction in pikepdf.parse_content_stream(page):
                operands, operator = instruction.operands, str(instruction.operator)
                if operator == "q":
                    stack.append(matrix)
                elif operator == "Q":
                    matrix = stack.pop()
                elif operator == "cm":
                    matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
                elif operator == "Do":
                    box = matrix.transform(pikepdf.Rectangle(0, 0, 1, 1))
                    found.append((number, box.llx, box.lly, box.urx, box.ury))
    return found


def text_of(page: list[Glyph]) -> str:
    return "".join(glyph.character for glyph in page if not glyph.character.isspace())


def test_nothing_is_lost_and_nothing_stands_twice(
    figures: TypesetDocument, figure_pages: list[list[Glyph]]
) -> None:
    printed = "".join(map(text_of, figure_pages[1:]))
    for article in figures.articles:
        for text in BLOCK_END.split(article.body_html):
            assert "".join(TAG.sub("", text).split()) in printed
    for cell in re.findall(r"<td>([^<]+)</td>", "".join(made_up.FIGURES)):
        assert cell in printed
    assert sum(printed.count(f"表{i}") for i in (2, 3, 4)) == 3


def test_what_is_wide_goes_over_both_columns_and_what_is_not_stays_in_one(
    figures: TypesetDocument, figures_result: TypesetResult
) -> None:
    area = type_area(figures.layout)
    widths = [right - left for _, left, _, right, _ in pictures(figures_result.pdf)]
    assert len(widths) == 5
    across = [width for width in widths if width > area.column_width + 1]
    assert across == [pytest.approx(area.width, abs=1), pytest.approx(450, abs=1)]
    assert min(widths) == pytest.approx(112.5, abs=1)


def test_no_picture_lies_over_text_or_leaves_the_type_area(
    figures: TypesetDocument, figures_result: TypesetResult, figure_pages: list[list[Glyph]]
) -> None:
    area = type_area(figures.layout)
    for number, left, bottom, right, top in pictures(figures_result.pdf):
        assert left > area.margin_side - 1
        assert right < area.paper_width - area.margin_side + 1
        assert bottom > area.margin_bottom
        assert top < area.paper_height - area.margin_top + 1
        for glyph in figure_pages[number]:
            inside = left - 1 < glyph.x < right and bottom < glyph.y + glyph.size / 2 < top
            assert not inside, glyph


def test_all_columns_stay_on_one_grid_above_and_below(
    figures: TypesetDocument, figure_pages: list[list[Glyph]]
) -> None:
    # A table's cells may be taken for lines of the column: they are of another size.
    text = [line for line in in_body_type(figures, figure_pages) if "Serif" in line.main.font]
    assert len(text) > 250
    assert off_grid(text, pitch=20) == []


def test_raised_and_lowered_figures_leave_the_lines_where_they_are(
    figures: TypesetDocument, figure_pages: list[list[Glyph]]
) -> None:
    rows = [
        line for line in in_body_type(figures, figure_pages) if "各行都有" in line.text or "CO₂" in line.text
    ]
    assert len(rows) >= 12
    neighbours = [(a, b) for a, b in pairwise(rows) if (a.page, a.column) == (b.page, b.column)]
    assert all((a.baseline - b.baseline + 0.1) % 20 < 0.2 for a, b in neighbours)
    assert short_of_edge([line for line in rows if "CO₂" in line.text]) == []


def test_the_text_above_a_wide_element_is_balanced(
    figures: TypesetDocument, figures_result: TypesetResult, figure_pages: list[list[Glyph]]
) -> None:
    area = type_area(figures.layout)
    wide = [p for p in pictures(figures_result.pdf) if p[3] - p[1] > area.column_width + 1]
    lines = in_body_type(figures, figure_pages)
    for number, _, _, _, top in wide:
        above = [line for line in lines if line.page == number and line.baseline > top]
        heights = [sum(line.column == column for line in above) for column in (0, 1)]
        # Two lines of a paragraph may have to stay together.
        assert abs(heights[0] - heights[1]) <= 3


def test_a_long_table_goes_on_with_its_head_and_no_row_is_cut(figure_pages: list[list[Glyph]]) -> None:
    parts = [i for i, page in enumerate(figure_pages) if re.search(r"9\d\d\.8", text_of(page))]
    assert len(parts) >= 2
    for i in parts:
        assert "指标1指标2指标3指标4指标5指标6指标7指标8指标9" in text_of(figure_pages[i])
    for row in range(60):
        cells = "".join(f"9{row:02}.{column}" for column in range(9))
        assert sum(cells in text_of(page) for page in figure_pages) == 1


def test_no_heading_stands_alone_at_the_foot(
    figures: TypesetDocument, figure_pages: list[list[Glyph]]
) -> None:
    lines = body_lines(figure_pages, body_columns(figures))
    last = {(line.page, line.column): line for line in lines}
    headings = ("一、总体情况", "（一）主要指标", "1.分行业看", "二、明细")
    assert [line.text for line in last.values() if line.text in headings or "关于表格" in line.text] == []
    faces = {line.text: line.main.font for line in lines if line.text in headings}
    assert len(faces) == 4
    for text, face in zip(headings, ("Sans", "WenKai", "Serif-CJK-SC-Bold", "Sans"), strict=True):
        assert face in faces[text].replace(" ", ""), faces


def test_no_hole_is_left_in_a_column(figures: TypesetDocument, figure_pages: list[list[Glyph]]) -> None:
    lines = [
        line for line in body_lines(figure_pages, body_columns(figures)) if line.page < len(figure_pages) - 2
    ]
    for box in {(line.page, line.column) for line in lines}:
        feet = [line.baseline - line.box.bottom for line in lines if (line.page, line.column) == box]
        assert min(feet) < 4 * 20, box


def test_page_numbers_are_the_same_without_drawing(
    figures: TypesetDocument, figures_result: TypesetResult
) -> None:
    assert page_numbers(figures, made_up.fetcher()) == figures_result.page_of


@pytest.mark.parametrize("columns", [1, 3])
def test_other_numbers_of_columns(columns: int) -> None:
    characters = {1: 42, 3: 13}[columns]
    document = made_up.document_with_figures(LayoutSpec(columns=columns, characters_per_line=characters))
    document = document.only(document.articles[2])
    result = typeset(document, made_up.fetcher())
    printed = "".join(map(text_of, read_pages(result.pdf)[1:]))
    for row in range(60):
        assert printed.count("".join(f"9{row:02}.{column}" for column in range(9))) == 1


@pytest.mark.parametrize("html", [made_up.WIDE_TABLE, made_up.LONG_WIDE_TABLE, made_up.LONG_TABLE])
def test_an_article_that_is_nothing_but_a_table(html: str) -> None:
    document = made_up.document()
    article = replace(document.articles[1], body_html=html)
    document = replace(document, sections=(TypesetSection("要闻", (article,)),), colophon=Colophon())
    result = typeset(document, made_up.fetcher())
    assert result.page_of == {article.entry_id: 1}
    assert result.pages <= 4
