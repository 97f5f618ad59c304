"""Pictures of covers, made of the PDF that readers get. They can be made anew at any time."""

from typing import Any

from django.db import models
from django.db.models import Q

from issues.models.press import PressFile

# A file at which workers died so often has no cover.
MOST_TRIES = 3


class Cover(models.Model):
    """封面图: page 1 of a PDF in several widths; ``kinds`` as ``articles.pictures`` has them.

    ``width`` and ``height``, in pixels, are those of the largest. Written by ``issues.covers.making`` only.
    """

    press_file = models.OneToOneField(
        PressFile, verbose_name="付印文件", on_delete=models.CASCADE, related_name="cover"
    )
    width = models.PositiveIntegerField("宽（像素）", default=0)
    height = models.PositiveIntegerField("高（像素）", default=0)
    kinds: Any = models.JSONField("各种大小", default=list)
    made_at = models.DateTimeField("制成时间", null=True)
    tries = models.PositiveSmallIntegerField("次数", default=0)

    class Meta:
        verbose_name = "封面图"
        verbose_name_plural = "封面图"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(made_at=None) | Q(width__gt=0, height__gt=0), name="cover_made_with_a_size"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.press_file}封面"
