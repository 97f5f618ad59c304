"""Pictures for a black-only press: grey, one frame, on white, and sound in the file."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from issues.typesetting.document import TypesetDocument
from issues.typesetting.greys import Peculiarity, as_grey, peculiarities
from issues.typesetting.output import Output, Variant
from issues.typesetting.render import typeset
from tests.issues.typesetting import made_up

SIZE = (40, 20)


def _file(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def _grey(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(as_grey(data)))
    picture.load()
    return picture


FILES = {
    "rgb": (_file(Image.new("RGB", SIZE, "#ff0000"), "JPEG"), "JPEG", 76),
    "cmyk": (_file(Image.new("CMYK", SIZE, (0, 0, 0, 255)), "JPEG"), "JPEG", 0),
    "transparent": (_file(Image.new("RGBA", SIZE, (0, 0, 0, 0)), "PNG"), "PNG", 255),
    "indexed": (_file(Image.new("RGB", SIZE, "#00ff00").convert("P"), "GIF"), "PNG", 150),
    "16 bits": (_file(Image.new("I;16", SIZE, 0x8000), "PNG"), "PNG", 128),
    "bitmap": (_file(Image.new("1", SIZE, 1), "PNG"), "PNG", 255),
}


@pytest.mark.parametrize("name", FILES)
def test_every_kind_becomes_grey(name: str) -> None:
    data, kind, level = FILES[name]
    picture = _grey(data)
    assert (picture.mode, picture.format, picture.size) == ("L", kind, SIZE)
    assert picture.getpixel((5, 5)) == pytest.approx(level, abs=3)


def test_what_is_grey_is_not_touched() -> None:
    data = _file(Image.new("L", SIZE, 77), "JPEG")
    assert as_grey(data) is data


def test_it_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    assert _grey(_file(Image.new("RGB", SIZE, "blue"), "JPEG", exif=exif)).size == (20, 40)


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(OSError, match="cannot identify"):
        as_grey(b"nothing")


def test_a_scan_with_a_tint_is_no_colour_picture() -> None:
    assert peculiarities(_file(Image.new("RGB", SIZE, (200, 195, 185)), "JPEG")) == ()
    assert peculiarities(_file(Image.new("RGB", SIZE, (200, 120, 90)), "JPEG")) == (Peculiarity.COLOUR,)
    opaque = _file(Image.new("RGBA", SIZE, (9, 9, 9, 255)), "PNG")
    assert peculiarities(opaque) == ()


def test_the_press_gets_no_colour_at_all(document: TypesetDocument) -> None:
    pdf = typeset(document, made_up.fetcher(), Output(Variant.PRESS)).pdf
    with pikepdf.open(BytesIO(pdf)) as opened:
        pictures = [
            o for o in opened.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"
        ]
        assert pictures
        assert {str(picture.ColorSpace) for picture in pictures} == {"/DeviceGray"}
