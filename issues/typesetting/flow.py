"""The running text as arithmetic: which page an article comes to stand on, without a layout.

What is set once, by ``blocks.py``, is how many lines each block takes at a measure. All the rest of the
flow is whole lines (``grid.py``) and a few rules that templates/print/body.css gives: headings keep with
the text after them, two lines at least go over to a new column (widows), two stay below a heading
(orphans). So thousands of layouts can be tried in the time of one. What comes out is confirmed by a real
layout before anybody relies on it; with pictures and tables that move on (``columns.py``) it is near, and
only a real layout is right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from issues.typesetting.grid import round_up

WIDOWS = 2
# The head of an article with the text that it keeps needs more than this.
HEAD_LINES = 4


class Kind(Enum):
    """What the flow does with a block."""

    ARTICLE = "the head of an article: kept with the text below, spaced by the layout"
    OPENING = "the head of a section's first article, the section's name above it"
    HEADING = "a heading inside an article: kept with the text below"
    TEXT = "may be broken between its lines"
    FLOAT = "a picture or table: what does not fit below stands further on, and the text fills its place"
    SOLID = "the colophon: stands whole"


@dataclass(frozen=True)
class Block:
    """A piece of the running text; ``lines`` without the spaces of the layout, ``space`` above in lines."""

    kind: Kind
    lines: float
    entry: int | None = None
    orphans: int = 1
    space: float = 0.0

    @property
    def keeps(self) -> bool:
        """Whether it may not be the last of a column."""
        return self.kind in (Kind.ARTICLE, Kind.OPENING, Kind.HEADING)

    def first_part(self) -> int:
        """The fewest lines of it that may stand at the foot of a column."""
        lines, least = round_up(self.lines), max(self.orphans, 1)
        if self.kind is Kind.TEXT and lines - least >= WIDOWS:
            return least
        return round_up(self.lines + self.space)


@dataclass(frozen=True)
class Rules:
    """What a layout says about the flow: lines of a column, columns of a page, spaces in lines."""

    lines: int
    columns: int
    title_before: float
    title_after: float
    section_before: float
    section_after: float

    def height(self, block: Block, at_top: bool) -> int:
        """Lines that a block takes with its spaces; at the head of a column there is none above it."""
        if block.kind is Kind.OPENING:
            above = self.section_before
            # The section's name is one line.
            inside = 1 + self.section_after + block.lines + self.title_after
        elif block.kind is Kind.ARTICLE:
            above, inside = self.title_before, block.lines + self.title_after
        else:
            above, inside = block.space, block.lines
        return round_up(inside if at_top else above + inside)


@dataclass(frozen=True)
class Pagination:
    """Page of each entry, all pages of the body, and the lines left free on the last page."""

    page_of: dict[int, int]
    pages: int
    free: int


def paginate(blocks: Sequence[Block], rules: Rules) -> Pagination:
    """Let the blocks run through the columns."""
    column = used = 0
    page_of: dict[int, int] = {}
    index = 0
    while index < len(blocks):
        end = index
        while end < len(blocks) - 1 and blocks[end].keeps:
            end += 1
        heads, body = blocks[index:end], blocks[end]
        if used and used + _needed(heads, body, rules) > rules.lines:
            column, used = column + 1, 0
        for head in heads:
            used += rules.height(head, used == 0)
            if head.entry is not None:
                page_of[head.entry] = column // rules.columns + 1
        if body.kind is Kind.FLOAT and _goes_on(blocks[end + 1 :], rules.lines - used):
            # Where it does not fit the text before it takes its place: for all that follows it is as if it
            # were broken.
            used += round_up(body.lines)
            column, used = column + (used - 1) // rules.lines, (used - 1) % rules.lines + 1
        else:
            column, used = _place(body, rules, column, used)
        if body.entry is not None:
            page_of[body.entry] = column // rules.columns + 1
        index = end + 1
    pages = column // rules.columns + 1
    return Pagination(page_of, pages, (pages * rules.columns - column) * rules.lines - used)


def _goes_on(following: Sequence[Block], room: int) -> bool:
    """Whether the same article goes on for about so many lines: else a hole is left in the column."""
    for block in following:
        if room <= HEAD_LINES:
            break
        if block.kind not in (Kind.TEXT, Kind.HEADING, Kind.FLOAT):
            return False
        room -= round_up(block.lines)
    return room <= HEAD_LINES or not following


def _needed(heads: Sequence[Block], body: Block, rules: Rules) -> int:
    if body.kind is Kind.FLOAT and not heads:
        return 0
    if body.kind is Kind.TEXT:
        return sum(rules.height(head, False) for head in heads) + body.first_part()
    return sum(rules.height(block, False) for block in (*heads, body))


def _place(block: Block, rules: Rules, column: int, used: int) -> tuple[int, int]:
    if block.kind is not Kind.TEXT:
        height = rules.height(block, used == 0)
        if used and used + height > rules.lines:
            column, used = column + 1, 0
        return column, used + height
    lines, orphans = round_up(block.lines), max(block.orphans, 1)
    while True:
        room = rules.lines - used
        if lines <= room:
            return column, used + lines
        here = min(room, lines - WIDOWS)
        if here < orphans and used:
            here = 0
        lines -= max(here, 0) if used else max(here, 1)
        column, used = column + 1, 0
