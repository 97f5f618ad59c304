"""Cleaned editor HTML as a row of blocks: paragraphs, headings, list items, table rows, pictures."""

import re
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser
from itertools import groupby

# Stands in a block's text where a picture stands among the words (OBJECT REPLACEMENT CHARACTER).
PICTURE_SIGN = "\ufffc"
# Between the cells of a table row, and between the lines of a block.
CELL_END = "\t"
LINE_END = "\n"

_INLINE = {"strong": "加粗", "em": "斜体", "sup": "上标", "sub": "下标"}
# HTML's white space; U+00A0 and the ideographic U+3000 are characters like any other.
_SPACE = re.compile(r"[ \t\n\r\f]+")


class Kind(StrEnum):
    """What a block is; the value is the office's word for it."""

    PARAGRAPH = "正文"
    HEADING = "小标题"
    SUBHEADING = "次级小标题"
    QUOTATION = "引文"
    BULLET = "列表项"
    NUMBERED = "编号项"
    CAPTION = "图表说明"
    TABLE_CAPTION = "表题"
    TABLE_ROW = "表格行"
    PICTURE = "图片"


@dataclass(frozen=True)
class Span:
    """A formatted stretch of a block's text, ``start`` to ``end`` (end not included).

    ``marks``: the office's words, sorted: 加粗, 斜体, 上标, 下标, 链接 https://…, 图片 /media/….
    """

    start: int
    end: int
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """One block of a body.

    ``text``: its characters, white space as a reader sees it; cells end with CELL_END, lines with
    LINE_END; of a picture its alternative text. ``spans``: in order, without overlap, each as long as it
    can be, so that equal formatting is equal here however it was nested. ``level``: depth of lists from
    1, else 0. ``details``: what else a reader sees: numbering's start, merged and head cells, a picture's
    size. ``source``: a picture's address.
    """

    kind: Kind
    text: str
    spans: tuple[Span, ...] = ()
    level: int = 0
    quoted: bool = False
    details: tuple[str, ...] = ()
    source: str = ""

    @property
    def form(self) -> str:
        """Its form in words, as 格式：…→… names it."""
        level = f"（{self.level}级）" if self.level > 1 else ""
        return f"{'引文内' if self.quoted else ''}{self.kind}{level}"

    def marks(self) -> list[tuple[str, ...]]:
        """The marks of every character of the text."""
        marks: list[tuple[str, ...]] = [()] * len(self.text)
        for span in self.spans:
            marks[span.start : span.end] = [span.marks] * (span.end - span.start)
        return marks


