"""An article's body as XHTML: valid, its headings below the title, its pictures inside the book."""

from collections.abc import Callable
from xml.etree.ElementTree import Element, tostring

from issues.epub.pictures import Picture, Unreadable, name_of, picture
from issues.markup import body


class Album:
    """The pictures of one book: each is read once and held once, however often it is shown.

    ``media_types`` has those that are in the book, by file. Their data is handed on at once: two hundred of
    them together are more than a web process may hold.
    """

    def __init__(self, put: Callable[[str, bytes], None]) -> None:
        self.media_types: dict[str, str] = {}
        self._put = put
        self._files: dict[str, str | None] = {}

    def place_of(self, source: str) -> str | None:
        """The file in the book for a picture's address, or None if it cannot be shown."""
        name = name_of(source)
        if name is None:
            return None
        if name not in self._files:
            try:
                self._files[name] = self.take(picture(name))
            except Unreadable:
                # A file that is lost must not take the book with it; the page says what is missing.
                self._files[name] = None
        return self._files[name]

    def take(self, found: Picture) -> str:
        """Hold a picture. Returns: its file in the book."""
        if found.file not in self.media_types:
            self._put(found.file, found.data)
            self.media_types[found.file] = found.media_type
        return found.file


def xhtml(html: str, album: Album) -> str:
    """Editor HTML as the inside of an XHTML body. Args: html: any string. The album takes its pictures."""
    whole = body(html)
    _show(whole, album)
    _lower(whole)
    return "".join(tostring(block, encoding="unicode") for block in whole)


def _show(whole: Element, album: Album) -> None:
    for image in whole.iter("img"):
        place, words = album.place_of(image.get("src", "")), image.get("alt", "")
        image.attrib.clear()
        if place:
            image.attrib.update(src=place, alt=words)
        else:
            image.tag = "span"
            image.text = f"〔图片：{words}〕" if words else "〔图片〕"


def _lower(whole: Element) -> None:
    """h3 and h4 as h2 and h3; a text that starts with the lower level does not skip one."""
    has_upper = False
    for heading in whole.iter():
        if heading.tag == "h3":
            heading.tag, has_upper = "h2", True
        elif heading.tag == "h4":
            heading.tag, has_upper = "h3" if has_upper else "h2", True
