"""Book → file: the pages from templates, in a ZIP archive that is the same for the same book."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from issues.epub.book import Book
from issues.epub.chapter import Album, xhtml
from issues.epub.pictures import Unreadable, picture
from issues.models import press_storage

STYLE = Path(__file__).with_name("book.css")
MEDIA_TYPE = "application/epub+zip"
# The earliest day that ZIP knows: when a page was made is nobody's business.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def bind(book: Book, out: IO[bytes]) -> None:
    """Write a book as EPUB. Args: out: a seekable file."""
    with ZipFile(out, "w") as archive:
        # EPUB OCF 3.2, 4.3: first in the file, and as it is.
        _put(archive, "mimetype", MEDIA_TYPE.encode(), ZIP_STORED)
        # Pictures are compressed already.
        album = Album(lambda file, data: _put(archive, f"EPUB/{file}", data, ZIP_STORED))
        for name, data in _pages(book, album):
            _put(archive, name, data, ZIP_DEFLATED)


def _put(archive: ZipFile, name: str, data: bytes, method: int) -> None:
    member = ZipInfo(name, _NO_TIME)
    member.compress_type, member.create_system, member.external_attr = method, 3, 0o644 << 16
    archive.writestr(member, data, compresslevel=9)


def _pages(book: Book, album: Album) -> Iterator[tuple[str, bytes]]:
    yield "META-INF/container.xml", _page("container.xml", book)
    yield "EPUB/book.css", STYLE.read_bytes()
    yield "EPUB/cover.xhtml", _page("cover.xhtml", book)
    yield "EPUB/nav.xhtml", _page("nav.xhtml", book)
    first_on_page = {file: page for page, file in book.pages}
    for part in book.parts:
        for chapter in part.chapters:
            text = mark_safe(xhtml(chapter.body, album))
            own = {"section": part.title, "chapter": chapter, "text": text}
            own["page"] = first_on_page.get(chapter.file)
            yield f"EPUB/{chapter.file}", _page("article.xhtml", book, **own)
    if book.colophon:
        yield "EPUB/colophon.xhtml", _page("colophon.xhtml", book)
    front_page = _front_page(book, album)
    # Last, because only now is it known which pictures there are.
    told = {"pictures": sorted(album.media_types.items()), "front_page": front_page}
    yield "EPUB/package.opf", _page("package.opf", book, **told)


def _front_page(book: Book, album: Album) -> str | None:
    """The printed front page, by which programs show the book on their shelves. Returns: its file."""
    if book.front_page is None:
        return None
    try:
        return album.take(picture(book.front_page, press_storage()))
    except Unreadable:
        return None


def _page(template: str, book: Book, **own: object) -> bytes:
    return render_to_string(f"epub/{template}", {"book": book, **own}).strip().encode() + b"\n"
