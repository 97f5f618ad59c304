"""The dots of a leader are one text, and stand where WeasyPrint would put each of them."""

from unittest import mock

import pytest

from issues.typesetting import justification, leaders
from issues.typesetting.document import TypesetDocument
from issues.typesetting.render import TypesetResult, typeset
from tests.issues.typesetting import made_up
from tests.measure.glyphs import Glyph, read_pages


def dots(result: TypesetResult) -> list[Glyph]:
    return sorted(
        (g for g in read_pages(result.pdf)[0] if g.character == "·"), key=lambda g: (round(g.y), g.x)
    )


def test_the_dots_stand_where_weasyprint_puts_them(document: TypesetDocument, result: TypesetResult) -> None:
    with mock.patch.object(justification, "handle_leader", leaders.STOCK_HANDLE_LEADER):
        stock = typeset(document, made_up.fetcher())
    ours, theirs = dots(result), dots(stock)
    assert len(ours) == len(theirs) > 200
    assert [g.x for g in ours] == pytest.approx([g.x for g in theirs], abs=0.05)
    assert [g.y for g in ours] == pytest.approx([g.y for g in theirs], abs=0.01)
