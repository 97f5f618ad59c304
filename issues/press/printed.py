"""The lines that stand on the pages of a finished PDF, with their places, read with PDFium."""

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2

from issues.typesetting.document import LayoutSpec
from issues.typesetting.layout import TypeArea, type_area

raw: Any = pypdfium2.raw

# A glyph so many points outside a column still belongs to it: marks hang over, line numbers stand 8 away.
_OVERHANG = 6.0
# A superscript stands less than this share of its line's size above the baseline.
_ONE_LINE = 0.6
# A gap of more than this many characters between two glyphs of a line is shown as a blank; between two of
# Latin a much smaller one, because PDFium now and then takes a stretched blank for one of its own making.
_GAP = 1.5
_LATIN_GAP = 0.15
_LEADER = re.compile(r"\s*[·…]{4,}\s*")


@dataclass(frozen=True)
class PrintedLine:
    """A line as it stands on paper.

    ``page`` is the folio, 0 and below for the front pages; ``column`` from 1, 0 where there are none;
    ``line`` as a proof numbers it in the margin; on the front page lines are counted.
    """

    page: int
    column: int
    line: int
    text: str


@dataclass(frozen=True)
class Heading:
    """Where a bookmark of the PDF points: a section (level 0) or an article (level 1) begins there."""

    level: int
    page: int
    column: int
    line: int


@dataclass(frozen=True)
class Printed:
    """What a PDF says: its lines and headings in reading order."""

    lines: tuple[PrintedLine, ...]
    headings: tuple[Heading, ...]


@dataclass(frozen=True)
class _Glyph:
    character: str
    x: float
    y: float
    size: float
    advance: float


def read(path: Path, layout: LayoutSpec, front_pages: int, *, without: str = "") -> Printed:
    """Read the lines of an issue's PDF of the screen variant.

    Args: layout: as it was set with, from which the columns follow; front_pages: pages before page 1;
    without: a line that is no part of the issue, such as a proof's own label.
    Raises: pypdfium2.PdfiumError for a file that is no PDF.
    """
    area = type_area(layout)
    document = pypdfium2.PdfDocument(path)
    try:
        lines: list[PrintedLine] = []
        lefts: dict[int, float] = {}
        for number, page in enumerate(document):
            folio = number + 1 - front_pages
            glyphs = list(_glyphs(page))
            if folio < 1:
                lines += _front_lines(folio, glyphs, without)
            else:
                lefts[folio] = _left(glyphs, area)
                lines += _column_lines(folio, glyphs, area, layout, lefts[folio])
        return Printed(tuple(lines), tuple(_headings(document, area, layout, front_pages, lefts)))
    finally:
        document.close()


def _glyphs(page: Any) -> Iterator[_Glyph]:
    """Glyphs that stand upright: the watermark does not."""
    text = page.get_textpage()
    try:
        x, y, matrix, box = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX(), raw.FS_RECTF()
        for i in range(raw.FPDFText_CountChars(text.raw)):
            # At the end of a line PDFium takes a hyphen for one that hyphenation put there; we have none.
            hyphen = raw.FPDFText_IsHyphen(text.raw, i) == 1
            if raw.FPDFText_IsGenerated(text.raw, i) and not hyphen:
                continue
            raw.FPDFText_GetMatrix(text.raw, i, matrix)
            if abs(matrix.b) > 0.01:
                continue
            raw.FPDFText_GetCharOrigin(text.raw, i, x, y)
            size = raw.FPDFText_GetFontSize(text.raw, i) * matrix.a
            character = "-" if hyphen else chr(raw.FPDFText_GetUnicode(text.raw, i))
            advance = size
            if character.isascii():
                raw.FPDFText_GetLooseCharBox(text.raw, i, box)
                advance = box.right - box.left
            yield _Glyph(character, x.value, y.value, size, advance)
    finally:
        text.close()


def _left(glyphs: Sequence[_Glyph], area: TypeArea) -> float:
    """The left edge of the type area: left and right pages may have different margins."""
    body = [g for g in glyphs if not g.character.isspace() and _in_height(g, area)]

    def inside(left: float) -> int:
        return sum(left - _OVERHANG <= g.x < left + area.width + _OVERHANG for g in body)

    return max((area.margin_inner, area.margin_outer), key=inside)


def _in_height(glyph: _Glyph, area: TypeArea) -> bool:
    return area.margin_bottom - 1 < glyph.y < area.paper_height - area.margin_top


def _column_lines(
    folio: int, glyphs: Sequence[_Glyph], area: TypeArea, layout: LayoutSpec, left: float
) -> Iterator[PrintedLine]:
    top = area.paper_height - area.margin_top
    for column in range(layout.columns):
        start = left + column * (area.column_width + area.column_gap)
        end = start + area.column_width
        inside = [g for g in glyphs if start - _OVERHANG <= g.x < end + _OVERHANG and _in_height(g, area)]
        for row in _rows(inside):
            number = _number(top - _baseline(row), layout)
            yield PrintedLine(folio, column + 1, number, _text(row))


def _front_lines(folio: int, glyphs: Iterable[_Glyph], without: str) -> Iterator[PrintedLine]:
    texts = (_LEADER.sub(" … ", _text(row)) for row in _rows(glyphs))
    shown = (text for text in texts if text.split() != without.split())
    for number, text in enumerate(shown, start=1):
        yield PrintedLine(folio, 0, number, text)


def _number(down: float, layout: LayoutSpec) -> int:
    """The number that a proof has beside what stands so far below the head of the column."""
    return min(max(int(down / layout.pitch_pt) + 1, 1), layout.lines_per_column)


def _rows(glyphs: Iterable[_Glyph]) -> Iterator[list[_Glyph]]:
    rows: list[list[_Glyph]] = []
    main: _Glyph | None = None
    for glyph in sorted(glyphs, key=lambda g: (-g.y, g.x)):
        # Held against the row's largest glyph: a superscript and a subscript may be far from each other.
        if main and abs(main.y - glyph.y) < _ONE_LINE * max(main.size, glyph.size):
            rows[-1].append(glyph)
            main = max(main, glyph, key=lambda g: g.size)
        else:
            rows.append([glyph])
            main = glyph
    for row in rows:
        row.sort(key=lambda g: g.x)
        if any(not g.character.isspace() for g in row):
            yield row


def _baseline(row: Sequence[_Glyph]) -> float:
    return max(row, key=lambda g: g.size).y


def _text(row: Sequence[_Glyph]) -> str:
    parts = [row[0].character]
    for before, glyph in pairwise(row):
        latin = before.character.isascii() and glyph.character.isascii()
        gap = (_LATIN_GAP if latin else _GAP) * max(before.size, glyph.size)
        wide = glyph.x - before.x - before.advance > gap
        parts.append((" " if wide else "") + glyph.character)
    return " ".join("".join(parts).split())


def _headings(
    document: Any, area: TypeArea, layout: LayoutSpec, front_pages: int, lefts: dict[int, float]
) -> Iterator[Heading]:
    step = area.column_width + area.column_gap
    for bookmark in document.get_toc():
        target = bookmark.get_dest()
        if target is None or (folio := target.get_index() + 1 - front_pages) not in lefts:
            continue
        _, view = target.get_view()
        x, y = view[0] or 0.0, view[1] or 0.0
        column = min(max(int((x - lefts[folio] + _OVERHANG) // step), 0), layout.columns - 1)
        # The target is the upper edge of the heading's first line.
        line = _number(area.paper_height - area.margin_top - y + 1, layout)
        yield Heading(bookmark.level, folio, column + 1, line)
