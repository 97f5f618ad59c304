"""Reads out of a real layout how many lines each block of the running text takes."""

from collections.abc import Iterator, Mapping
from typing import Any

from weasyprint import Document
from weasyprint.formatting_structure import boxes

from issues.typesetting.across import columns_of
from issues.typesetting.flow import Block, Kind
from issues.typesetting.grid import has_class, round_up

_LINE: Any = boxes.LineBox
_KEPT = frozenset({"h3", "h4", "h5"})
_RUNNING = frozenset({"p", "ul", "ol", "blockquote"}) | _KEPT


def blocks_of(body: Document, entry_of: Mapping[str, int], pitch: float) -> tuple[Block, ...]:
    """The blocks of a laid-out body in order.

    Args: body: a layout at any number of lines a column; entry_of: key of the entry by anchor; pitch:
    line pitch of that layout in CSS px. Pictures and tables count as high as they were there.
    """
    fragments: dict[int, list[Any]] = {}
    for page in body.pages:
        for box in _children(page._page_box):
            fragments.setdefault(id(box.element), []).append(box)
    return tuple(_block(parts, entry_of, pitch) for parts in fragments.values())


def _children(box: Any) -> Iterator[Any]:
    """Boxes of the running text below a box: children of the columns, and of each article's flow."""
    for child in getattr(box, "children", ()):
        if isinstance(child, _LINE) or child.element is None:
            continue
        if child.element.tag in ("html", "body") or has_class(child, "columns", "flow"):
            yield from _children(child)
        elif child.element.tag not in ("html", "body") and not child.is_column:
            yield child


def _block(parts: list[Any], entry_of: Mapping[str, int], pitch: float) -> Block:
    first = parts[0]
    tag = first.element.tag
    if tag == "header":
        opens = has_class(first, "opens")
        anchor = next(e.get("id") for e in first.element.iter("h2"))
        lines = sum(_lines(part) for part in parts) - opens
        return Block(Kind.OPENING if opens else Kind.ARTICLE, lines, entry_of[anchor])
    if tag == "footer":
        # Not by its lines: the labels are small blocks with lines of their own.
        return Block(Kind.SOLID, sum(part.border_height() for part in parts) / pitch, space=1.0)
    if tag in _RUNNING and not any(True for _ in first.element.iter("img")):
        kind = Kind.HEADING if tag in _KEPT else Kind.TEXT
        return Block(kind, sum(_lines(part) for part in parts), orphans=first.style["orphans"])
    # What is wide takes its height from every column. The empty box in the place of what stands further on
    # has none.
    height = sum(part.border_height() for part in parts) / pitch
    columns = max(columns_of(part) for part in parts)
    if columns > 1:
        height = round_up(height) * columns
    return Block(Kind.FLOAT, height)


def _lines(box: Any) -> int:
    return sum(isinstance(child, _LINE) for child in box.descendants())
