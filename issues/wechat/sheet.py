"""Article → what is pasted into an official account: HTML that carries its own styles, and plain text."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import css_inline
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article
from issues import addresses, public
from issues.contents import page_of
from issues.markup import body
from issues.models import ContentsEntry

_STYLE = Path(__file__).with_name("sheet.css")
# Characters: the account's editor takes no longer title.
LONGEST_TITLE = 64


@dataclass(frozen=True)
class Sheet:
    """An article ready to be pasted. ``address`` is the page on our site, empty before it is public."""

    title: str
    author: str
    html: SafeString
    address: str
    pictures: tuple[str, ...]
    links: int

    @property
    def title_is_long(self) -> bool:
        """Whether the account's editor would cut the title."""
        return len(self.title) > LONGEST_TITLE


@cache
def _inliner() -> css_inline.CSSInliner:
    # What it inlines was cleaned; in any case it is to fetch nothing.
    return css_inline.CSSInliner(
        inline_style_tags=False, load_remote_stylesheets=False, extra_css=_STYLE.read_text("utf-8")
    )


def sheet(article: Article, entry: ContentsEntry | None) -> Sheet:
    """The article for an official account. Args: entry: its place in an issue, public or not. One query.

    Pictures keep their addresses without a host, as the page that shows the sheet needs them.
    """
    text = body(article.body)
    pictures = tuple(image.get("src", "") for image in text.iter("img"))
    links = _plain_links(text)
    _dress(text)
    address = _address(entry) if entry else ""
    context = {
        "article": article,
        "issue": entry.issue if entry else None,
        "page": page_of(entry) if entry else None,
        "address": address,
        "text": mark_safe("".join(tostring(block, encoding="unicode", method="html") for block in text)),
    }
    html = _inliner().inline_fragment(render_to_string("wechat/sheet.html", context), "")
    return Sheet(article.title, article.byline, mark_safe(html), address, pictures, links)


def _address(entry: ContentsEntry) -> str:
    is_public = public.entries(entry.issue.periodical).filter(pk=entry.pk).exists()
    return addresses.whole(addresses.article(entry)) if is_public else ""


def _plain_links(text: Element) -> int:
    """Links become plain words: the account's editor drops them, and a reader would tap in vain."""
    links = list(text.iter("a"))
    for link in links:
        link.tag = "span"
        link.attrib.clear()
    return len(links)


def _dress(text: Element) -> None:
    """Elements that the account's editor does not know as those that it does."""
    for element in text.iter():
        if element.tag == "figure":
            element.tag, element.attrib["class"] = "section", "gzh-figure"
        elif element.tag in {"figcaption", "caption"}:
            inner = any(child.tag in {"p", "ul", "ol", "table"} for child in element)
            element.tag = "section" if inner else "p"
            element.attrib["class"] = "gzh-caption"
        elif element.tag in {"h3", "h4"}:
            element.tag = "h2" if element.tag == "h3" else "h3"
        elif element.tag == "img":
            for name in ("width", "height"):
                element.attrib.pop(name, None)
    _free_captions(text)


def _free_captions(parent: Element) -> None:
    """What was a table's caption stands in front of the table: as a paragraph, it may not be inside."""
    for child in list(parent):
        _free_captions(child)
        if child.tag == "table" and len(child) and child[0].get("class") == "gzh-caption":
            caption = child[0]
            child.remove(caption)
            parent.insert(list(parent).index(child), caption)
