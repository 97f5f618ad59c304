"""Pictures of articles: checked, re-encoded, stored once, under a name that nobody can guess.

The editor package's own view lets any staff user upload without limit, keeps the place where a photo was
taken, and takes files that are two things at once; ours takes nothing but pixels out of what is sent.
"""

import warnings
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import IO

from django.contrib.admin.views.decorators import staff_member_required
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST
from PIL import Image, ImageOps, UnidentifiedImageError

from articles.pictures import making
from articles.pictures.variants import PIXEL_LIMIT, whole_only

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
BYTES_LIMIT = 20 * 1024 * 1024


class PictureRefused(Exception):
    """A file that does not become a picture; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class CheckedPicture:
    """The pixels of a picture and nothing else of it; the same pixels always have the same name."""

    name: str  # in the media storage
    data: bytes

    @property
    def address(self) -> str:
        """Where it is, or will be, once it is stored."""
        return default_storage.url(self.name)


def check_picture(source: IO[bytes], size: int | None) -> CheckedPicture:
    """Take the pixels out of a file that says it is a picture. Stores nothing.

    Photos become JPEG, pictures with transparency PNG; turned upright, without EXIF, the first frame
    only. Args: size: in bytes, as far as known. Raises: PictureRefused.
    """
    if size is None or size > BYTES_LIMIT:
        raise PictureRefused("图片不能超过 20 MB，请缩小后再传。")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            original = Image.open(source, formats=FORMATS)
            if original.width * original.height > PIXEL_LIMIT:
                raise PictureRefused("图片超过 5000 万像素，请缩小后再传。")
            with whole_only():
                picture = ImageOps.exif_transpose(original)
                see_through = picture.mode in ("RGBA", "LA", "P")
                picture = picture.convert("RGBA" if see_through else "RGB")
    except PictureRefused:
        raise
    except (
        UnidentifiedImageError, OSError, ValueError, SyntaxError,
        Image.DecompressionBombError, Image.DecompressionBombWarning,
    ) as error:  # fmt: skip
        raise PictureRefused("这个文件不是可用的图片，请另存为 JPG 或 PNG 再传。") from error
    out = BytesIO()
    if see_through:
        picture.save(out, "PNG", optimize=True)
    else:
        picture.save(out, "JPEG", quality=90)
    data = out.getvalue()
    # Whoever can work the name out has the picture; to all others it is as good as a random one.
    digest = sha256(data).hexdigest()
    return CheckedPicture(f"pictures/{digest[:2]}/{digest}.{'png' if see_through else 'jpg'}", data)


def keep_picture(name: str, data: bytes) -> None:
    """Put a checked picture into the media storage, unless it is there already; smaller versions follow.

    Raises: PictureRefused, with nothing stored, where the storage fails.
    """
    try:
        making.keep(name, data)
    except OSError as error:
        raise PictureRefused("图片没有存下来，磁盘或存储可能有问题；请稍后再试，并告诉管理员。") from error


def store_picture(upload: UploadedFile) -> str:
    """Store the pixels of an uploaded picture, once. Returns: the name in the media storage.

    Raises: PictureRefused.
    """
    picture = check_picture(upload, upload.size)
    keep_picture(picture.name, picture.data)
    return picture.name


@staff_member_required
@require_POST
def upload_picture(request: HttpRequest) -> JsonResponse:
    """The editor's upload address: answers {"url": …} or {"error": {"message": …}}, as CKEditor expects."""
    if not (
        request.user.has_perm("articles.add_article") or request.user.has_perm("articles.change_article")
    ):
        return JsonResponse({"error": {"message": "您没有上传图片的权限。"}}, status=403)
    upload = request.FILES.get("upload")
    if not isinstance(upload, UploadedFile):
        return JsonResponse({"error": {"message": "没有收到图片，请重新选择。"}}, status=400)
    try:
        name = store_picture(upload)
    except PictureRefused as refusal:
        return JsonResponse({"error": {"message": str(refusal)}}, status=400)
    return JsonResponse({"url": default_storage.url(name)})
