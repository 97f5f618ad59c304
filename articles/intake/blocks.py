"""A manuscript as a list of blocks: paragraphs, headings, lists, tables, pictures, as the editor has them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape
from typing import Any
from xml.etree import ElementTree

from articles.credits import read_credit
from articles.placeholders import NOT_TAKEN

_INLINE = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "sup": "sup", "sub": "sub"}
_BLANKS = " \t\r\n\u3000\xa0\u200b\ufeff"
_ENDS = frozenset("。！？；：，、…,;:!?")
_LONGEST_HEADING = 40
_FIRST_LEVEL = re.compile(
    r"[一二三四五六七八九十百]{1,4}[、.．]|第[一二三四五六七八九十百]{1,4}[章节部编条]?[\s　、：]"
)
_SECOND_LEVEL = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_PICTURE = re.compile(r"word-picture:(\d+)")
# Black or empty triangles and numbers under pictures: 图1 … and ▲ ….
_CAPTION = re.compile(r"(?:图\s*\d{0,3}|▲|△|图为|上图|下图|左图|右图)")


class Kind(StrEnum):
    """What a block is."""

    TEXT = "text"
    HEADING = "heading"
    LIST = "list"
    TABLE = "table"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Block:
    """One block. ``html`` is what stands inside its tag; of lists, tables and pictures the whole."""

    kind: Kind
    html: str
    text: str
    level: int = 0  # of a heading in the file, from 1
    size: int = 0  # half points, 0 if the file does not say
    side: str = ""  # left, centred or right; empty if the file does not say
    picture: int | None = None  # which of the file's pictures

    @property
    def is_line(self) -> bool:
        """A heading or a paragraph that could be one: short, and not the end of a sentence."""
        if self.kind == Kind.HEADING:
            return True
        return self.kind == Kind.TEXT and 0 < len(self.text) <= 60 and self.text[-1] not in _ENDS


# -- From Word -----------------------------------------------------------------------------------------


def blocks_of_html(html: str) -> list[Block]:
    """The blocks of what ``articles.wordfile.read_word`` returns (well-formed HTML).

    Raises: ValueError, for HTML that is not well-formed or nested beyond any document.
    """
    try:
        root = ElementTree.fromstring(f"<body>{html}</body>")  # noqa: S314 - mammoth's own output
        return list(_blocks(root))
    except (ElementTree.ParseError, RecursionError) as error:
        raise ValueError("not well-formed") from error


def _blocks(parent: Any) -> Iterator[Block]:
    if (parent.text or "").strip(_BLANKS):
        yield _paragraph(escape(parent.text, quote=False))
    for element in parent:
        if element.tag == "p" or re.fullmatch(r"h[1-6]", element.tag):
            yield from _text_blocks(element)
        elif element.tag in ("ul", "ol"):
            yield from _list(element)
        elif element.tag == "table":
            yield Block(Kind.TABLE, _table(element), _plain(element))
        elif element.tag == "img":
            yield _picture(element)
        else:
            yield from _blocks(element)
        if (element.tail or "").strip(_BLANKS):
            yield _paragraph(escape(element.tail, quote=False))


def _text_blocks(element: Any) -> Iterator[Block]:
    """A paragraph, and behind it the pictures that stood in it."""
    html, text = _trimmed(_inner(element)), _plain(element)
    classes = str(element.get("class", "")).split()
    side = next((name for name in ("left", "centred", "right") if name in classes), "")
    size = next((int(name[5:]) for name in classes if name.startswith("size-") and name[5:].isdecimal()), 0)
    if text:
        if element.tag == "p":
            yield Block(Kind.TEXT, html, text, size=size, side=side)
        else:
            yield Block(Kind.HEADING, _without_bold(html), text, level=int(element.tag[1]))
    for image in element.iter("img"):
        yield _picture(image)


def _picture(image: Any) -> Block:
    match = _PICTURE.fullmatch(str(image.get("src", "")))
    alt = " ".join(str(image.get("alt", "")).split())[:200]
    # What Word calls a picture on its own (图片 1, C:\…\a.png) describes nothing.
    if re.fullmatch(
        r"(?:图片|图形|Picture|Image|IMG_?)?\s*\d*|.*[\\/].*|.*\.(?:png|jpe?g|gif|bmp)", alt, re.IGNORECASE
    ):
        alt = ""
    return Block(Kind.PICTURE, alt, "", picture=int(match[1]) if match else None)


def _inner(element: Any) -> str:
    """What stands inside an element, with nothing but our inline tags."""
    parts = [escape(element.text or "", quote=False)]
    for child in element:
        inner, tag = _inner(child), child.tag
        if tag == "br":
            inner = "<br>"
        elif tag in _INLINE and inner.strip():
            inner = f"<{_INLINE[tag]}>{inner}</{_INLINE[tag]}>"
        elif tag == "a" and inner.strip():
            inner = _link(child, inner)
        parts += [inner, escape(child.tail or "", quote=False)]
    html = "".join(parts)
    # Word cuts one bold passage into many.
    return re.sub(r"</(strong|em|sup|sub)>(\s*)<\1>", r"\2", html)


def _link(element: Any, inner: str) -> str:
    address = str(element.get("href", ""))
    if address.startswith(("http://", "https://", "mailto:")):
        return f'<a href="{escape(address)}">{inner}</a>'
    # The way back from a footnote leads nowhere on paper.
    return "" if inner.strip() == "↑" else inner


def _plain(element: Any) -> str:
    parts = [each if each is not None else "" for each in _texts(element)]
    return " ".join("".join(parts).replace("↑", "").split(" ")).strip(_BLANKS)


def _texts(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in ("br", "p", "li", "tr", "td", "th"):
            yield "\n"
        yield from _texts(child)
        yield child.tail or ""


def _list(element: Any) -> Iterator[Block]:
    html = _list_html(element)
    if text := _plain(element):
        yield Block(Kind.LIST, html, text)
    for image in element.iter("img"):
        yield _picture(image)


def _list_html(element: Any) -> str:
    items = []
    for item in element:
        if item.tag != "li":
            continue
        below = [child for child in item if child.tag in ("ul", "ol")]
        for child in below:
            item.remove(child)
        paragraphs = [_trimmed(_inner(child)) for child in item if child.tag == "p"]
        own = "<br>".join(filter(None, paragraphs)) if paragraphs else _trimmed(_inner(item))
        inner = own + "".join(_list_html(child) for child in below)
        if inner:
            items.append(f"<li>{inner}</li>")
    return f"<{element.tag}>{''.join(items)}</{element.tag}>"


def _table(element: Any) -> str:
    head = [_row(row, "th") for part in element.findall("thead") for row in part.findall("tr")]
    rows = [*element.findall("tr"), *(row for part in element.findall("tbody") for row in part.findall("tr"))]
    body = [_row(row, "td") for row in rows]
    return (
        '<figure class="table"><table>'
        + (f"<thead>{''.join(head)}</thead>" if head else "")
        + f"<tbody>{''.join(body)}</tbody></table></figure>"
    )


def _row(row: Any, tag: str) -> str:
    cells = []
    for cell in row:
        spans = "".join(
            f' {name}="{cell.get(name)}"'
            for name in ("colspan", "rowspan")
            if str(cell.get(name, "")).isdecimal()
        )
        inner = [
            _trimmed(_inner(child))
            for child in cell
            if child.tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6")
        ]
        lists = [_list_html(child) for child in cell if child.tag in ("ul", "ol")]
        filled = [each for each in inner if each]
        text = filled[0] if len(filled) == 1 and not lists else "".join(f"<p>{each}</p>" for each in filled)
        if not filled and not lists:
            text = _trimmed(_inner(cell))
        cells.append(f"<{tag}{spans}>{text}{''.join(lists)}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"


def _trimmed(html: str) -> str:
    """Without the blanks that indent a paragraph, which is the layout's to do."""
    start = re.match(rf"(?:[{_BLANKS}]|<br>|(<(?:strong|em)>))*", html)
    kept = "".join(re.findall(r"<(?:strong|em)>", start[0])) if start else ""
    return (
        (kept + html[start.end() :] if start else html).rstrip(_BLANKS).removesuffix("<br>").rstrip(_BLANKS)
    )


