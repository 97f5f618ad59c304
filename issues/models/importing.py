"""A whole past issue that is being imported: what was uploaded, what its lines become so far."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from issues.models.issue import Issue
from periodicals.models import Periodical


class ImportDraftQuerySet(models.QuerySet["ImportDraft"]):
    """Which drafts are whose, and which are over."""

    def open_of(self, owner: Any) -> "ImportDraftQuerySet":
        """A person's own that were not imported yet, the last one worked on first."""
        return self.filter(owner=owner, issue__isnull=True).order_by("-updated_at", "-pk")

    def expired(self) -> "ImportDraftQuerySet":
        """Those that nobody has touched for so long that they are thrown away."""
        return self.filter(updated_at__lt=timezone.now() - ImportDraft.LIFETIME)


class ImportDraft(models.Model):
    """The text of an issue with its cuts, private to one person, until it is imported or thrown away.

    Nothing of it stands in an issue before; a reload or a lapsed session loses nothing.
    """

    LIFETIME = timedelta(days=30)

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="导入人", on_delete=models.CASCADE, related_name="+"
    )
    file_name = models.CharField("文件", max_length=255, blank=True)
    text = models.TextField("原文")
    # One letter for each line that is not blank (issues.importing.cuts.Become).
    letters = models.TextField("各行归属")
    # Reasons by index of the line; rule, message and line of what the reader noticed.
    doubts = models.JSONField("拿不准之处", default=dict)
    findings = models.JSONField("待核", default=list)
    # What each step changed, for undoing it: [[index, letter, doubt], …], the last step last.
    steps = models.JSONField("各步改动", default=list)
    periodical = models.ForeignKey(
        Periodical, verbose_name="刊物", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField("刊名", max_length=60, blank=True)
    slug = models.SlugField("网址名", max_length=50, blank=True)
    year = models.PositiveSmallIntegerField("年", null=True, blank=True)
    number = models.PositiveSmallIntegerField("期号", null=True, blank=True)
    whole_number = models.PositiveIntegerField("总期号", null=True, blank=True)
    issue_date = models.DateField("出版日期", null=True, blank=True)
    sponsors = models.TextField("主办", blank=True)
    frequency = models.CharField("刊期", max_length=10, blank=True)
    issue = models.OneToOneField(
        Issue,
        verbose_name="期次",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="import_draft",
    )
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    updated_at = models.DateTimeField("最后改动", auto_now=True)

    objects = ImportDraftQuerySet.as_manager()

    class Meta:
        verbose_name = "整期导入"
        verbose_name_plural = "整期导入"
        default_permissions = ()
        indexes = [models.Index(fields=["owner", "-updated_at"], name="import_draft_of_owner")]

    def __str__(self) -> str:
        return self.file_name or "粘贴的文字"
