"""Pictures of the editor: pixels come in, nothing else does."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageFile

from articles import uploads
from articles.pictures.stored import StoredPicture
from articles.uploads import PictureRefused, store_picture
from tests.articles.pictures.drawing import drawing, photo
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def _picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    out = BytesIO()
    Image.new(mode, size).save(out, kind, **options)
    return out.getvalue()


def _upload(data: bytes, name: str = "a.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_photo_loses_its_place_and_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    name = store_picture(_upload(_picture("JPEG", exif=exif)))
    with Image.open(default_storage.open(name)) as stored:
        assert (stored.format, stored.size, len(stored.getexif())) == ("JPEG", (30, 40), 0)
    assert "a.jpg" not in name


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP"])
def test_transparency_stays(kind: str) -> None:
    name = store_picture(_upload(_picture(kind, "RGBA")))
    with Image.open(default_storage.open(name)) as stored:
        assert (stored.format, stored.mode) == ("PNG", "RGBA")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        _picture("TIFF"),
        _picture("JPEG", size=(400, 300))[:600],
        photo()[:-4000],
        drawing()[:-1000],
    ],
)
def test_what_is_no_usable_picture_is_refused(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it
    with pytest.raises(PictureRefused):
        store_picture(_upload(data, "a.png"))
    assert not default_storage.exists("pictures")


def test_a_second_nature_is_not_stored() -> None:
    name = store_picture(_upload(_picture("GIF") + b"<script>alert(1)</script>", "a.gif"))
    assert b"script" not in default_storage.open(name).read()


def test_too_many_pixels_are_refused_before_they_are_unpacked() -> None:
    with pytest.raises(PictureRefused, match="万像素"):
        store_picture(_upload(_picture("PNG", "1", (9000, 9000))))


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "BYTES_LIMIT", 10)
    with pytest.raises(PictureRefused, match="20 MB"):
        store_picture(_upload(_picture("PNG")))


def test_the_address_is_for_those_who_write(client: Client, cast: Cast) -> None:
    def answer() -> int:
        return client.post("/uploads/picture/", {"upload": _upload(_picture("PNG"))}).status_code

    assert answer() == 302
    client.force_login(cast.outsider)
    assert answer() == 302
    client.force_login(cast.print_office)
    assert answer() == 403
    client.force_login(cast.editor)
    assert answer() == 200
    assert client.get("/uploads/picture/").status_code == 405


def test_the_editor_gets_an_address_or_a_sentence(client: Client, cast: Cast) -> None:
    client.force_login(cast.editor)
    stored = client.post("/uploads/picture/", {"upload": _upload(_picture("PNG"))}).json()
    assert stored["url"].startswith("/media/pictures/")
    refused = client.post("/uploads/picture/", {"upload": _upload(b"text")})
    assert refused.status_code == 400
    assert "不是可用的图片" in refused.json()["error"]["message"]
    assert client.post("/uploads/picture/").status_code == 400


def test_a_storage_that_fails_is_one_sentence(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str, content: object) -> str:
        raise OSError("disk full")

    monkeypatch.setattr(default_storage, "save", fail)
    client.force_login(cast.editor)
    answer = client.post("/uploads/picture/", {"upload": _upload(_picture("PNG"))})
    assert answer.status_code == 400
    assert "没有存下来" in answer.json()["error"]["message"]
    assert not StoredPicture.objects.exists()
