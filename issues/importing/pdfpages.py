"""The child's part of reading a PDF file: glyphs with their places → lines in reading order.

Run by ``pdf`` in a process of its own; at its top it imports nothing of the project.

A page is cut from top to bottom into bands: a band ends at a line that runs across a gutter which was
there before. In a band the columns are read one after the other.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

MAX_PAGES = 400
MAX_GLYPHS = 1_500_000
# Exit statuses.
PASSWORD, TOO_LONG, NO_TEXT = 4, 5, 6

# In sizes of the letters about: what is a gutter, an indent, a blank, one line.
_GUTTER = 0.9
_FEWEST_ROWS = 3
_NARROWEST = 5.0
_TAB = 2.0
_INDENT, _LARGEST_INDENT = 1.4, 3.2
_BLANK_HAN, _BLANK_LATIN, _BLANK_WRITTEN = 0.6, 0.22, 0.1
_SAME_LINE = 0.5
# What pdfium hands out for a hyphen that ends a line.
_HYPHEN_AT_LINE_END = 2
_FIRST_WIDE, _LATIN_SIZE = 0x2E80, 0.72
_FEWEST_GLYPHS = 12  # a page


@dataclass(frozen=True)
class Glyph:
    """A character with its box in points, y upwards, and its size."""

    char: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    after_blank: bool = False

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


@dataclass
class Row:
    """Glyphs that stand on one line across the page, from left to right."""

    glyphs: list[Glyph]

    @property
    def size(self) -> float:
        return _commonest(glyph.size for glyph in self.glyphs)

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)

    def gaps(self) -> list[tuple[float, float]]:
        """The free stretches between its glyphs that are wide enough for a gutter."""
        found = []
        end = self.glyphs[0].right
        for glyph in self.glyphs[1:]:
            if glyph.left - end >= _GUTTER * max(glyph.size, 1):
                found.append((end, glyph.left))
            end = max(end, glyph.right)
        return found


Band = tuple[list[Row], list[tuple[float, float]]]


def _commonest(sizes: Iterable[float]) -> float:
    counts = Counter(round(size * 2) / 2 for size in sizes)
    return counts.most_common(1)[0][0] if counts else 0.0


def rows_of(glyphs: list[Glyph]) -> list[Row]:
    """Glyphs → rows from top to bottom."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: -one.middle):
        for row in reversed(rows[-4:]):
            reach = _SAME_LINE * min(glyph.size, row[0].size)
            if abs(row[0].middle - glyph.middle) <= reach:
                row.append(glyph)
                break
        else:
            rows.append([glyph])
    return [Row(sorted(row, key=lambda one: one.left)) for row in rows]


def bands_of(
    rows: list[Row], known: Sequence[float] = ()
) -> list[tuple[list[Row], list[tuple[float, float]]]]:
    """Rows → bands, each with the gutters that all of its rows leave free."""
    bands: list[tuple[list[Row], list[tuple[float, float]]]] = []
    start = 0
    while start < len(rows):
        end, gutters = _band(rows, start, known)
        bands.append((rows[start:end], _gutters_between(rows[start:end], known) if gutters else []))
        start = end
    return bands


def _band(rows: list[Row], start: int, known: Sequence[float]) -> tuple[int, list[tuple[float, float]]]:
    """The band from a row on; rows above the first with a gutter belong to it if they leave it free."""
    for seed in range(start, len(rows)):
        gutters, end = _gutters_from(rows, seed, known)
        if not gutters:
            continue
        first = seed
        while first > start and all(_free_in(rows[first - 1], *gap) for gap in gutters):
            first -= 1
        return (end, gutters) if first == start else (first, [])
    return len(rows), []


def _gutters_between(rows: list[Row], known: Sequence[float]) -> list[tuple[float, float]]:
    """All gutters of a band: stretches that every row leaves free, with text on both sides of some."""
    size = _commonest(row.size for row in rows)
    found = []
    end = min(row.left for row in rows)
    for glyph in sorted((glyph for row in rows for glyph in row.glyphs), key=lambda one: one.left):
        if glyph.left - end >= _GUTTER * 0.5 * size:
            both = sum(row.left < end and row.right > glyph.left for row in rows)
            if both >= _FEWEST_ROWS or any(end < place < glyph.left for place in known):
                found.append((end, glyph.left))
        end = max(end, glyph.right)
    return _wide_enough(found, rows, size)


def _wide_enough(
    gutters: list[tuple[float, float]], rows: list[Row], size: float
) -> list[tuple[float, float]]:
    """Without the gutters beside a column too narrow for text: page numbers of a 目录, figures of a table."""
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    kept: list[tuple[float, float]] = []
    for gap in gutters:
        if gap[0] - (kept[-1][1] if kept else left) >= _NARROWEST * size:
            kept.append(gap)
    while kept and right - kept[-1][1] < _NARROWEST * size:
        kept.pop()
    return kept


