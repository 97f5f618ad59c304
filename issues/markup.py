"""An article's body as a tree: what HTML forgives and XML does not is put right.

Cleaned HTML holds only elements that we know, but still in places where HTML's content model does not
have them: a paragraph in a list, a table in bold type, a link in a link. Browsers make the best of it,
readers of e-books and other editors do not. Text is never lost, only its dress.
"""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit, urlunsplit
from xml.etree.ElementTree import Element, TreeBuilder

from articles.richtext import clean

Node = str | Element

PHRASING = frozenset({"a", "br", "em", "img", "strong", "sub", "sup"})
_PROSE = frozenset({"p", "h3", "h4"})
_LISTS = frozenset({"ul", "ol"})
_VOID = frozenset({"br", "img", "col"})
# XML 1.0, 2.2: every other character makes a document unreadable, escaped or not.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def body(html: str) -> Element:
    """The body of an article, cleaned again, as ``<body>`` with valid content. Args: html: any string."""
    return _made("body", _paragraphs(_flow(_nodes(_parsed(clean(html))))))


def legal(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


class _Reader(HTMLParser):
    """nh3 closes and quotes everything, so that a simple reader is enough."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = TreeBuilder()
        self.builder.start("body", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: legal(value or "") for name, value in attrs if name != "rel"})
        if tag in _VOID:
            self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        self.builder.data(legal(data))


def _parsed(cleaned: str) -> Element:
    reader = _Reader()
    reader.feed(cleaned)
    reader.close()
    reader.builder.end("body")
    return reader.builder.close()


def _nodes(element: Element) -> list[Node]:
    nodes: list[Node] = [element.text or ""]
    for child in element:
        nodes += [child, child.tail or ""]
    return [node for node in nodes if node != ""]


def _made(tag: str, nodes: Iterable[Node], attributes: dict[str, str] | None = None) -> Element:
    made = Element(tag, attributes or {})
    last: Element | None = None
    for node in nodes:
        if isinstance(node, str):
            if last is None:
                made.text = (made.text or "") + node
            else:
                last.tail = (last.tail or "") + node
        else:
            last = Element(node.tag, node.attrib)
            last.text = node.text
            last.extend(node)
            made.append(last)
    return made


def _is_blank(node: Node) -> bool:
    return isinstance(node, str) and not node.strip()


def _is_phrasing(node: Node) -> bool:
    return isinstance(node, str) or node.tag in PHRASING


def _holds_block(element: Element) -> bool:
    return any(inner.tag not in PHRASING for inner in element.iter() if inner is not element)


def _paragraphs(nodes: list[Node]) -> list[Node]:
    """Loose text between blocks as paragraphs."""
    made: list[Node] = []
    loose: list[Node] = []
    for node in [*nodes, None]:
        if node is not None and _is_phrasing(node):
            loose.append(node)
            continue
        if not all(map(_is_blank, loose)):
            made.append(_made("p", loose))
        loose = []
        if node is not None:
            made.append(node)
    return made


def _flow(nodes: Iterable[Node]) -> list[Node]:
    """What may stand in a body, a list's line, a cell or a quotation."""
    made: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            made.append(node)
        elif node.tag in PHRASING or node.tag in _PROSE:
            # Bold type around a table, a heading with a list in it: the blocks stand for themselves.
            made += _loosened(node) if _holds_block(node) else _phrasing([node])
        elif node.tag in _LISTS:
            made += _list(node)
        elif node.tag == "table":
            made += _table(node)
        elif node.tag == "figure":
            made.append(_figure(node))
        elif node.tag == "blockquote":
            made.append(_made("blockquote", _flow(_nodes(node))))
        else:  # a piece of a list, table or figure without the whole
            made += _loosened(node)
    return made


def _loosened(element: Element) -> list[Node]:
    return _paragraphs(_flow(_nodes(element)))


def _phrasing(nodes: Iterable[Node], *, in_link: bool = False) -> list[Node]:
    """Nodes without blocks, made valid."""
    made: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or node.tag == "br":
            made.append(node if isinstance(node, str) else Element("br"))
        elif node.tag == "img":
            made.append(_picture(node))
        elif node.tag == "a":
            address = uri(node.get("href", ""))
            inner = _phrasing(_nodes(node), in_link=in_link or bool(address))
            made += [_made("a", inner, {"href": address})] if address and not in_link and inner else inner
        elif inner := _phrasing(_nodes(node), in_link=in_link):
            made.append(_made(node.tag, inner))
    return made


def _picture(image: Element) -> Node:
    if not image.get("src"):
        return image.get("alt", "")
    return Element("img", {"alt": ""} | image.attrib)


def _list(element: Element) -> list[Node]:
    items: list[Element] = []
    for node in _nodes(element):
        if _is_blank(node):
            continue
        if not isinstance(node, str) and node.tag == "li":
            items.append(_made("li", _flow(_nodes(node))))
        elif not isinstance(node, str) and node.tag in _LISTS and items:
            items[-1].extend(inner for inner in _list(node) if isinstance(inner, Element))
        else:
            items.append(_made("li", _flow([node])))
    return [_made(element.tag, items, element.attrib)] if items else []


def _figure(element: Element) -> Element:
    captions: list[Node] = []
    content: list[Node] = []
    comes_first = False
    for node in _nodes(element):
        if not isinstance(node, str) and node.tag == "figcaption":
            comes_first = comes_first or (not captions and not content)
            captions += [*([Element("br")] if captions else []), *_flow(_nodes(node))]
        elif content or not _is_blank(node):
            content += _flow([node])
    caption: list[Node] = [_made("figcaption", captions)] if captions else []
    nodes = [*caption, *content] if comes_first else [*content, *caption]
    return _made("figure", nodes, element.attrib)


def _table(element: Element) -> list[Node]:
    """The table, and in front of it what stood between its cells: there, a browser shows it, too."""
    strays: list[Node] = []
    caption: Element | None = None
    columns: list[Node] = []
    parts: dict[str, list[Node]] = {"thead": [], "tbody": [], "tfoot": []}
    for node in _nodes(element):
        tag = "" if isinstance(node, str) else node.tag
        if isinstance(node, str) or tag not in {"caption", "colgroup", "col", "tr", *parts}:
            strays += [] if _is_blank(node) else _flow([node])
        elif tag == "caption" and caption is None:
            caption = node
        elif tag in {"caption", "colgroup", "col"}:
            if tag == "caption":
                strays += _loosened(node)
            else:
                columns.append(_made("colgroup", [Element("col") for _ in node.iter("col")]))
        else:
            rows = list(_rows([node] if tag == "tr" else _nodes(node), strays))
            # A table has one head and one foot.
            place = tag if tag in parts and not parts[tag] else "tbody"
            parts[place] += [_made(place, rows)] if rows else []
    strays = _paragraphs(strays)
    if not any(parts.values()):
        return [*strays, *(_loosened(caption) if caption is not None else [])]
    above = [_caption(caption)] if caption is not None else []
    return [*strays, _made("table", [*above, *columns, *parts["thead"], *parts["tbody"], *parts["tfoot"]])]


def _caption(element: Element) -> Element:
    if element.find(".//table") is None:
        return _made("caption", _flow(_nodes(element)))
    return _made("caption", [" ".join("".join(element.itertext()).split())])


def _rows(nodes: Iterable[Node], strays: list[Node]) -> Iterator[Element]:
    for row in nodes:
        if isinstance(row, str) or row.tag != "tr":
            strays += [] if _is_blank(row) else _flow([row])
            continue
        cells: list[Node] = []
        for cell in _nodes(row):
            if isinstance(cell, str) or cell.tag not in {"td", "th"}:
                strays += [] if _is_blank(cell) else _flow([cell])
            else:
                cells.append(_cell(cell))
        if cells:
            yield _made("tr", cells)


def _cell(element: Element) -> Element:
    made = _made(element.tag, _flow(_nodes(element)), element.attrib)
    if made.tag == "th":  # a heading of its own may not stand in the heading of a column
        for inner in made.iter():
            inner.tag = "p" if inner.tag in {"h3", "h4"} else inner.tag
    return made


_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\.?|\[[0-9A-Fa-f:.]+\]")
_LOOSE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def uri(address: str) -> str | None:
    """An address as RFC 3986 wants it written, or None if it can lead nowhere.

    What people paste is full of blanks and Chinese characters; browsers escape them as they go.
    """
    try:
        parts = urlsplit(address.strip())
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
        host = f"[{host}]" if ":" in host else host.encode("idna").decode() if host else ""
    except (ValueError, UnicodeError):
        return None
    path, query, fragment = (
        _LOOSE_PERCENT.sub("%25", quote(part, safe="/%:;@!$&'()*+,=~" + extra))
        for part, extra in ((parts.path, ""), (parts.query, "?"), (parts.fragment, "?"))
    )
    if scheme == "mailto" and path and not parts.netloc:
        return urlunsplit((scheme, "", path, query, ""))
    if scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        return None
    path = path if path.startswith("/") or not path else f"/{path}"
    return urlunsplit((scheme, f"{host}:{port}" if port is not None else host, path, query, fragment))
