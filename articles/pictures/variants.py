"""Smaller and lighter versions of a picture: from bytes to bytes, nothing is stored."""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageFile, UnidentifiedImageError

PIXEL_LIMIT = 50_000_000
# A column of text is 648 px wide: one, two and a half times that, and what phones of two and three
# pixels a point ask for.
WIDTHS = (480, 800, 1200, 1600)
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}
# What every browser shows, and what the originals are stored as.
PLAIN = {"JPEG": "jpg", "PNG": "png"}
# WebP knows no longer side, and browsers take no AVIF of much more.
SIDE_LIMIT = 16_383
# A picture of no more colours was drawn: lines and letters that a photo's compression would smear.
DRAWN_COLOURS = 4096


class Unreadable(Exception):
    """A file that is no picture of ours; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One version of a picture; ``kind`` is the ending of its name, a key of ``TYPES``."""

    kind: str
    width: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Versions:
    """All versions of a picture that are worth having, and its own size in pixels.

    ``kinds`` has the widths of each kind, the lightest kind first.
    """

    width: int
    height: int
    variants: tuple[Variant, ...]

    @property
    def kinds(self) -> list[tuple[str, list[int]]]:
        names = dict.fromkeys(variant.kind for variant in self.variants)
        return [(name, [each.width for each in self.variants if each.kind == name]) for name in names]


@contextmanager
def whole_only() -> Iterator[None]:
    """Refuse pictures that break off while they are unpacked, with an OSError.

    WeasyPrint tells Pillow, for the whole process, to make up what is missing: grey, and nobody is told.
    """
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def measure(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the head of the file. Raises: Unreadable."""
    return _opened(data).size


def versions_of(data: bytes) -> Versions:
    """The versions of a stored picture (JPEG or PNG). Raises: Unreadable.

    None is wider than the picture. A kind that weighs more than the picture itself, or than the kind that
    every browser shows, is left out: a reader is offered a version to load less.
    """
    image = _opened(data)
    own, plain = image.size, PLAIN[str(image.format)]
    try:
        # A JPEG of a camera is unpacked at a half or a quarter, which is still more than we need.
        image.draft(None, (WIDTHS[-1], WIDTHS[-1] * own[1] // own[0] + 1))
        with whole_only():
            pixels = image.convert("RGBA" if plain == "png" else "RGB")
    except (OSError, SyntaxError, ValueError) as error:
        raise Unreadable("图片文件损坏，打不开。") from error
    widths = tuple(sorted({min(width, own[0]) for width in WIDTHS}))
    made = list(cut(pixels, own, widths, plain))
    light = [_of_kind(made, kind) for kind in ("avif", "webp")]
    most = _weight(_of_kind(made, plain))
    kept = [
        each
        for each in light
        if each and max(len(variant.data) for variant in each) < len(data) and _weight(each) < most
    ]
    kept.sort(key=_weight)
    # At its own width the picture itself is there.
    ours = [each for each in _of_kind(made, plain) if each.width < own[0] and len(each.data) < len(data)]
    return Versions(*own, tuple(variant for each in (*kept, ours) for variant in each))


def cut(pixels: Image.Image, own: tuple[int, int], widths: Sequence[int], plain: str) -> Iterator[Variant]:
    """A picture at each width as AVIF, as WebP and in a kind that every browser shows.

    Args: pixels: the picture at whatever size it was unpacked; own: its own size; plain: ``jpg`` or ``png``.
    """
    drawn = pixels.getcolors(DRAWN_COLOURS) is not None
    for width in widths:
        height = max(1, round(own[1] * width / own[0]))
        if height > SIDE_LIMIT:
            continue
        at_width = pixels
        if pixels.size != (width, height):
            at_width = pixels.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        for kind, options in _options(drawn, plain):
            out = BytesIO()
            at_width.save(out, **options)
            yield Variant(kind, width, out.getvalue())


def _options(drawn: bool, plain: str) -> Iterable[tuple[str, dict[str, Any]]]:
    # Colour at full resolution for lines and letters. One thread: a worker shares its machine with the site.
    colour = "4:4:4" if drawn else "4:2:0"
    yield "avif", {"format": "AVIF", "quality": 60, "speed": 8, "subsampling": colour, "max_threads": 1}
    yield "webp", {"format": "WEBP", **({"lossless": True} if drawn else {"quality": 78})}
    if plain == "png":
        yield "png", {"format": "PNG", "optimize": True}
    else:
        yield "jpg", {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True}


def _of_kind(variants: Iterable[Variant], kind: str) -> list[Variant]:
    return [variant for variant in variants if variant.kind == kind]


def _weight(variants: Iterable[Variant]) -> int:
    return sum(len(variant.data) for variant in variants)


def _opened(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=tuple(PLAIN))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Unreadable("不是本系统存下的图片，打不开。") from error
    if image.width * image.height > PIXEL_LIMIT:
        raise Unreadable("图片超过 5000 万像素，没有处理。")
    return image
