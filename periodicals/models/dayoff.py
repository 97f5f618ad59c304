"""The office's own calendar over the public one."""

from django.db import models


class DayOff(models.Model):
    """A day on which the office's calendar differs from the public one: closed, or open all the same."""

    day = models.DateField("日期", unique=True)
    name = models.CharField("说明", max_length=40, blank=True)
    is_working_day = models.BooleanField("照常上班", default=False, help_text="调休上班的周末请勾选")

    class Meta:
        verbose_name = "放假与调休"
        verbose_name_plural = "放假与调休"
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}".strip()
