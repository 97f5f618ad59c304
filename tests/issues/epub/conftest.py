"""What the tests of e-books stand on."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from articles.models import Article
from issues.epub.binding import bind
from issues.epub.book import Book, book_of
from issues.models import Issue
from tests.issues.site.conftest import publish, published

__all__ = ["publish", "published"]

XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Opened:
    """A bound book, looked into."""

    data: bytes
    files: dict[str, bytes]

    def page(self, name: str) -> ElementTree.Element:
        """A page of it; fails if it is no XML."""
        return ElementTree.fromstring(self.files[f"EPUB/{name}"])  # noqa: S314 - made here


def bound(book: Book) -> Opened:
    out = BytesIO()
    bind(book, out)
    with ZipFile(out) as archive:
        return Opened(out.getvalue(), {name: archive.read(name) for name in archive.namelist()})


@pytest.fixture
def book(
    make_article: Callable[..., Article], make_issue: Callable[..., Issue], publish: Callable[..., Issue]
) -> Callable[..., Opened]:
    """Bind an issue with one article of the given body and fields."""

    def make(body: str = "<p>正文。</p>", **fields: Any) -> Opened:
        article = make_article(fields.pop("title", "题目"), signed_off=True, body=body, **fields)
        return bound(book_of(publish(make_issue(articles=[article]))))

    return make