def _without_bold(html: str) -> str:
    return re.sub(r"</?strong>", "", html)


def _paragraph(html: str) -> Block:
    return Block(Kind.TEXT, _trimmed(html), re.sub(r"<[^>]+>", "", html).strip(_BLANKS))


# -- From plain text -----------------------------------------------------------------------------------


def blocks_of_text(text: str) -> list[Block]:
    """A paragraph a line; blank lines only separate."""
    lines = (line.strip(_BLANKS) for line in text.splitlines())
    return [Block(Kind.TEXT, escape(line, quote=False), line) for line in lines if line]


# -- To the editor -------------------------------------------------------------------------------------


def as_html(blocks: Sequence[Block], addresses: dict[int, str]) -> str:
    """The text as the editor would have it.

    Args: addresses: of the file's pictures that came in; the place of others is marked in words.
    """
    parts: list[str] = []
    levels = sorted({block.level for block in blocks if block.kind == Kind.HEADING and block.level})
    for block, caption in _with_captions(blocks):
        if block.kind == Kind.PICTURE:
            parts.append(_figure(block, caption, addresses))
        elif block.kind == Kind.HEADING:
            parts.append(_as_heading(block.html, 3 if block.level in levels[:1] else 4))
        elif block.kind == Kind.TEXT:
            level = _subheading_level(block)
            parts.append(_as_heading(_without_bold(block.html), level) if level else f"<p>{block.html}</p>")
        else:
            parts.append(block.html)
    return "".join(parts)


