"""What only laid-out pages show: coarse pictures, lines and tables too wide, characters without a font.

Facts with their places, no sentences and no verdicts: ``issues.press.preflight`` has those.
"""

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from weasyprint import Document
from weasyprint.formatting_structure import boxes

from issues.typesetting.document import TypesetArticle, TypesetDocument
from issues.typesetting.fetcher import MediaFetcher
from issues.typesetting.greys import Peculiarity, peculiarities
from issues.typesetting.layout import TypeArea

# The least that print in a screen of 133 to 150 lines an inch needs.
LEAST_DPI = 200
# A line may hang over by the half of a mark that has no ink, or by rounding; more is text in the gap.
TOLERANCE_PT = 2.0
_PX = 96 / 72
# How much of a line is quoted, so that one finds it on the page.
_QUOTED = 16


class FlawKind(StrEnum):
    """What is wrong."""

    COARSE_PICTURE = "coarse_picture"
    PICTURE = "picture"
    MISSING_GLYPH = "missing_glyph"
    WIDE_LINE = "wide_line"
    WIDE_TABLE = "wide_table"


@dataclass(frozen=True)
class Flaw:
    """One fact. ``entry_id``: 0 outside the articles; ``page``: the folio, 0 for the front page or unknown.

    ``column`` counts from 1. ``what``: the line's beginning, the characters, or of a picture its
    peculiarity. ``amount``: dots an inch, or points of width too many.
    """

    kind: FlawKind
    entry_id: int = 0
    page: int = 0
    column: int = 0
    what: str = ""
    amount: float = 0.0


def inspect(
    document: TypesetDocument, body: Document, area: TypeArea, fetcher: MediaFetcher
) -> tuple[Flaw, ...]:
    """The flaws of a laid-out body in the order of the pages; ``area`` tells the columns."""
    entry_of = {article.anchor: article.entry_id for article in document.articles}
    return tuple(_Walk(entry_of, area, fetcher).flaws(body))


class _Walk:
    """One way through the boxes of all pages, in reading order."""

    def __init__(self, entry_of: dict[str, int], area: TypeArea, fetcher: MediaFetcher) -> None:
        self._entry_of, self._area, self._fetcher = entry_of, area, fetcher
        self._entry = self._page = 0
        # Left and right pages may have different margins.
        self._left = 0.0

    def flaws(self, body: Document) -> Iterator[Flaw]:
        for self._page, page in enumerate(body.pages, start=1):
            self._left = page._page_box.content_box_x()
            yield from self._below(page._page_box, page._page_box)

    def _below(self, box: Any, container: Any) -> Iterator[Flaw]:
        for child in getattr(box, "children", ()):
            if isinstance(child, boxes.MarginBox):
                continue
            if child.element is not None:
                self._entry = self._entry_of.get(child.element.get("id"), self._entry)
            if isinstance(child, boxes.ReplacedBox):
                yield from self._picture(child)
            if isinstance(child, boxes.TableBox) and (over := _over(child, container)):
                yield self._flaw(FlawKind.WIDE_TABLE, child, amount=over)
                # Its cells are as wide as they are because the table is.
                continue
            if isinstance(child, boxes.LineBox):
                yield from self._line(child, container)
            # A table's wrapper is as wide as the table, however wide that is.
            holds = isinstance(child, boxes.BlockContainerBox) and not child.is_table_wrapper
            yield from self._below(child, child if holds else container)

    def _line(self, line: Any, container: Any) -> Iterator[Flaw]:
        texts: list[Any] = [
            box for box in line.descendants() if isinstance(box, boxes.TextBox) and box.text.strip()
        ]
        if not texts:
            return
        right = max(box.position_x + box.width for box in texts)
        over = (right - container.content_box_x() - container.width) / _PX
        if over > TOLERANCE_PT:
            text = "".join(box.text for box in texts)
            yield self._flaw(FlawKind.WIDE_LINE, line, what=text[:_QUOTED], amount=over)

    def _picture(self, box: Any) -> Iterator[Flaw]:
        pixels = getattr(box.replacement, "width", 0)
        if not pixels or not box.width:
            return
        dpi = pixels * 96 / box.width
        if dpi < LEAST_DPI:
            yield self._flaw(FlawKind.COARSE_PICTURE, box, what=box.element.get("src", ""), amount=dpi)
        for found in self._peculiarities(box.element.get("src", "")):
            yield self._flaw(FlawKind.PICTURE, box, what=found.value)

    def _peculiarities(self, source: str) -> tuple[Peculiarity, ...]:
        try:
            return peculiarities(self._fetcher.read(source))
        except (OSError, SyntaxError, ValueError):
            # Broken in the middle: the press's variant, which has to unpack it, refuses it by name.
            return ()

    def _flaw(self, kind: FlawKind, box: Any, *, what: str = "", amount: float = 0.0) -> Flaw:
        step = self._area.column_width + self._area.column_gap
        column = int(max((box.position_x - self._left) / _PX + 1, 0) // step) + 1
        return Flaw(kind, self._entry, self._page, column, what, round(amount, 1))


def _over(table: Any, container: Any) -> float:
    """By how many points a table is wider than where it stands; 0 where it is not."""
    right = table.position_x + table.margin_width()
    over = (right - container.content_box_x() - container.width) / _PX
    return over if over > TOLERANCE_PT else 0.0


class _Listener(logging.Handler):
    """Hears WeasyPrint name each character that it draws as an empty box."""

    _SAID = re.compile(r"\.notdef glyph.*\(U\+([0-9A-F]+)\)", re.DOTALL)

    def __init__(self) -> None:
        super().__init__()
        self.characters: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        if said := self._SAID.search(record.getMessage()):
            self.characters[chr(int(said[1], 16))] = None


@contextmanager
def missing_glyphs(articles: Iterable[TypesetArticle]) -> Iterator[Callable[[], tuple[Flaw, ...]]]:
    """Listen while pages are written; the function given then says which characters no font has.

    They are looked for in the articles' text; what stands in none is the masthead's or the colophon's.
    """
    listener, logger = _Listener(), logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield lambda: tuple(_where(listener.characters, tuple(articles)))
    finally:
        logger.removeHandler(listener)


def _where(characters: Iterable[str], articles: tuple[TypesetArticle, ...]) -> Iterator[Flaw]:
    left = dict.fromkeys(characters)
    for article in articles:
        text = "".join((article.kicker, article.title, article.subtitle, article.byline, article.body_html,
                        article.source))  # fmt: skip
        if here := "".join(character for character in left if character in text):
            yield Flaw(FlawKind.MISSING_GLYPH, article.entry_id, what=here)
    everything = "".join(article.title + article.body_html for article in articles)
    if rest := "".join(character for character in left if character not in everything):
        yield Flaw(FlawKind.MISSING_GLYPH, what=rest)
