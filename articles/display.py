"""An article's body as readers' pages show it."""

import re

from django.utils.safestring import SafeString, mark_safe

from articles.pictures.sources import attributes, known_in, name_of, plain_srcset, srcset
from articles.pictures.stored import StoredPicture
from articles.pictures.variants import TYPES
from articles.richtext import clean, plain_text

# Pixels of a column of text on a wide screen, and of the margins beside it on a narrow one: --measure at
# the larger size of type, and the body's padding, in static/site/site.css.
COLUMN = 648
MARGINS = 32
# Pixels of height that are seen at one glance. What is three times as tall as wide is no picture to be seen
# but one to be read, from top to bottom.
GLANCE = 864
LONG = 3
# A picture with less text in front of it stands on the first screen, even of a phone.
FIRST_SCREEN_CHARACTERS = 120
# A tag of cleaned HTML. A quoted value is skipped whole: alt="<table>" is no table.
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^">]|"[^"]*")*)>')


def displayed(html: str) -> SafeString:
    """An article's body for a page: cleaned again, whatever way it came into the database.

    Headings move up one level, because the title above is the page's h1; tables get a box that scrolls
    on a phone and that the keyboard can reach; pictures come in the size and kind that suit the screen,
    as far as these were made (articles.pictures), and load when they come near. One query, and none for
    a body without pictures.
    """
    cleaned = clean(html)
    return mark_safe(_Dress(cleaned, known_in(cleaned)).put_on())


class _Dress:
    def __init__(self, cleaned: str, pictures: dict[str, StoredPicture]) -> None:
        self.cleaned = cleaned
        self.pictures = pictures
        self.headings: list[str] = []
        self.tables = self.depth = 0
        self.has_picture = False

    def put_on(self) -> str:
        return _TAG.sub(self._tag, self.cleaned)

    def _tag(self, found: re.Match[str]) -> str:
        close, name, rest = found.groups()
        if name in {"h3", "h4"}:
            return self._heading(close, name)
        if name == "table":
            return self._table(close, rest)
        if name == "img":
            return self._picture(found)
        return found.group()

    def _heading(self, close: str, name: str) -> str:
        if not close:
            # A text that starts with the lower level must not skip one.
            self.headings.append("h3" if name == "h4" and self.headings else "h2")
        return f"<{close}{self.headings[-1] if self.headings else 'h2'}>"

    def _table(self, close: str, rest: str) -> str:
        if close:
            self.depth = max(0, self.depth - 1)
            return "</table>" if self.depth else "</table></div>"
        self.depth += 1
        if self.depth > 1:
            return f"<table{rest}>"
        self.tables += 1
        # Two regions of a page must not have the same name.
        label = "表格" if self.tables == 1 else f"第{self.tables}个表格"
        box = f'<div class="table-scroll" role="region" aria-label="{label}，可左右滚动" tabindex="0">'
        return f"{box}<table{rest}>"

    def _picture(self, tag: re.Match[str]) -> str:
        found = attributes(tag.group())
        address = found.get("src", "")
        picture = self.pictures.get(name_of(address) or "")
        sizes = sources = ""
        if picture is not None:
            width, height = _shape(picture)
            found |= {"width": str(width), "height": str(height)}
            width = min(width, COLUMN)
            sizes = f"(min-width: {width + MARGINS}px) {width}px, calc(100vw - {MARGINS}px)"
            own = address.rpartition(".")[2]
            sources = "".join(
                f'<source type="{TYPES[kind]}" srcset="{srcset(address, widths, kind)}" sizes="{sizes}">'
                for kind, widths in picture.kinds
                if kind != own
            )
            if plain := plain_srcset(address, picture.width, picture.kinds):
                found |= {"srcset": plain, "sizes": sizes}
        found.setdefault("alt", "")
        image = "".join(f' {name}="{value}"' for name, value in found.items())
        image = f'<img{image} {self._loading(tag.start())} decoding="async">'
        return f"<picture>{sources}{image}</picture>" if sources else image

    def _loading(self, place: int) -> str:
        is_first, self.has_picture = not self.has_picture, True
        if is_first and len(plain_text(self.cleaned[:place])) < FIRST_SCREEN_CHARACTERS:
            return 'fetchpriority="high"'
        return 'loading="lazy"'


def _shape(picture: StoredPicture) -> tuple[int, int]:
    """The width and height in pixels that a page gives a picture at most."""
    width, height = picture.width, picture.height
    across = min(width, COLUMN)
    if GLANCE < height * across / width < across * LONG:
        return max(1, round(width * GLANCE / height)), GLANCE
    return width, height
