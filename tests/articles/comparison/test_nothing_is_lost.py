"""The segments of a side, joined, are that side's text; what is marked the same is the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.comparison import VersionText, compare
from articles.comparison.blocks import read_blocks
from articles.comparison.characters import shared
from articles.comparison.result import Comparison, RowKind, Segment
from articles.richtext import clean, plain_text
from tests.articles.comparison.bodies import BODIES, TEXT, compared


def _joined(segments: tuple[Segment, ...]) -> str:
    return "".join(segment.text for segment in segments)


def _without_space(text: str) -> str:
    return "".join(text.split()).replace("\ufffc", "")


@settings(max_examples=300, deadline=None)
@given(BODIES, BODIES)
def test_each_side_is_whole_and_in_order(first: str, second: str) -> None:
    old, new = clean(first), clean(second)
    rows = compared(old, new).rows
    assert [row.old for row in rows if row.old] == list(read_blocks(old))
    assert [row.new for row in rows if row.new] == list(read_blocks(new))
    assert [row.old_number for row in rows if row.old] == list(range(1, len(read_blocks(old)) + 1))
    assert [row.new_number for row in rows if row.new] == list(range(1, len(read_blocks(new)) + 1))
    for row in rows:
        assert _joined(row.old_segments) == (row.old.text if row.old else "")
        assert _joined(row.new_segments) == (row.new.text if row.new else "")


@settings(max_examples=200, deadline=None)
@given(BODIES)
def test_blocks_hold_every_character_of_the_body(html: str) -> None:
    body = clean(html)
    text = "".join(block.text for block in read_blocks(body) if not block.source)
    assert _without_space(text) == _without_space(plain_text(body))


@settings(max_examples=300, deadline=None)
@given(TEXT, TEXT)
def test_what_is_shared_is_equal_and_rises(old: str, new: str) -> None:
    i = j = 0
    for match in shared(old, new):
        assert match.length > 0
        assert match.old >= i
        assert match.new >= j
        i, j = match.old + match.length, match.new + match.length
        assert old[match.old : i] == new[match.new : j]
    assert i <= len(old)
    assert j <= len(new)


@settings(max_examples=100, deadline=None)
@given(BODIES, BODIES)
def test_empty_says_exactly_that_blocks_are_equal(first: str, second: str) -> None:
    old, new = clean(first), clean(second)
    assert compared(old, old).is_empty
    assert compared(old, new).is_empty == (read_blocks(old) == read_blocks(new))


@settings(max_examples=100, deadline=None)
@given(BODIES, BODIES)
def test_passages_are_the_rows_again(first: str, second: str) -> None:
    comparison = compared(clean(first), clean(second))
    assert [row for passage in comparison.passages for row in passage.rows] == list(comparison.rows)
    assert all(
        row.kind == RowKind.SAME for passage in comparison.passages if passage.folded for row in passage.rows
    )


@settings(max_examples=100, deadline=None)
@given(st.tuples(TEXT, TEXT), st.tuples(TEXT, TEXT))
def test_fields_are_whole(old: tuple[str, str], new: tuple[str, str]) -> None:
    comparison: Comparison = compare(
        VersionText(*old[:1], kicker=old[1]), VersionText(*new[:1], kicker=new[1])
    )
    for field in comparison.fields:
        side = {"title": 0, "kicker": 1}[field.name]
        assert _joined(field.old_segments) == old[side]
        assert _joined(field.new_segments) == new[side]
    assert comparison.is_empty == (old == new)
