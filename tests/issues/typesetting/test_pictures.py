"""A picture that cannot be printed is named together with its article."""

import pytest
from django.core.files.base import ContentFile

from issues.typesetting.document import TypesetArticle
from issues.typesetting.errors import TypesettingError
from issues.typesetting.fetcher import MediaFetcher
from issues.typesetting.pictures import check_pictures, picture_sources
from issues.typesetting.render import page_numbers, typeset
from tests.issues.typesetting import made_up


def article(html: str) -> TypesetArticle:
    return TypesetArticle(1, "article-1", "新厂房落成", html)


def test_addresses_are_found_in_order() -> None:
    html = '<p><IMG src="/media/a.png"><a href="x">y</a></p><figure><img alt="z"/></figure>'
    assert list(picture_sources(html)) == ["/media/a.png", ""]


def test_a_picture_that_is_there_passes() -> None:
    check_pictures([article(made_up.FIGURE)], made_up.fetcher())


@pytest.mark.parametrize(
    "source", ["/media/pictures/gone.png", "https://example.org/x.png", "", "file:///etc/passwd"]
)
def test_a_picture_that_cannot_be_had_is_named_with_its_article(source: str) -> None:
    with pytest.raises(TypesettingError) as caught:
        check_pictures([article(f'<p><img src="{source}"></p>')], made_up.fetcher())
    assert "《新厂房落成》" in str(caught.value)
    assert (source or "无地址") in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"not a picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_a_file_that_is_no_picture_is_named(content: bytes) -> None:
    storage = made_up.media()
    storage.save("pictures/odd.png", ContentFile(content))
    with pytest.raises(TypesettingError, match=r"odd\.png 不是可用的图片"):
        check_pictures([article('<img src="/media/pictures/odd.png">')], MediaFetcher(storage, "/media/"))


def test_typesetting_and_counting_both_check() -> None:
    document = made_up.document()
    empty = MediaFetcher(type(made_up.media())(), "/media/")
    with pytest.raises(TypesettingError, match=r"hall\.png"):
        typeset(document, empty)
    with pytest.raises(TypesettingError, match=r"hall\.png"):
        page_numbers(document, empty)
