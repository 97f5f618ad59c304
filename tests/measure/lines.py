"""Glyphs gathered into the lines of columns, and what can be said about such lines."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tests.measure.glyphs import Glyph

# CLREQ 3.1.1: marks that may not begin, and marks that may not end a line.
NOT_AT_START = frozenset("，。、；：！？）》”’」』】〕〉·～％%")
NOT_AT_END = frozenset("（《“‘「『【〔〈")
# Marks whose ink stands in the left half of the square, and whose right half goes at the end of a line.
HALF_AT_END = frozenset("，。、；：！？）》”’」』】〕〉")
# What PDFium calls a hyphen that the typesetter put in at the end of a line: it is no part of the text.
SOFT_HYPHENS = "\x02\xad"
# In a Chinese font a hyphen is drawn in the middle of a square, of which a third is set.
HYPHEN_RIGHT = 0.67
# A superscript stands less than this share of its line's size above the baseline.
LINE_TOLERANCE = 0.6


@dataclass(frozen=True)
class Column:
    """The box of a column on the page, in points from the lower left corner."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Line:
    """A line of one column."""

    page: int
    column: int
    box: Column
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.character for glyph in self.glyphs).rstrip(SOFT_HYPHENS)

    @property
    def main(self) -> Glyph:
        """A glyph of the line's prevailing size; the baseline is its ``y``."""
        return max(self.glyphs, key=lambda glyph: (glyph.size, -glyph.x))

    @property
    def baseline(self) -> float:
        return self.main.y

    @property
    def right_edge(self) -> float:
        """Where the line ends, in points; a mark at the end counts with its inked half."""
        last = self.glyphs[-1]
        if last.character in SOFT_HYPHENS:
            return last.x + HYPHEN_RIGHT * last.size
        if last.character in HALF_AT_END:
            return last.x + last.size / 2
        # PDFium's box of a Chinese glyph may be wider than the square that it is set in.
        square = unicodedata.east_asian_width(last.character) in "WF"
        return last.x + (last.size if square else last.advance)


def columns_of(left: float, width: float, gap: float, count: int, top: float, bottom: float) -> list[Column]:
    """Boxes of ``count`` columns from the left edge of the type area, all lengths in points."""
    return [
        Column(left + i * (width + gap), left + i * (width + gap) + width, top, bottom) for i in range(count)
    ]


def lines_of(page: int, glyphs: Sequence[Glyph], columns: Sequence[Column]) -> list[Line]:
    """Lines of a page in reading order; what stands outside the columns, such as a folio, is left out."""
    lines: list[Line] = []
    for number, box in enumerate(columns):
        inside = [
            g
            for g in glyphs
            if box.left - 6 <= g.x < box.right + 6
            and box.bottom - 1 < g.y < box.top
            and not g.character.isspace()
        ]
        rows: list[list[Glyph]] = []
        for glyph in sorted(inside, key=lambda g: (-g.y, g.x)):
            row = rows[-1] if rows else None
            if row and abs(row[0].y - glyph.y) < LINE_TOLERANCE * max(row[0].size, glyph.size):
                row.append(glyph)
            else:
                rows.append([glyph])
        lines += [Line(page, number, box, tuple(sorted(row, key=lambda g: g.x))) for row in rows]
    return lines


def going_on(lines: Iterable[Line], paragraphs: Sequence[str]) -> list[Line]:
    """The lines after which their paragraph goes on.

    ``paragraphs`` is the text of the lines in order, headings too; blanks count nowhere. Raises:
    AssertionError where the lines do not hold exactly that text.
    """
    texts = ["".join(p.split()) for p in paragraphs]
    texts = [text for text in texts if text]
    result: list[Line] = []
    index = at = 0
    for line in lines:
        text = "".join(line.text.split())
        rest = texts[index][at:] if index < len(texts) else ""
        assert rest.startswith(text), f"printed “{text}”, written “{rest[:40]}”"
        at += len(text)
        if at == len(texts[index]):
            index, at = index + 1, 0
        else:
            result.append(line)
    assert index == len(texts), f"not printed: “{texts[index][:40]}”"
    return result


def weight(text: str) -> float:
    """Characters of a text beside its marks; a Latin letter or digit counts as half of one."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WF" else 0.5 for c in text if c.isalnum())


def lone(lines: Sequence[Line], continuing: Sequence[Line]) -> list[Line]:
    """Last lines of paragraphs of two lines and more that hold a single character (孤字), or 3% or 5G.

    ``continuing``: those of the lines after which their paragraph goes on.
    """
    going = {id(line) for line in continuing}
    return [
        line
        for before, line in pairwise(lines)
        if id(before) in going and id(line) not in going and weight(line.text) < 2
    ]


def looseness(line: Line) -> float:
    """The middle one of the spaces between neighbouring Chinese characters of a line, in points."""
    gaps = sorted(b.x - a.x - a.size for a, b in pairwise(line.glyphs) if _is_han(a) and _is_han(b))
    return gaps[len(gaps) // 2] if gaps else 0.0


def _is_han(glyph: Glyph) -> bool:
    return glyph.character.isalpha() and unicodedata.east_asian_width(glyph.character) == "W"


def short_of_edge(lines: Iterable[Line], tolerance: float = 1.0) -> list[Line]:
    """Lines that do not end within ``tolerance`` points of the right edge of their column."""
    return [line for line in lines if abs(line.right_edge - line.box.right) > tolerance]


def badly_broken(lines: Iterable[Line]) -> list[Line]:
    """Lines that begin or end with a mark that may not stand there."""
    return [line for line in lines if line.text[0] in NOT_AT_START or line.text[-1] in NOT_AT_END]


def off_grid(lines: Iterable[Line], pitch: float, tolerance: float = 0.5) -> list[Line]:
    """Lines whose baseline is off the grid that the first line of them gives; points."""
    lines = list(lines)
    if not lines:
        return []
    first = lines[0].box.top - lines[0].baseline
    return [
        line
        for line in lines
        if abs((line.box.top - line.baseline - first + pitch / 2) % pitch - pitch / 2) > tolerance
    ]
