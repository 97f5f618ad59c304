"""What is proofread, and what is found: plain dataclasses."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What a block of a manuscript is."""

    TITLE = "title"
    KICKER = "kicker"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    SOURCE = "source"
    HEADING = "heading"
    TEXT = "text"
    LIST = "list"
    CELL = "cell"


class Role(StrEnum):
    """What a manuscript is within an issue; only in a text of a whole issue the others occur."""

    ARTICLE = "article"
    CONTENTS = "contents"  # the 目录: one block an entry, without its page number
    COLOPHON = "colophon"  # one block a line
    COVER = "cover"


# What is read as running text or as a heading of it, not the fields around it.
BODY = frozenset({Kind.HEADING, Kind.TEXT, Kind.LIST, Kind.CELL})
TITLES = frozenset({Kind.KICKER, Kind.TITLE, Kind.SUBTITLE})


@dataclass(frozen=True, eq=False)
class Block:
    """A paragraph, heading, list item, table cell or field; compared by identity, as texts may repeat.

    ``lines`` are pairs (offset in the text, line in the file), rising; the first has offset 0.
    """

    text: str
    kind: Kind = Kind.TEXT
    lines: tuple[tuple[int, int], ...] = ()

    def line_at(self, offset: int) -> int | None:
        """The line of the file on which a character stands, None where there is no file."""
        at = bisect_right(self.lines, offset, key=lambda pair: pair[0]) - 1
        return self.lines[at][1] if at >= 0 else None


@dataclass(frozen=True, eq=False)
class Manuscript:
    """One article as it is proofread, or the 目录, cover or colophon of an issue's text.

    ``issue_date`` is the day or the first of the month on which the issue appears, None if unknown;
    ``internal`` whether the periodical is 内部资料性出版物; ``own_names`` those of its publishers.
    """

    title: str = ""
    paragraphs: tuple[Block, ...] = ()
    kicker: str = ""
    subtitle: str = ""
    byline: str = ""
    source: str = ""
    source_date: date | None = None
    section: str = ""
    role: Role = Role.ARTICLE
    internal: bool = False
    issue_date: date | None = None
    own_names: tuple[str, ...] = ()
    # The title as it stood in a file, like ``Block.lines``.
    title_lines: tuple[tuple[int, int], ...] = ()

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Everything that readers read, in their order; empty fields left out."""
        fields = (
            Block(self.kicker, Kind.KICKER),
            Block(self.title, Kind.TITLE, self.title_lines),
            Block(self.subtitle, Kind.SUBTITLE),
            Block(self.byline, Kind.BYLINE),
            Block(self.source, Kind.SOURCE),
        )
        return (*(block for block in fields if block.text), *self.paragraphs)

    @property
    def title_parts(self) -> tuple[str, ...]:
        """The lines of the title, where a file or its writer broke it."""
        cuts = [offset for offset, _ in self.title_lines] or [0]
        lines = [self.title[a:b] for a, b in zip(cuts, [*cuts[1:], None], strict=True)]
        return tuple(part for line in lines for part in line.split() if part)

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """The blocks of the text itself."""
        return tuple(block for block in self.paragraphs if block.kind in BODY and block.text.strip())

    @property
    def is_article(self) -> bool:
        """Whether it is an article, not a part of the issue around the articles."""
        return self.role == Role.ARTICLE


@dataclass(frozen=True, slots=True)
class Spot:
    """What a rule points at: ``block.text[start:end]``, what is the matter, and what may stand there.

    ``suggestion`` is None where only a person knows, "" where the passage is to be deleted.
    """

    block: Block
    start: int
    end: int
    message: str
    suggestion: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where a passage stands: manuscript, block of ``Manuscript.blocks``, and characters of its text."""

    manuscript: int
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage that a person should look at; ``quote`` is the text at ``position``."""

    rule: str
    message: str
    quote: str
    position: Position
    suggestion: str | None = None
    line: int | None = None
