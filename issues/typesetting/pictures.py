"""Checks an article's pictures before typesetting, so that a missing one is named with its article."""

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from weasyprint.urls import FatalURLFetchingError

from issues.typesetting.document import TypesetArticle
from issues.typesetting.errors import TypesettingError
from issues.typesetting.fetcher import MediaFetcher

FORMATS = ("JPEG", "PNG", "GIF", "WEBP")


class _Sources(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sources: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.sources.append(dict(attrs).get("src") or "")


def picture_sources(html: str) -> Iterator[str]:
    """Addresses of the pictures of a piece of HTML, in order, empty where ``src`` is missing."""
    parser = _Sources()
    parser.feed(html)
    parser.close()
    yield from parser.sources


def check_pictures(articles: Iterable[TypesetArticle], fetcher: MediaFetcher) -> None:
    """Make sure that every picture is in the media storage and can be drawn.

    WeasyPrint leaves a picture that it cannot read out of the page and only logs it. Raises:
    TypesettingError naming the article and the picture.
    """
    for article in articles:
        for source in picture_sources(article.body_html):
            try:
                with Image.open(BytesIO(fetcher.read(source)), formats=FORMATS) as picture:
                    picture.verify()
            except FatalURLFetchingError as error:
                raise TypesettingError(
                    f"《{article.title}》中的图片 {source or '（无地址）'} 取不到：图片须在本站媒体库中。"
                    "请重新上传后再排版。"
                ) from error
            except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
                raise TypesettingError(
                    f"《{article.title}》中的图片 {source} 不是可用的图片文件（{'、'.join(FORMATS)}）。"
                    "请重新上传后再排版。"
                ) from error
