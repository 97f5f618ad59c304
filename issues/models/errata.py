"""差错登记: what was found wrong after an issue was printed."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.models.issue import Issue


class ErrorKind(models.TextChoices):
    """What an error is about; how much it counts stands in ``issues.errata``."""

    WORDING = "wording", "文字"
    MARK = "mark", "标点符号"
    NUMBER = "number", "数字与单位"
    FACT = "fact", "知识、事实、姓名职务"
    LAYOUT = "layout", "版面格式"


class PrintedError(models.Model):
    """One error in a printed issue: where, what, who found it."""

    issue = models.ForeignKey(
        Issue, verbose_name="期次", on_delete=models.CASCADE, related_name="printed_errors"
    )
    kind = models.CharField("种类", max_length=10, choices=ErrorKind)
    page = models.PositiveSmallIntegerField("页码", null=True, blank=True)
    text = models.CharField("印成的文字", max_length=200)
    correct = models.CharField("应为", max_length=200, blank=True)
    found_by = models.CharField("发现人", max_length=40)
    # How many errors it counts as: a wrong mark counts less than a wrong character.
    weight = models.DecimalField("计错数", max_digits=3, decimal_places=1, default=Decimal("1"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="登记人", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = "差错"
        verbose_name_plural = "差错登记"
        default_permissions = ()
        ordering = ["page", "at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="printed_error_says_what"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="printed_error_counts"),
        ]

    def __str__(self) -> str:
        return self.text
