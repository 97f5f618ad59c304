"""Pictures in an e-book: each once, small enough, and in words where one is lost."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from issues import public
from issues.covers.showing import stored_front_page
from issues.epub.book import book_of
from issues.epub.chapter import Album
from issues.epub.pictures import LONGEST_SIDE, Unreadable, name_of, picture
from issues.models import Cover, Issue, press_storage
from tests.conftest import Cast
from tests.issues.epub import hostile
from tests.issues.epub.conftest import XHTML, Opened, bound


def test_a_picture_shown_twice_is_held_once(book: Callable[..., Opened]) -> None:
    hostile.store_pictures()
    default_storage.save("pictures/copy.jpg", default_storage.open(hostile.PICTURES[0]))
    shown = "".join(
        f"<p><img src='/media/{name}'></p>" for name in (*hostile.PICTURES[:1] * 2, "pictures/copy.jpg")
    )
    opened = book(shown)
    held = [name for name in opened.files if "/pictures/" in name]
    sources = {image.get("src") for image in opened.page("article-001.xhtml").iter(f"{XHTML}img")}
    assert [f"EPUB/{source}" for source in sources] == held


def test_pictures_are_not_held_in_memory_together(db: None) -> None:
    hostile.store_pictures()
    put: list[str] = []

    def note(file: str, data: bytes) -> None:
        assert data
        put.append(file)

    album = Album(note)
    first = album.place_of(f"/media/{hostile.PICTURES[0]}")
    assert put == [first]
    second = album.place_of(f"/media/{hostile.PICTURES[1]}")
    assert put == [first, second]
    held = [each for each in vars(album).values() if isinstance(each, dict)]
    assert not [value for each in held for value in each.values() if not isinstance(value, str)]


def test_large_and_foreign_kinds_become_what_readers_show(db: None) -> None:
    hostile.store_pictures()
    large, web = picture(hostile.PICTURES[3]), picture(hostile.PICTURES[2])
    with Image.open(BytesIO(large.data)) as image:
        assert (max(image.size), image.format) == (LONGEST_SIDE, "JPEG")
    assert web.media_type == "image/jpeg"
    assert web.file.endswith(".jpg")


def test_a_small_picture_stays_as_it_is(db: None) -> None:
    hostile.store_pictures()
    with default_storage.open(hostile.PICTURES[1]) as file:
        assert picture(hostile.PICTURES[1]).data == file.read()


def test_a_lost_picture_is_named_and_the_book_is_made(book: Callable[..., Opened]) -> None:
    default_storage.save("pictures/broken.jpg", ContentFile(b"not a picture"))
    opened = book(
        "<p><img src='/media/pictures/gone.jpg' alt='厂区'><img src='/media/pictures/broken.jpg'></p>"
    )
    text = "".join(opened.page("article-001.xhtml").itertext())
    assert "〔图片：厂区〕〔图片〕" in text
    assert not [name for name in opened.files if "/pictures/" in name]


def test_the_printed_front_page_is_the_cover_of_the_book(published: Callable[..., Issue], cast: Cast) -> None:
    issue = published(pdf=b"%PDF-1.7")
    assert "EPUB/package.opf" in bound(book_of(issue)).files
    file = public.press_file(issue)
    assert file
    Cover.objects.create(
        press_file=file, width=9, height=12, kinds=[["webp", [9]], ["png", [5, 9]]], made_at=timezone.now()
    )
    lost = bound(book_of(issue))
    assert b"cover-image" not in lost.files["EPUB/package.opf"]
    out = BytesIO()
    Image.new("RGB", (9, 12), (159, 42, 31)).save(out, "PNG")
    name = stored_front_page(issue)
    assert name
    press_storage().save(name, ContentFile(out.getvalue()))
    opened = bound(book_of(issue))
    manifest = opened.page("package.opf").iter("{http://www.idpf.org/2007/opf}item")
    (cover,) = [item for item in manifest if item.get("properties") == "cover-image"]
    assert opened.files[f"EPUB/{cover.get('href')}"] == out.getvalue()


@pytest.mark.parametrize(
    "source",
    [
        "/media/../secret.jpg",
        "/media/a%2f..%2f..%2fb.jpg",
        "https://x/media/a.jpg/..",
        "/static/a.png",
        "/media/",
        "file:///etc/passwd",
        "/media/a%00.jpg",
    ],
)
def test_only_our_own_media_are_read(source: str) -> None:
    assert name_of(source) is None


def test_what_is_no_picture_is_unreadable(db: None) -> None:
    with pytest.raises(Unreadable):
        picture("pictures/nothing.jpg")
