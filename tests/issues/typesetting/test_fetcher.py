"""Text reaches neither files nor the network, whatever it says."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from django.core.files.base import ContentFile
from weasyprint.urls import FatalURLFetchingError

from issues.typesetting.document import TypesetArticle, TypesetSection
from issues.typesetting.errors import TypesettingError
from issues.typesetting.fetcher import MediaFetcher
from issues.typesetting.render import TypesetResult, typeset
from tests.issues.typesetting import made_up


def typeset_body(html: str, fetcher: MediaFetcher | None = None) -> TypesetResult:
    article = TypesetArticle(1, "article-1", "一篇稿件", f"<p>正文。</p>{html}")
    document = replace(made_up.document(), sections=(TypesetSection("要闻", (article,)),))
    return typeset(document, fetcher or made_up.fetcher())


HOSTILE = {
    "img file": '<img src="file:///etc/passwd">',
    "img http": '<img src="http://127.0.0.1:9/x.png">',
    "img data": '<img src="data:image/png;base64,AAAA">',
    "img relative": '<img src="../../etc/passwd">',
    "img up": '<img src="/media/../settings.py">',
    "img escaped up": '<img src="/media/%2e%2e/settings.py">',
    "img elsewhere": '<img src="/static/secret.png">',
    "a attachment": '<a rel="attachment" href="file:///etc/passwd">附件</a>',
    "import": '<style>@import "http://127.0.0.1:9/x.css";</style>',
    "stylesheet": '<link rel="stylesheet" href="file:///etc/passwd">',
    "font": '<style>@font-face { font-family: x; src: url("file:///etc/passwd") }</style>',
    "style url": "<p style=\"background: url('http://127.0.0.1:9/x.png')\">字</p>",
    "svg": '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    "object": '<object data="file:///etc/passwd"></object>',
    "embed": '<embed src="file:///etc/passwd">',
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE.keys())
def test_an_address_outside_the_media_stops_the_build(html: str) -> None:
    with pytest.raises(TypesettingError, match=r"passwd|127\.0\.0\.1|base64|settings|secret"):
        typeset_body(html)


def test_a_linked_attachment_is_not_attached() -> None:
    # WeasyPrint reads attachments of the document whose metadata the PDF has: that is the front page.
    result = typeset_body('<link rel="attachment" href="file:///etc/passwd">')
    with pikepdf.open(BytesIO(result.pdf)) as pdf:
        assert len(pdf.attachments) == 0


def test_a_base_element_does_not_move_addresses_out_of_the_media() -> None:
    with pytest.raises(TypesettingError, match="hall"):
        typeset_body('<base href="http://127.0.0.1:9/"><p><img src="/media/pictures/hall.png"></p>')


def test_a_picture_of_the_media_is_served() -> None:
    fetcher = made_up.fetcher()
    answer = fetcher.fetch("https://bulletin.invalid/media/pictures/hall.png")
    assert answer.content_type == "image/png"
    assert answer.read().startswith(b"\x89PNG")


def test_a_media_url_on_another_host_is_served_from_the_storage() -> None:
    fetcher = MediaFetcher(made_up.media(), "https://media.example.org/bulletin/")
    assert fetcher.name_of("https://media.example.org/bulletin/pictures/hall.png") == "pictures/hall.png"
    assert fetcher.name_of("https://media.example.org/other/hall.png") is None
    assert fetcher.name_of("/media/pictures/hall.png") is None


def test_names_with_chinese_characters_are_found() -> None:
    storage = made_up.media()
    storage.save("pictures/厂房.txt", ContentFile(b"x"))
    fetcher = MediaFetcher(storage, "/media/")
    assert fetcher.read("/media/pictures/%E5%8E%82%E6%88%BF.txt") == b"x"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://example.org/",
        "ftp://x/y",
        "data:text/plain,x",
        "/media/",
        "/media//etc/passwd",
    ],
)
def test_whatever_is_no_media_file_is_refused_with_its_address(url: str) -> None:
    with pytest.raises(FatalURLFetchingError) as caught:
        made_up.fetcher().fetch(url)
    assert url in str(caught.value)
