"""From a stored picture to its versions: which widths, which kinds, and never more than the picture has."""

from io import BytesIO

import pytest
from PIL import Image, ImageFile

from articles.pictures import variants
from articles.pictures.variants import Unreadable, measure, versions_of
from tests.articles.pictures.drawing import drawing, photo


def _saved(picture: Image.Image, kind: str) -> bytes:
    out = BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def test_a_large_photo() -> None:
    versions = versions_of(photo(1700, 1000))
    assert (versions.width, versions.height) == (1700, 1000)
    kinds = dict(versions.kinds)
    assert kinds == {kind: [480, 800, 1200, 1600] for kind in ("avif", "webp", "jpg")}
    assert versions.kinds[-1][0] == "jpg"  # what every browser shows comes last
    for variant in versions.variants:
        with Image.open(BytesIO(variant.data)) as image:
            assert image.format == {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}[variant.kind]
            assert image.size == (variant.width, round(1000 * variant.width / 1700))
    largest = {each.kind: len(each.data) for each in versions.variants if each.width == 1600}
    assert largest["avif"] < largest["jpg"] > largest["webp"]


def test_nothing_is_wider_than_the_picture() -> None:
    kinds = dict(versions_of(photo()).kinds)
    assert kinds == {"avif": [480, 800, 900], "webp": [480, 800, 900], "jpg": [480, 800]}


def test_a_small_one_only_gets_lighter() -> None:
    kinds = dict(versions_of(photo(200, 150)).kinds)
    assert set(map(tuple, kinds.values())) == {(200,)}
    assert "jpg" not in kinds


def test_transparency_stays() -> None:
    for variant in versions_of(drawing()).variants:
        with Image.open(BytesIO(variant.data)) as image:
            assert image.convert("RGBA").getpixel((0, image.height // 2))[3] == 0  # type: ignore[index]


def test_a_version_that_saves_nothing_is_left_out() -> None:
    white = _saved(Image.new("RGB", (40, 30), "white").convert("RGBA"), "PNG")
    assert all(len(variant.data) < len(white) for variant in versions_of(white).variants)


def test_longer_than_webp_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(variants, "SIDE_LIMIT", 599)
    assert {variant.width for variant in versions_of(photo()).variants} == {480, 800}


def test_one_pixel() -> None:
    assert versions_of(_saved(Image.new("RGB", (1, 1)), "JPEG")).width == 1
    assert versions_of(_saved(Image.new("RGB", (5000, 1)), "JPEG")).height == 1


@pytest.mark.parametrize("data", [b"", b"text", photo()[:200], _saved(Image.new("RGB", (9, 9)), "GIF")])
def test_what_is_no_stored_picture(data: bytes) -> None:
    with pytest.raises(Unreadable, match="打不开"):
        versions_of(data)


def test_a_picture_that_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    # As in every process that typesets.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert measure(photo()[:4000]) == (900, 600)
    with pytest.raises(Unreadable, match="损坏"):
        versions_of(photo()[:4000])
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


def test_too_many_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(variants, "PIXEL_LIMIT", 900 * 600 - 1)
    with pytest.raises(Unreadable, match="万像素"):
        measure(photo())
