"""Headings inside an article: which paragraphs are some, and of which level.

Manuscripts come with 一、, （一） and 1. typed in plain paragraphs. A print office sets them as headings:
一、 in Hei, （一） in Kai, 1. in bold Song. What begins with a bold lead, 一是强化服务。…, is a run-in
heading and stays a paragraph. Only tags and classes change here, never a character.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

_NUMERAL = "[一二三四五六七八九十百]{1,4}"
# Level: the marks that begin it. 1.5亿元 is no heading, nor is 2031年 or 1.2.3.
_MARKS = (
    (1, re.compile(rf"{_NUMERAL}、")),
    (2, re.compile(rf"[（(]{_NUMERAL}[）)]")),
    (3, re.compile(r"\d{1,2}(?:[.．](?!\d)|、)|[（(]\d{1,2}[）)]")),
)
_END_MARKS = tuple("。！？；：，、…—.!?;:,")
# Characters that a heading has at most: about two lines of a narrow column.
LONGEST = 42
_TAGS = {1: "h3", 2: "h4", 3: "h5"}
_LEVELS = {"h3": 1, "h4": 2}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^>]*>")
_VOID = frozenset({"br", "img", "col", "hr"})
_ALL_BOLD = re.compile(r"\s*<strong>(?:(?!</strong>).)*</strong>\s*", re.DOTALL)
_BOLD_LEAD = re.compile(r"\s*<strong>")


@dataclass(frozen=True)
class Piece:
    """One element of an article's text: ``inner`` is what stands in it, ``rest`` what follows its end tag."""

    tag: str
    opening: str
    inner: str
    rest: str
    level: int = 0

    def __str__(self) -> str:
        return f"{self.opening}{self.inner}</{self.tag}>{self.rest}"

    @property
    def text(self) -> str:
        """What is read of it."""
        return unescape(_TAG.sub("", self.inner)).strip()


def with_subheadings(html: str) -> str:
    """Article HTML with its headings as ``h3``, ``h4``, ``h5`` of the classes ``level-1`` to ``level-3``.

    A paragraph is a heading if it is short, begins with a numeral mark or is bold as a whole, and does not
    end with a mark; if text follows; and if no other of its level stands right beside it, for that is a
    list. A paragraph with a bold lead gets the class ``run-in``. HTML that is not well formed is
    returned as it is.
    """
    pieces = list(_pieces(html.strip()))
    if "".join(map(str, pieces)) != html.strip():
        return html
    levels = [_level(piece) for piece in pieces]
    result = []
    for i, piece in enumerate(pieces):
        level = levels[i]
        if piece.tag == "p" and level:
            before = levels[i - 1] if i and pieces[i - 1].tag == "p" else 0
            after = levels[i + 1] if i + 1 < len(pieces) else level
            if level in (before, after) or (after and after < level):
                level = 0
        result.append(str(_set(piece, level)))
    return "".join(result)


def _set(piece: Piece, level: int) -> Piece:
    if level:
        tag = _TAGS[level]
        return replace(piece, tag=tag, opening=f'<{tag} class="level-{level}">')
    if piece.opening == "<p>" and _BOLD_LEAD.match(piece.inner):
        return replace(piece, opening='<p class="run-in">')
    return piece


def _level(piece: Piece) -> int:
    if piece.opening not in ("<p>", "<h3>", "<h4>") or "<img" in piece.inner:
        return 0
    text = piece.text
    marked = next((level for level, mark in _MARKS if mark.match(text)), 0)
    if piece.tag != "p":
        return marked or _LEVELS[piece.tag]
    if not text or len(text) > LONGEST or text.endswith(_END_MARKS) or "<br" in piece.inner:
        return 0
    return marked or (1 if _ALL_BOLD.fullmatch(piece.inner) else 0)


def _pieces(html: str) -> Iterator[Piece]:
    """The outermost elements in order; what they do not hold is lost, so that the caller notices."""
    depth = start = opened = closed = end = 0
    name = ""
    for tag in _TAG.finditer(html):
        if tag[2].lower() in _VOID:
            continue
        if not tag[1]:
            if not depth:
                if name:
                    yield Piece(name, html[start:opened], html[opened:closed], html[end : tag.start()])
                start, opened, name = tag.start(), tag.end(), tag[2]
            depth += 1
        else:
            depth -= 1
            if not depth:
                closed, end = tag.start(), tag.end()
    if name:
        yield Piece(name, html[start:opened], html[opened:closed], html[end:])