def _as_heading(html: str, level: int) -> str:
    return f"<h{level}>{html}</h{level}>"


def _subheading_level(block: Block) -> int:
    """一、… and a short bold line are subheadings, （一）… a level below; 0 for text."""
    if len(block.text) > _LONGEST_HEADING or block.text[-1:] in _ENDS or "\n" in block.text:
        return 0
    if _FIRST_LEVEL.match(block.text):
        return 3
    if _SECOND_LEVEL.match(block.text):
        return 4
    is_bold = re.fullmatch(r"<strong>(?:(?!</?strong>).)*</strong>", block.html) is not None
    return 3 if is_bold and block.side != "right" else 0


def _with_captions(blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    """Pictures with the lines below them that describe them, all others alone."""
    at = 0
    while at < len(blocks):
        block, at = blocks[at], at + 1
        described: list[str] = []
        while block.kind == Kind.PICTURE and at < len(blocks) and _describes(blocks[at], described):
            described.append(blocks[at].html)
            at += 1
        yield block, "　".join(described)


def _describes(block: Block, above: Sequence[str]) -> bool:
    """Whether a line stands under a picture: 图1 …, a small centred line, and below either 甲某 摄."""
    if block.kind != Kind.TEXT or len(block.text) > 80 or len(above) > 1:
        return False
    credit = read_credit(block.text)
    if credit is not None and credit.is_photo:
        return True
    is_small = block.side == "centred" and 0 < block.size <= 21
    return not above and (_CAPTION.match(block.text) is not None or is_small)


def _figure(block: Block, caption: str, addresses: dict[int, str]) -> str:
    if block.picture not in addresses:
        return f"<p>{NOT_TAKEN}</p>" + (f"<p>{caption}</p>" if caption else "")
    alt = f' alt="{escape(block.html)}"' if block.html else ""
    described = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure class="image"><img src="{escape(addresses[block.picture])}"{alt}>{described}</figure>'


def without(block: Block, text: str) -> Block:
    """The paragraph cut down to its first characters, which are ``text``; inline tags stay whole."""
    if len(text) >= len(block.text):
        return block
    html, count, at = block.html, 0, 0
    open_tags: list[str] = []
    while at < len(html) and count < len(text):
        if tag := re.match(r"<(/?)(\w+)[^>]*>", html[at:]):
            if tag[1]:
                open_tags.pop()
            elif tag[2] != "br":
                open_tags.append(tag[2])
            at, count = at + tag.end(), count + (tag[2] == "br")
        else:
            entity = re.match(r"&\w+;", html[at:])
            at, count = at + (entity.end() if entity else 1), count + 1
    closing = "".join(f"</{name}>" for name in reversed(open_tags))
    return replace(block, html=html[:at] + closing, text=text)