def read_blocks(html: str) -> tuple[Block, ...]:
    """The blocks of a body, in order. Args: html: as ``articles.richtext.clean`` leaves it.

    Every character of the text comes through, except white space that no reader sees.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return tuple(reader.blocks)


_HEADINGS = {"h3": Kind.HEADING, "h4": Kind.SUBHEADING, "caption": Kind.TABLE_CAPTION}
_BLOCK_TAGS = frozenset({"p", "h3", "h4", "li", "figcaption", "caption", "figure", "table", "ul", "ol", "tr"})


class _Reader(HTMLParser):
    """Collects the characters of the open block; block tags close it, except inside cells and items."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._open: list[str] = []
        self._lists: list[tuple[Kind, str]] = []
        self._chars: list[str] = []
        self._marks: list[tuple[str, ...]] = []
        self._inline: list[tuple[str, str]] = []
        self._details: list[str] = []
        self._cells = 0
        self._row_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _INLINE:
            self._inline.append((tag, _INLINE[tag]))
        elif tag == "a":
            self._inline.append((tag, f"链接 {values['href']}" if values.get("href") else ""))
        elif tag == "br":
            self._put(LINE_END)
        elif tag == "img":
            self._picture(values)
        elif tag in ("td", "th") and self._row_depth <= 1:
            self._cell(tag, values)
        elif tag in _BLOCK_TAGS or tag in ("blockquote", "td", "th"):
            self._boundary(tag)
            if tag in ("ul", "ol"):
                self._lists.append((Kind.BULLET if tag == "ul" else Kind.NUMBERED, values.get("start", "")))
            self._row_depth += tag == "tr"
        if tag not in ("br", "img", "col") and tag not in _INLINE and tag != "a":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _INLINE or tag == "a":
            for index in range(len(self._inline) - 1, -1, -1):
                if self._inline[index][0] == tag:
                    del self._inline[index]
                    break
            return
        if tag in self._open:
            if tag == "tr" and self._row_depth == 1:
                self.flush()
            elif tag in _BLOCK_TAGS or tag == "blockquote":
                self._boundary(tag)
            self._row_depth -= tag == "tr"
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag)]

    def handle_data(self, data: str) -> None:
        for character in _SPACE.sub(" ", data):
            # White space at the start of a block or a line, and a second one, are seen by no reader.
            if character != " " or (self._chars and self._chars[-1] not in (" ", LINE_END, CELL_END)):
                self._put(character)

    def _put(self, character: str, *extra: str) -> None:
        if character in (LINE_END, CELL_END) and self._chars and self._chars[-1] == " ":
            self._chars.pop()
            self._marks.pop()
        marks = {name for _, name in self._inline if name}
        self._chars.append(character)
        self._marks.append(() if character == CELL_END else tuple(sorted({*marks, *extra})))

    def _boundary(self, tag: str) -> None:
        """A block begins or ends: inside a table row and between an item's paragraphs it is a line end."""
        if self._row_depth or (tag == "p" and "li" in self._open[-2:]):
            if self._chars and self._chars[-1] not in (LINE_END, CELL_END):
                self._put(LINE_END)
        else:
            self.flush()

    def _cell(self, tag: str, values: dict[str, str]) -> None:
        if self._cells:
            self._trim(LINE_END)
            self._put(CELL_END)
        self._cells += 1
        if tag == "th":
            self._details.append(f"第{self._cells}格表头")
        for name, words in (("colspan", "跨{}列"), ("rowspan", "跨{}行")):
            if values.get(name, "1") != "1":
                self._details.append(f"第{self._cells}格{words.format(values[name])}")

    def _picture(self, values: dict[str, str]) -> None:
        source = values.get("src", "")
        if self._row_depth or self._chars:
            self._put(PICTURE_SIGN, f"图片 {source}")
            return
        size = "×".join(filter(None, (values.get("width"), values.get("height"))))
        details = (f"尺寸{size}",) if size else ()
        alt = _SPACE.sub(" ", values.get("alt", ""))
        self.blocks.append(Block(Kind.PICTURE, alt, details=details, source=source))

    def _trim(self, characters: str) -> None:
        while self._chars and self._chars[-1] in characters:
            self._chars.pop()
            self._marks.pop()

    def flush(self) -> None:
        """Close the open block, if it holds anything."""
        self._trim(" " + LINE_END)
        if self._chars or self._cells:
            kind, quoted = self._kind()
            if kind == Kind.NUMBERED and self._lists[-1][1]:
                # The start belongs to the list's first item; on all it would mark them all as changed.
                self._details.append(f"从{self._lists[-1][1]}起编号")
                self._lists[-1] = (Kind.NUMBERED, "")
            listed = kind in (Kind.BULLET, Kind.NUMBERED)
            self.blocks.append(
                Block(
                    kind,
                    "".join(self._chars),
                    _spans(self._marks),
                    level=len(self._lists) if listed else 0,
                    quoted=quoted,
                    details=tuple(self._details),
                )
            )
        self._chars, self._marks, self._details, self._cells = [], [], [], 0

    def _kind(self) -> tuple[Kind, bool]:
        quoted = "blockquote" in self._open
        if self._cells:
            return Kind.TABLE_ROW, quoted
        for tag in reversed(self._open):
            if tag in _HEADINGS:
                return _HEADINGS[tag], quoted
            if tag == "figcaption":
                return Kind.CAPTION, quoted
            if tag == "li" and self._lists:
                return self._lists[-1][0], quoted
        return (Kind.QUOTATION, False) if quoted else (Kind.PARAGRAPH, False)


def _spans(marks: list[tuple[str, ...]]) -> tuple[Span, ...]:
    spans, position = [], 0
    for value, run in groupby(marks):
        length = sum(1 for _ in run)
        if value:
            spans.append(Span(position, position + length, value))
        position += length
    return tuple(spans)
