"""What came in and was not taken yet (来稿): read from files, waiting for whoever sent it to confirm.

Tables only; ``articles.models`` takes them in, ``articles.intake.services`` is what writes them.
"""

from django.conf import settings
from django.db import models

from articles.richtext import RichTextField, plain_text


class Submission(models.Model):
    """来稿: what was read from one file, kept for who sent it in until it is taken, refused or expires."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="submissions")
    file_name = models.CharField("文件名", max_length=200)
    section = models.ForeignKey(
        "articles.Section",
        verbose_name="栏目",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    # The article's own fields, as read and corrected; bounds are the article's.
    title = models.CharField("标题", max_length=200, blank=True)
    kicker = models.CharField("引题", max_length=200, blank=True)
    subtitle = models.CharField("副题", max_length=200, blank=True)
    byline = models.CharField("作者", max_length=120, blank=True)
    source = models.CharField("来源", max_length=120, blank=True)
    source_date = models.DateField("来源日期", null=True, blank=True)
    original_title = models.CharField("原题", max_length=200, blank=True)
    # Its pictures have the addresses already that they will have in media.
    body = RichTextField("正文", config_name="article", blank=True)
    # Sentences: what was dropped or guessed while reading.
    remarks = models.JSONField("说明", default=list)
    # Articles that held the text already: their keys and the two shares (articles.duplicates.Older).
    older = models.JSONField("疑似来过", default=list)
    created_at = models.DateTimeField("收到时间", auto_now_add=True)

    class Meta:
        verbose_name = "来稿"
        verbose_name_plural = "来稿"
        ordering = ["created_at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.title or self.file_name

    @property
    def plain_text(self) -> str:
        """The body without markup, a line a block."""
        return plain_text(self.body)


class SubmissionPicture(models.Model):
    """A picture of a 来稿, re-encoded, which goes to media when the 来稿 is taken and not before."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="pictures")
    name = models.CharField("媒体文件名", max_length=120)
    data = models.BinaryField("图片")

    class Meta:
        verbose_name = "来稿图片"
        verbose_name_plural = "来稿图片"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["submission", "name"], name="one_submitted_picture_a_name")
        ]

    def __str__(self) -> str:
        return self.name