def _gutters_from(
    rows: list[Row], start: int, known: Sequence[float]
) -> tuple[list[tuple[float, float]], int]:
    """The gutters that begin at a row, and where the first row that crosses one of them stands.

    A few rows must leave it free; one, where another page has a gutter in the same place.
    """
    kept: list[tuple[float, float]] = rows[start].gaps()
    both = [1] * len(kept)
    end = start + 1
    while end < len(rows) and kept:
        row = rows[end]
        narrowed: list[tuple[float, float]] = []
        counts: list[int] = []
        crossed = False
        for (left, right), count in zip(kept, both, strict=True):
            rest = _free_in(row, left, right)
            if rest is None:
                crossed = crossed or count >= _FEWEST_ROWS
                continue
            narrowed.append(rest)
            counts.append(count + (row.left < rest[0] and row.right > rest[1]))
        if crossed:
            break
        kept, both = narrowed, counts
        end += 1
    good = [
        (left, right)
        for (left, right), count in zip(kept, both, strict=True)
        if count >= _FEWEST_ROWS or any(left < place < right for place in known)
    ]
    return good, end


def gutters_of(pages: list[list[Row]]) -> list[float]:
    """Where the pages have gutters, in the middle of each."""
    return sorted(
        {round((left + right) / 2) for rows in pages for _, gaps in bands_of(rows) for left, right in gaps}
    )


def _free_in(row: Row, left: float, right: float) -> tuple[float, float] | None:
    """What is left of a gutter beside the glyphs of a row, None if they fill it."""
    for glyph in row.glyphs:
        if glyph.right <= left or glyph.left >= right:
            continue
        if glyph.left - left >= right - glyph.right:
            right = glyph.left
        else:
            left = glyph.right
    return (left, right) if right - left >= _GUTTER * 0.5 * max(row.size, 1) else None


def columns_of(rows: list[Row], gutters: list[tuple[float, float]]) -> list[list[Row]]:
    """The rows of a band cut at its gutters, one list a column from left to right."""
    edges = [(left + right) / 2 for left, right in gutters]
    columns: list[list[Row]] = [[] for _ in range(len(edges) + 1)]
    for row in rows:
        pieces: list[list[Glyph]] = [[] for _ in columns]
        for glyph in row.glyphs:
            middle = (glyph.left + glyph.right) / 2
            pieces[sum(edge < middle for edge in edges)].append(glyph)
        for column, piece in zip(columns, pieces, strict=True):
            if piece:
                column.append(Row(piece))
    return columns


def text_of(row: Row) -> str:
    """A row's characters, with a blank where a gap says so, a tab where it is as wide as between cells."""
    pieces = [row.glyphs[0].char]
    for before, glyph in pairwise(row.glyphs):
        gap = (glyph.left - before.right) / max(glyph.size, 1)
        latin = before.char.isascii() or glyph.char.isascii()
        written = glyph.after_blank and gap > _BLANK_WRITTEN
        if gap > _TAB:
            pieces.append("\t")
        elif written or gap > (_BLANK_LATIN if latin else _BLANK_HAN):
            pieces.append(" ")
        pieces.append(glyph.char)
    return "".join(pieces)


def lines_of(rows: list[Row], known: Sequence[float] = ()) -> list[tuple[str, float]]:
    """A page's rows → its lines in reading order with the size of their letters.

    A line that stands in from its column as the first of a paragraph does begins with two blanks.
    """
    found: list[tuple[str, float]] = []
    for band, gutters in bands_of(rows, known):
        for column in columns_of(band, gutters):
            edge = _edge(column)
            for row in column:
                indent = (row.left - edge) / max(row.size, 1)
                blanks = "\u3000\u3000" if _INDENT <= indent <= _LARGEST_INDENT else ""
                found.append((blanks + text_of(row), row.size))
    return found


def _edge(column: list[Row]) -> float:
    """Where the lines of a column begin: the leftmost place that several share."""
    places = Counter(round(row.left) for row in column)
    shared = [place for place, count in places.items() if count >= max(2, len(column) // 8)]
    return float(min(shared or places))


def _page_glyphs(page: Any, counted: list[int]) -> list[Glyph]:
    import ctypes

    import pypdfium2.raw

    # Its functions are made at import; a type checker sees none of them.
    raw: Any = pypdfium2.raw

    text = page.get_textpage()
    glyphs = []
    box = raw.FS_RECTF()
    blank = False
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        code = ord("-") if code == _HYPHEN_AT_LINE_END else code
        before, blank = blank, False
        char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if char.isspace():
            blank = raw.FPDFText_IsGenerated(text, index) != 1
            continue
        if not char or not (char.isprintable() or ord(char) >= 0xE000):
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            continue
        # A Chinese character is as wide as its size; a box's height depends on the font.
        wide = ord(char) >= _FIRST_WIDE
        size = abs(box.right - box.left) if wide else abs(box.top - box.bottom) * _LATIN_SIZE
        glyphs.append(Glyph(char, box.left, box.right, box.bottom, box.top, size, before))
    counted[0] += len(glyphs)
    if counted[0] > MAX_GLYPHS:
        raise SystemExit(TOO_LONG)
    text.close()
    return glyphs


def _main() -> int:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        return PASSWORD if "password" in str(error).lower() else 1
    if len(document) > MAX_PAGES:
        return TOO_LONG
    counted = [0]
    pages = []
    for number in range(len(document)):
        page = document[number]
        pages.append(rows_of(_page_glyphs(page, counted)))
        page.close()
    if counted[0] < _FEWEST_GLYPHS * len(document):
        return NO_TEXT
    known = gutters_of(pages)
    sys.stdout.write(json.dumps([lines_of(rows, known) for rows in pages]))
    return 0


if __name__ == "__main__":
    raise SystemExit(_main())
