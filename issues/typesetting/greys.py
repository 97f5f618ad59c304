"""Pictures as a black-only press takes them: shades of grey, one frame, nothing to see through.

The bulletin is printed in black. PDF/X-4 takes no uncalibrated RGB beside a CMYK condition (ISO 15930-7,
6.2.4), and what a press makes of colours by itself is a matter of luck; so the press variant carries its
pictures in grey, and preflight says which lose their colours. The screen keeps them.
"""

from email.message import EmailMessage
from enum import StrEnum
from io import BytesIO
from urllib.parse import urlsplit

from PIL import Image, ImageChops, ImageOps
from weasyprint.urls import URLFetcherResponse

from issues.typesetting.fetcher import MediaFetcher

JPEG_QUALITY = 95
# Colours are looked for in a small copy. A tint of so many steps of 255, on so small a share of the
# pixels, is a camera's or a scanner's, and nobody misses it.
_SAMPLE = (128, 128)
_TINT = 24
_SHARE = 0.005


class Peculiarity(StrEnum):
    """What of a picture does not come through as it is."""

    COLOUR = "colour"
    ANIMATED = "animated"
    TRANSPARENT = "transparent"


class GreyFetcher(MediaFetcher):
    """The pictures of another fetcher, in grey."""

    def __init__(self, origin: MediaFetcher) -> None:
        super().__init__(origin.storage)
        self.media_url = origin.media_url

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Answer WeasyPrint. Raises: FatalURLFetchingError for whatever is not a picture of the media."""
        try:
            grey = as_grey(self.read(url))
        except (OSError, SyntaxError, ValueError) as error:
            raise self._refusal(f"图片不能转为灰度：{urlsplit(url).path}") from error
        answer = EmailMessage()
        answer["Content-Type"] = "image/jpeg" if grey.startswith(b"\xff\xd8") else "image/png"
        return URLFetcherResponse(url, BytesIO(grey), answer)


def as_grey(data: bytes) -> bytes:
    """A picture file as one grey frame on white: JPEG stays JPEG, everything else becomes PNG.

    What is grey already stays as it is. Raises: OSError, SyntaxError or ValueError, for no picture.
    """
    with Image.open(BytesIO(data)) as picture:
        if picture.mode == "L" and "transparency" not in picture.info:
            return data
        kind = "JPEG" if picture.format in ("JPEG", "MPO") else "PNG"
        grey = _on_white(ImageOps.exif_transpose(picture))
    out = BytesIO()
    grey.save(out, kind, **({"quality": JPEG_QUALITY} if kind == "JPEG" else {}))
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):  # 16 bits a pixel, which Pillow would cut off instead of scaling
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if not _is_transparent(picture):
        # A CMYK picture has no way to grey of its own.
        return picture.convert("RGB").convert("L")
    picture = picture.convert("RGBA")
    paper = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(paper, picture).convert("L")


def _is_transparent(picture: Image.Image) -> bool:
    return "A" in picture.getbands() or "transparency" in picture.info


def peculiarities(data: bytes) -> tuple[Peculiarity, ...]:
    """What of a picture print in black does not show. Raises: as ``as_grey``."""
    found = []
    with Image.open(BytesIO(data)) as picture:
        if getattr(picture, "is_animated", False):
            found.append(Peculiarity.ANIMATED)
        if _is_transparent(picture) and _sees_through(picture):
            found.append(Peculiarity.TRANSPARENT)
        if _has_colour(picture):
            found.append(Peculiarity.COLOUR)
    return tuple(found)


def _sees_through(picture: Image.Image) -> bool:
    lowest, _ = picture.convert("RGBA").getchannel("A").getextrema()
    return bool(lowest < 255)  # type: ignore[operator]


def _has_colour(picture: Image.Image) -> bool:
    if picture.mode.startswith(("1", "L", "I")):
        return False
    # In place, and first: of a large photo only what is needed is ever unpacked.
    picture.thumbnail(_SAMPLE)
    sample = picture.convert("RGBA")
    sample = Image.alpha_composite(Image.new("RGBA", sample.size, "white"), sample).convert("RGB")
    red, green, blue = sample.split()
    highest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    lowest = ImageChops.darker(ImageChops.darker(red, green), blue)
    steps = ImageChops.difference(highest, lowest).histogram()
    return sum(steps[_TINT:]) > _SHARE * sample.width * sample.height
