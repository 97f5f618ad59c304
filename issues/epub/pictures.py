"""Pictures of articles as e-books may hold them: each once, and no larger than a screen shows."""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import Storage, default_storage
from PIL import Image, UnidentifiedImageError

# Pixels of the longer side: the best e-book readers show no more.
LONGEST_SIDE = 1600
# EPUB 3.2, 3.1: what every reading system shows; the rest is stored as PNG.
_KEPT = {"JPEG": ("jpg", "image/jpeg"), "PNG": ("png", "image/png"), "GIF": ("gif", "image/gif")}


@dataclass(frozen=True)
class Picture:
    """A picture in a book."""

    file: str
    media_type: str
    data: bytes


class Unreadable(Exception):
    """A picture whose file is not there, or is none."""


def name_of(source: str) -> str | None:
    """The name in the media storage of a cleaned picture's address, or None if it is not ours."""
    media = "/" + settings.MEDIA_URL.strip("/") + "/"
    name = unquote(urlsplit(source).path)
    if not name.startswith(media) or ".." in name or "\\" in name or "\0" in name:
        return None
    return name.removeprefix(media).lstrip("/") or None


def picture(name: str, storage: Storage = default_storage) -> Picture:
    """A picture of a storage, made smaller if it is large. Raises: Unreadable."""
    try:
        with storage.open(name) as file:
            data = bytes(file.read())
        with Image.open(BytesIO(data), formats=["JPEG", "PNG", "GIF", "WEBP"]) as image:
            kind = str(image.format)
            if kind in _KEPT and max(image.size) <= LONGEST_SIDE:
                image.load()
            else:
                kind, data = _smaller(image)
    except (
        OSError, SuspiciousOperation, UnidentifiedImageError, ValueError, SyntaxError,
        Image.DecompressionBombError,
    ) as error:  # fmt: skip
        raise Unreadable(name) from error
    ending, media_type = _KEPT[kind]
    return Picture(f"pictures/{sha256(data).hexdigest()[:24]}.{ending}", media_type, data)


def _smaller(image: Image.Image) -> tuple[str, bytes]:
    is_photo = image.format in {"JPEG", "WEBP"} and image.mode not in {"RGBA", "LA", "P"}
    made = image.convert("RGB" if is_photo else "RGBA")
    made.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    out = BytesIO()
    if is_photo:
        made.save(out, "JPEG", quality=85)
        return "JPEG", out.getvalue()
    made.save(out, "PNG", optimize=True)
    return "PNG", out.getvalue()
