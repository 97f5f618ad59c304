"""The only place where editor HTML is cleaned, and the model field that cleans at every way in."""

import re
from collections.abc import Callable
from html import escape, unescape
from math import prod
from typing import Any

import nh3
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django_ckeditor_5.fields import CKEditor5Field

from articles.placeholders import FOREIGN

# What an article of a bulletin may hold, and print can set. h1 and h2 are the page's and the title's.
TAGS = frozenset(
    {
        "p", "br", "h3", "h4", "blockquote", "ul", "ol", "li",
        "strong", "em", "sup", "sub", "a",
        "figure", "figcaption", "img",
        "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td",
    }
)  # fmt: skip
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "figure": {"class"},
}
FIGURE_CLASSES = frozenset({"image", "table"})
# One cell of colspan="1000000" costs the typesetter 20 s; no table of a bulletin has 50 columns.
SPAN_LIMIT = 50
NUMBER_LIMIT = 10_000
# 500 quotations inside each other are more than the typesetter's recursion bears; nobody writes ten.
DEPTH_LIMIT = 20
_SPANS = frozenset({"colspan", "rowspan"})
_SIZES = frozenset({"width", "height", "start"})
# nh3 closes every tag but these, and writes attributes in double quotes.
_VOID = frozenset({"br", "img", "col"})
_ANY_TAG = re.compile(r'<(/?)([a-z0-9]+)(?:[^>"]|"[^"]*")*>')
# Parts of a list, table or figure: left out only with the whole of it.
_PIECES = frozenset({"li", "caption", "colgroup", "thead", "tbody", "tfoot", "tr", "th", "td", "figcaption"})
_PARTING = frozenset({"p", "h3", "h4", "blockquote", "li", "tr", "caption", "figcaption"})


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The value to keep for one attribute, or None to drop it (nh3's ``attribute_filter``)."""
    if name in _SPANS:
        return value if value.isdecimal() and 1 <= int(value) <= SPAN_LIMIT else None
    if name in _SIZES:
        return value if value.isdecimal() and int(value) <= NUMBER_LIMIT else None
    if tag == "img" and name == "src":
        # Pictures come through our own upload only: no other host, no data: address, no way up.
        media = "/" + settings.MEDIA_URL.strip("/") + "/"
        is_ours = value.startswith(media) and ".." not in value
        # One of another host stays for a moment, to be named in words (_named_picture).
        return value if is_ours or value.lower().startswith(("http://", "https://")) else None
    if name == "href":
        # An address without a host leads nowhere from paper, and on the web only by accident.
        return value if value.lower().startswith(("http://", "https://", "mailto:")) else None
    if name == "class":
        kept = [part for part in value.split() if part in FIGURE_CLASSES]
        return " ".join(kept) or None
    return value


def clean(html: str) -> str:
    """Editor HTML reduced to what a bulletin article may hold; text is never lost, only its dress.

    Args: html: any string, of any origin. Returns: HTML of the allow-list above, with ``<b>`` and
    ``<i>`` as ``<strong>`` and ``<em>``, headings of the page's own levels lowered, links to http,
    https and mailto only, pictures from our own media only, and nothing nested deeper than
    ``DEPTH_LIMIT``. In the place of a picture of another host stands 〔外来图片：host〕, linked to it,
    which the editor offers to fetch.
    """
    for pattern, replacement in _SAME_MEANING:
        html = pattern.sub(replacement, html)
    cleaned = _LINE_SEPARATOR.sub("<br>", _allowed(html).translate(_UNSEEN))
    if _FOREIGN_PICTURE.search(cleaned):
        cleaned = _FOREIGN_PICTURE.sub(_named_picture, _FOREIGN_FIGURE.sub(_parted_figure, cleaned))
        # Once more: a link may stand in no other link.
        cleaned = _allowed(cleaned)
    return _flat(cleaned)


def _allowed(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
        clean_content_tags={"script", "style", "template"},
    ).replace("<img>", "")


# As nh3 writes it: attributes in double quotes, none inside.
_ATTRIBUTES = r'(?: [a-z]+="[^"]*")*'
_IMG = rf'<img{_ATTRIBUTES} src="(?P<address>https?://[^"]*)"{_ATTRIBUTES}>'
_FOREIGN_PICTURE = re.compile(_IMG, re.IGNORECASE)
_FOREIGN_FIGURE = re.compile(
    rf'<figure class="image">\s*(?P<picture>{_IMG})'
    r"\s*(?:<figcaption>(?P<caption>[^\n]*?)</figcaption>)?\s*</figure>",
    re.IGNORECASE,
)


def _named_picture(match: re.Match[str]) -> str:
    """〔外来图片：host〕, linked to where the picture is."""
    address = unescape(match["address"])
    host = re.split(r"[/?#\\]", address.partition("://")[2])[0].rpartition("@")[2]
    return f'<a href="{escape(address)}">{FOREIGN.format(escape(host))}</a>'


def _parted_figure(match: re.Match[str]) -> str:
    caption = f"<p>{match['caption']}</p>" if match["caption"] else ""
    return f"<p>{match['picture']}</p>{caption}"


def _flat(html: str) -> str:
    """Cleaned HTML without what is nested too deep: the text stays, its blocks parted by line breaks."""
    parts: list[str] = []
    end, depth, cut = 0, 0, 0  # cut: the depth from which on tags are left out, 0 for none
    for tag in _ANY_TAG.finditer(html):
        closing, name = tag[1], tag[2]
        parts.append(html[end : tag.start()])
        end = tag.end()
        if name in _VOID:
            parts.append("" if cut and name == "col" else tag[0])
            continue
        depth += -1 if closing else 1
        level = depth + 1 if closing else depth
        if not cut and not closing and level > DEPTH_LIMIT and name not in _PIECES:
            cut = level
        if not cut:
            parts.append(tag[0])
        elif closing:
            parts.append("<br>" if name in _PARTING else "")
            cut = 0 if level == cut else cut
    return "".join(parts) + html[end:]


# Tags that mean the same as one of ours; nh3 would drop them and with them the meaning.
_SAME_MEANING = [
    (re.compile(rf"<(/?){old}(?=[\s>/])", re.IGNORECASE), rf"<\1{new}")
    for old, new in {"b": "strong", "i": "em", "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}.items()
]

# What Word and web pages leave between characters and nobody sees: soft hyphens, zero-width spaces.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"))
# Unicode's own line and paragraph separators, outside of a tag: the typesetter stops at one.
_LINE_SEPARATOR = re.compile(r"[\u2028\u2029](?=[^<>]*(?:<|\Z))")

_BLOCK_END = re.compile(r"</(?:p|h3|h4|li|blockquote|figcaption|caption|td|th|tr)>|<br ?/?>")
_TAG = re.compile(r"<[^>]+>")


def plain_text(html: str) -> str:
    """The text of cleaned HTML, one line a block, without blank lines."""
    text = unescape(_TAG.sub("", _BLOCK_END.sub("\n", html)))
    return "\n".join(line for line in (part.strip() for part in text.splitlines()) if line)


_PARAGRAPH_END = re.compile(r"</(?:p|h3|h4|li|blockquote)>")
_CELL = re.compile(r"<t[dh](?: [^>]*)?>")
_SPAN = re.compile(r'(?:col|row)span="(\d+)"')


def _cells(html: str) -> int:
    """Cells of all tables, one that spans several counted as so many."""
    return sum(prod(int(span) for span in _SPAN.findall(cell)) for cell in _CELL.findall(html))


# More than the longest article of any bulletin holds of each, and what the typesetter sets within seconds:
# pages are counted while the planning page waits for them (docs/print.md).
_BOUNDS: tuple[tuple[Callable[[str], int], int, str, str], ...] = (
    (lambda html: len(plain_text(html)), 100_000, "字", "请分成几篇"),
    (lambda html: html.count("<br>"), 1_000, "处换行", "请清除多余的换行，或把换行改成分段"),
    (lambda html: len(_PARAGRAPH_END.findall(html)), 4_000, "段", "请分成几篇"),
    (lambda html: html.count("<table>"), 100, "个表格", "请分成几篇，或把小表并成一个"),
    (_cells, 3_000, "个单元格", "请拆开大表，或另作附件"),
    (lambda html: html.count("<img "), 200, "张图片", "请分成几篇"),
    (lambda html: html.count("<"), 20_000, "处格式标记", "请清除格式后重新粘贴"),
)


def excess(cleaned: str) -> str | None:
    """Why cleaned HTML is more than one article may hold, as a Chinese sentence; None where it is not."""
    for count, most, unit, advice in _BOUNDS:
        if (found := count(cleaned)) > most:
            return f"正文有{found}{unit}，排版时一篇最多{most}{unit}；{advice}，再保存。"
    return None


def refuse_excess(html: str) -> None:
    """The field's validator. Raises: ValidationError, for more than one article may hold."""
    if sentence := excess(clean(html)):
        raise ValidationError(sentence)


class RichTextField(CKEditor5Field):
    """Editor HTML, cleaned whenever it is written: form, service, command, bulk or ``update()``."""

    default_validators = [refuse_excess]

    def pre_save(self, model_instance: Model, add: bool) -> str:
        value = clean(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        # Also reached by bulk_create, bulk_update and QuerySet.update, which skip pre_save.
        return super().get_db_prep_save(clean(value) if isinstance(value, str) else value, connection)
