"""Pictures that tests upload: a photo with many colours, a drawing with few."""

from functools import cache
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from articles.pictures.stored import StoredPicture
from articles.uploads import store_picture


@cache
def photo(width: int = 900, height: int = 600) -> bytes:
    """A JPEG of gradients, as an upload of a camera's picture."""
    rows = Image.linear_gradient("L").resize((width, height))
    across = rows.transpose(Image.Transpose.ROTATE_90).resize((width, height))
    out = BytesIO()
    Image.merge("RGB", (rows, across, Image.effect_noise((width, height), 20))).save(out, "JPEG", quality=95)
    return out.getvalue()


@cache
def drawing(width: int = 600, height: int = 400) -> bytes:
    """A PNG with a transparent ground and a few lines."""
    picture = Image.new("RGBA", (width, height))
    draw = ImageDraw.Draw(picture)
    for at in range(0, width, 20):
        draw.line([(at, 0), (width - at, height)], fill=(159, 42, 31, 255), width=3)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def uploaded(data: bytes) -> StoredPicture:
    """What is known of a picture once it was uploaded; no version was made yet."""
    return StoredPicture.objects.get(name=store_picture(SimpleUploadedFile("a.jpg", data)))
