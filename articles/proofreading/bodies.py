"""Cleaned HTML as blocks, and a passage of a block replaced in the HTML with all markup kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape

from articles.proofreading.manuscript import Block, Kind

_TOKEN = re.compile(r"<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)[^>]*>|&[#\w]+;|.", re.DOTALL)
_KINDS = {
    "p": Kind.TEXT,
    "blockquote": Kind.TEXT,
    "figcaption": Kind.TEXT,
    "caption": Kind.TEXT,
    "h3": Kind.HEADING,
    "h4": Kind.HEADING,
    "li": Kind.LIST,
    "td": Kind.CELL,
    "th": Kind.CELL,
}
# The inner paragraph of an item or a cell is that item or cell.
_STRONGER = {Kind.LIST, Kind.CELL}


@dataclass
class _Piece:
    """A block while it is read: its characters, each with its place in the HTML."""

    kind: Kind
    characters: list[tuple[str, int, int]] = field(default_factory=list)

    def stripped(self) -> list[tuple[str, int, int]]:
        inked = [at for at, (char, _, _) in enumerate(self.characters) if not char.isspace()]
        return self.characters[inked[0] : inked[-1] + 1] if inked else []


def read_body(html: str) -> tuple[Block, ...]:
    """The blocks of an article's body in their order, those without text left out.

    Args: html: as ``articles.richtext.clean`` leaves it. A line broken by <br> is two blocks.
    """
    return tuple(
        Block("".join(char for char, _, _ in piece.stripped()), piece.kind) for piece in _pieces(html)
    )


def replaced(html: str, block: int, start: int, end: int, new: str) -> str:
    """The HTML with characters start to end of a block replaced; markup between them stays.

    Args: block: its number in ``read_body``; new: plain text. Raises: IndexError, if there is none such.
    """
    characters = list(_pieces(html))[block].stripped()
    if not 0 <= start < end <= len(characters):
        raise IndexError(f"{start}:{end}")
    out, position = [], 0
    for number, (_, first, last) in enumerate(characters[start:end]):
        out.append(html[position:first])
        if number == 0:
            out.append(escape(new, quote=False))
        position = last
    return "".join([*out, html[position:]])


def _pieces(html: str) -> Iterator[_Piece]:
    open_kinds: list[tuple[str, Kind]] = []
    piece = _Piece(Kind.TEXT)
    for match in _TOKEN.finditer(html):
        tag = (match["tag"] or "").lower()
        if not tag:
            # A reference may stand for two characters; both have its place.
            for char in unescape(match[0]):
                piece.characters.append((char.replace("\xa0", " "), *match.span()))
            continue
        if tag not in _KINDS and tag not in ("br", "ul", "ol", "table", "tr", "figure"):
            continue
        if piece.stripped():
            yield piece
        if tag in _KINDS and not match["close"]:
            open_kinds.append((tag, _KINDS[tag]))
        elif tag in _KINDS:
            while open_kinds and open_kinds.pop()[0] != tag:
                pass
        kinds = [kind for _, kind in open_kinds]
        strong = [kind for kind in kinds if kind in _STRONGER]
        piece = _Piece((strong or kinds or [Kind.TEXT])[-1])
    if piece.stripped():
        yield piece
