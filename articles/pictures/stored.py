"""What is known of the pictures in the media storage: their size, and the versions that were made.

Table only; ``articles.models`` takes it in, ``articles.pictures.making`` is what writes it.
"""

from typing import Any

from django.db import models

# A picture at which workers died so often is left as it is.
MOST_TRIES = 3


class StoredPictureQuerySet(models.QuerySet["StoredPicture"]):
    def waiting(self) -> "StoredPictureQuerySet":
        """Those whose versions are still to be made, those that were not tried yet first."""
        return self.filter(made_at=None, tries__lt=MOST_TRIES).order_by("tries", "pk")


class StoredPicture(models.Model):
    """A picture of articles by its name in the media storage; the same pixels are stored once.

    ``kinds`` has rows of kind and widths, as ``variants.Versions`` has them, the lightest kind first.
    """

    name = models.CharField("文件", max_length=120, unique=True)
    width = models.PositiveIntegerField("宽（像素）")
    height = models.PositiveIntegerField("高（像素）")
    kinds: Any = models.JSONField("各种大小", default=list)
    made_at = models.DateTimeField("制成时间", null=True)
    tries = models.PositiveSmallIntegerField("次数", default=0)

    objects = StoredPictureQuerySet.as_manager()

    class Meta:
        verbose_name = "图片"
        verbose_name_plural = "图片"
        default_permissions = ()
        indexes = [models.Index(fields=["tries"], condition=models.Q(made_at=None), name="picture_waiting")]

    def __str__(self) -> str:
        return self.name

    def variant_names(self) -> list[str]:
        """Names of all its versions in the media storage, without its own."""
        return [variant_name(self.name, width, kind) for kind, widths in self.kinds for width in widths]


def variant_name(name: str, width: int, kind: str) -> str:
    """Name, or address, of a version beside the picture: a/b.jpg gives a/b-480.avif."""
    return f"{name.rpartition('.')[0]}-{width}.{kind}"
