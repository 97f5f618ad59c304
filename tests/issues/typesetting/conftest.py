"""One typeset issue for all tests of this folder: typesetting is what takes the time here."""

import pytest

from issues.typesetting.document import TypesetDocument
from issues.typesetting.layout import type_area
from issues.typesetting.render import TypesetResult, typeset
from tests.issues.typesetting import made_up
from tests.measure.glyphs import Glyph, read_pages
from tests.measure.lines import Column, Line, columns_of, lines_of


@pytest.fixture(scope="session")
def document() -> TypesetDocument:
    return made_up.document()


@pytest.fixture(scope="session")
def result(document: TypesetDocument) -> TypesetResult:
    return typeset(document, made_up.fetcher())


@pytest.fixture(scope="session")
def pages(result: TypesetResult) -> list[list[Glyph]]:
    return read_pages(result.pdf)


@pytest.fixture(scope="session")
def columns(document: TypesetDocument) -> list[Column]:
    return body_columns(document)


@pytest.fixture(scope="session")
def lines(pages: list[list[Glyph]], columns: list[Column]) -> list[Line]:
    """All lines of the body, page by page and column by column."""
    return body_lines(pages, columns)


def body_columns(document: TypesetDocument) -> list[Column]:
    area = type_area(document.layout)
    return columns_of(
        left=area.margin_side,
        width=area.column_width,
        gap=area.column_gap,
        count=document.layout.columns,
        top=area.paper_height - area.margin_top,
        bottom=area.margin_bottom,
    )


def body_lines(pages: list[list[Glyph]], columns: list[Column]) -> list[Line]:
    return [line for n, page in enumerate(pages[1:], 1) for line in lines_of(n, page, columns)]
