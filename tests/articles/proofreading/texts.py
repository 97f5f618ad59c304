"""Made-up texts for the rules, and what a rule finds in them."""

from collections.abc import Sequence
from datetime import date

from articles.proofreading.checking import proofread
from articles.proofreading.lists import FIRST_EDITION, Lists
from articles.proofreading.manuscript import Block, Finding, Kind, Manuscript
from articles.proofreading.rules import BY_NAME

TITLE = "东山市开展编务练习"


def article(
    *paragraphs: str | Block, title: str = TITLE, source: str = "《东山日报》", **fields: object
) -> Manuscript:
    """An article of these paragraphs; a string is running text."""
    blocks = tuple(Block(p) if isinstance(p, str) else p for p in paragraphs)
    return Manuscript(title=title, paragraphs=blocks, source=source, **fields)  # type: ignore[arg-type]


def heading(text: str) -> Block:
    """A heading within the text."""
    return Block(text, Kind.HEADING)


def findings(
    rule: str, manuscripts: Manuscript | Sequence[Manuscript], lists: Lists = FIRST_EDITION
) -> list[Finding]:
    """What one rule finds."""
    several = [manuscripts] if isinstance(manuscripts, Manuscript) else manuscripts
    return proofread(several, lists, off=BY_NAME.keys() - {rule})


def found(rule: str, *paragraphs: str | Block, **fields: object) -> list[tuple[str, str | None]]:
    """Quote and suggestion of what one rule finds in an article of these paragraphs."""
    return [(f.quote, f.suggestion) for f in findings(rule, article(*paragraphs, **fields))]  # type: ignore[arg-type]


AUGUST = date(2031, 8, 1)
