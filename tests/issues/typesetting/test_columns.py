"""Columns filled in one pass come out as WeasyPrint's own, and WeasyPrint is left as it was."""

from unittest import mock

import pytest
from weasyprint.layout import block

from issues.typesetting import setter
from issues.typesetting.columns import FilledColumns
from issues.typesetting.document import LayoutSpec, TypesetDocument
from issues.typesetting.render import TypesetResult, typeset
from tests.issues.typesetting import made_up
from tests.measure.glyphs import read_pages


class Nothing:
    def __enter__(self) -> None: ...

    def __exit__(self, *error: object) -> None: ...


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_every_glyph_stands_where_weasyprint_puts_it(columns: int) -> None:
    characters = {1: 40, 2: 21, 3: 13}[columns]
    document = made_up.document(LayoutSpec(columns=columns, characters_per_line=characters))
    # Pictures and tables stand where WeasyPrint would not have put them: test_across.py.
    document = made_up.without_figures(document)
    ours = typeset(document, made_up.fetcher())
    with mock.patch.object(setter, "FilledColumns", Nothing):
        stock = typeset(document, made_up.fetcher())
    assert ours.page_of == stock.page_of
    assert read_pages(ours.pdf) == read_pages(stock.pdf)


def test_each_column_is_laid_out_once(document: TypesetDocument, result: TypesetResult) -> None:
    layouts = []
    stock = block.block_box_layout

    def counting(context: object, box: block.boxes.Box, *args: object, **kwargs: object) -> object:
        layouts.append(box.is_column)
        return stock(context, box, *args, **kwargs)

    with mock.patch.object(block, "block_box_layout", counting):
        pages = typeset(document, made_up.fetcher()).pages
    assert 2 * (pages - 2) < sum(layouts) <= 2 * (pages - 1)


def test_it_leaves_weasyprint_as_it_was_also_after_an_error() -> None:
    stock = block.columns_layout
    with FilledColumns():
        assert block.columns_layout is not stock
    assert block.columns_layout is stock
    with pytest.raises(ZeroDivisionError), FilledColumns():
        raise ZeroDivisionError
    assert block.columns_layout is stock


def test_it_does_not_nest() -> None:
    with FilledColumns(), pytest.raises(RuntimeError), FilledColumns():
        pass
