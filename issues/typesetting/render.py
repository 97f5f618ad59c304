"""From an issue's dataclasses to its PDF, page numbers included."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from weasyprint import Document
from weasyprint.text.ffi import harfbuzz_subset
from weasyprint.urls import FatalURLFetchingError

from issues.typesetting.document import TypesetArticle, TypesetDocument
from issues.typesetting.errors import TypesettingError
from issues.typesetting.fetcher import MediaFetcher
from issues.typesetting.greys import GreyFetcher
from issues.typesetting.inspection import Flaw, inspect, missing_glyphs
from issues.typesetting.layout import is_mirrored
from issues.typesetting.output import Output, Portion, Variant
from issues.typesetting.pictures import check_pictures
from issues.typesetting.setter import PX_PER_PT, Setter, chinese_lines, no_collection

__all__ = [
    "PX_PER_PT", "PageCount", "Setter", "TypesetResult", "chinese_lines", "count_pages",
    "errors_in_chinese", "harfbuzz_subset_available", "page_numbers", "typeset",
]  # fmt: skip


@dataclass(frozen=True)
class TypesetResult:
    """A finished PDF.

    ``pages`` counts all pages, the front page too; ``page_of`` maps ``entry_id`` to the printed page
    number (1 is the page after the front page); ``seconds`` has document, layout and write; ``flaws`` is
    what the pages show that the text alone does not (see ``inspection``); ``front_pages`` come before
    page 1.
    """

    pdf: bytes
    pages: int
    page_of: dict[int, int]
    seconds: dict[str, float]
    flaws: tuple[Flaw, ...] = ()
    front_pages: int = 0


@dataclass(frozen=True)
class PageCount:
    """What a layout comes to: as ``TypesetResult``, ``body_pages`` without the 目录."""

    page_of: dict[int, int]
    pages: int
    body_pages: int


def harfbuzz_subset_available() -> bool:
    """Whether ``libharfbuzz-subset0`` is there: without it writing a PDF takes 10 s, not 0.4 s."""
    return harfbuzz_subset is not None


def typeset(
    document: TypesetDocument,
    fetcher: MediaFetcher | None = None,
    output: Output = Output(),  # noqa: B008
) -> TypesetResult:
    """Typeset an issue.

    The body is laid out first; the pages that its articles come to stand on are printed in the 目录
    of the front page, which is laid out second. Args: output: what the file is for, and which pages it
    has. Raises: TypesettingError with a Chinese sentence for a picture that cannot be had or an address
    that text may not reach, or for a layout that does not fit on the paper.
    """
    fetcher = fetcher or MediaFetcher()
    if output.variant is Variant.PRESS:
        fetcher = GreyFetcher(fetcher)
    setter = Setter(document, fetcher, output.portion is not Portion.CONTENTS, output)
    with errors_in_chinese(setter.fetcher):
        started = time.perf_counter()
        check_pictures(document.articles, setter.fetcher)
        html = setter.body_html()
        built = time.perf_counter()
        body = setter.body(html)
        page_of = _page_of(body, document.articles)
        parts, front_pages = [body], 0
        if output.portion is not Portion.BODY:
            setter.adjust = True
            front = setter.front(page_of)
            if is_mirrored(document.layout) and len(front.pages) % 2 == 0:
                # Behind two pages of 目录 the text opens on a right page.
                setter.opens_left = False
                body = setter.body(html)
            parts = [front] if output.portion is Portion.CONTENTS else [front, body]
            front_pages = len(front.pages)
        laid_out = time.perf_counter()
        pages = [page for part in parts for page in part.pages]
        flaws = inspect(document, body, setter.area, setter.fetcher)
        with no_collection(), missing_glyphs(document.articles) as unknown:
            pdf = output.write(parts[0].copy(pages))
        written = time.perf_counter()
    return TypesetResult(
        pdf=pdf,
        pages=len(pages),
        page_of=page_of,
        seconds={
            "document": built - started,
            "layout": laid_out - built,
            "write": written - laid_out,
        },
        flaws=(*flaws, *unknown()),
        front_pages=front_pages,
    )


def page_numbers(document: TypesetDocument, fetcher: MediaFetcher | None = None) -> dict[int, int]:
    """Printed page of each entry, by ``entry_id``, without writing a PDF. Raises: as ``typeset``."""
    setter = Setter(document, fetcher or MediaFetcher(), adjust=False)
    with errors_in_chinese(setter.fetcher):
        check_pictures(document.articles, setter.fetcher)
        return _page_of(setter.body(setter.body_html()), document.articles)


def count_pages(document: TypesetDocument, fetcher: MediaFetcher | None = None) -> PageCount:
    """Page numbers and pages, the front page too, without writing a PDF. Raises: as ``typeset``."""
    setter = Setter(document, fetcher or MediaFetcher(), adjust=False)
    with errors_in_chinese(setter.fetcher):
        check_pictures(document.articles, setter.fetcher)
        body = setter.body(setter.body_html())
        page_of = _page_of(body, document.articles)
        front = setter.front(page_of)
    return PageCount(page_of, len(front.pages) + len(body.pages), len(body.pages))


def _page_of(body: Document, articles: tuple[TypesetArticle, ...]) -> dict[int, int]:
    page_of_anchor: dict[str, int] = {}
    for number, page in enumerate(body.pages, start=1):
        for anchor in page.anchors:
            page_of_anchor.setdefault(anchor, number)
    return {article.entry_id: page_of_anchor[article.anchor] for article in articles}


@contextmanager
def errors_in_chinese(fetcher: MediaFetcher) -> Iterator[None]:
    """FatalURLFetchingError is a BaseException, which no caller's ``except Exception`` would catch."""
    fetcher.refused.clear()
    try:
        yield
    except FatalURLFetchingError as error:
        raise TypesettingError(f"排版中止：{error}") from error
    if fetcher.refused:
        raise TypesettingError(f"排版中止：{fetcher.refused[0]}")
