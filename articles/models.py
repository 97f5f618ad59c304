"""Sections, articles and the trail of an article's transitions."""

import hashlib
from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

import articles.houserules
import articles.pictures.stored
import articles.submissions  # noqa: F401 - tables of this app, too
from articles.richtext import RichTextField, plain_text
from articles.workflow import TRANSITIONS, Status
from periodicals.models import Periodical

# A lead names its source within so many characters; later mentions are not the lead.
SOURCE_LEAD_LENGTH = 60


class Section(models.Model):
    """A section (栏目) of a periodical, such as 政策措施; issues use those that they need."""

    periodical = models.ForeignKey(
        Periodical, verbose_name="刊物", on_delete=models.PROTECT, related_name="sections"
    )
    name = models.CharField("栏目名", max_length=30)
    slug = models.SlugField(
        "网址名",
        max_length=80,
        blank=True,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", "只含小写字母、数字和连字符。")],
        help_text="留空时由拼音生成，用于网页地址",
    )
    usual_position = models.PositiveSmallIntegerField(
        "常用次序", default=0, help_text="新一期编排时按此从小到大排列"
    )

    class Meta:
        verbose_name = "栏目"
        verbose_name_plural = "栏目"
        ordering = ["periodical", "usual_position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["periodical", "name"],
                name="one_section_a_name",
                violation_error_message="本刊已有同名栏目。",
            ),
            models.UniqueConstraint(
                fields=["periodical", "slug"],
                name="one_section_a_slug",
                violation_error_message="本刊已有栏目使用这个网址名。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Article(models.Model):
    """A manuscript, from its first draft to the text that was signed off."""

    section = models.ForeignKey(
        Section, verbose_name="栏目", on_delete=models.PROTECT, related_name="articles"
    )
    title = models.CharField("标题", max_length=200)
    kicker = models.CharField("引题", max_length=200, blank=True)
    subtitle = models.CharField("副题", max_length=200, blank=True)
    byline = models.CharField("作者", max_length=120, blank=True, help_text="作者、记者或通讯员")
    body = RichTextField("正文", config_name="article", blank=True)
    source = models.CharField("来源", max_length=120, blank=True, help_text="如《人民日报》、新华网")
    source_date = models.DateField("来源日期", null=True, blank=True)
    source_url = models.URLField("原文网址", max_length=500, blank=True)
    original_title = models.CharField(
        "原题", max_length=200, blank=True, help_text="转载时改过标题的，填原标题"
    )
    status = models.CharField("状态", max_length=20, choices=Status, default=Status.DRAFT, editable=False)
    # Raised by every save of the form: whoever saves an older version is told, not overwritten.
    version = models.PositiveIntegerField("版次", default=1, editable=False)
    # SHA-256 of title and text as signed off; empty before. Publishing holds the text against it.
    signed_off_digest = models.CharField(max_length=64, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="建稿人",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    # Whoever last changed the text cannot pass its review (see articles.separation).
    last_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="最后改动人",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )
    # Who has it now; empty while it waits for anyone with the role.
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="经手人",
        on_delete=models.PROTECT,
        related_name="assigned_articles",
        null=True,
        blank=True,
        editable=False,
    )
    # Only where it differs from the day that the schedule gives (issues.schedule).
    due_date = models.DateField("期限", null=True, blank=True, editable=False)
    # Since when it stands where it stands.
    status_since = models.DateTimeField("进入现状的时间", default=timezone.now, editable=False)
    history: Any = HistoricalRecords(
        verbose_name="修订历史", excluded_fields=["assignee", "due_date", "status_since", "updated_at"]
    )
    created_at = models.DateTimeField("建稿时间", auto_now_add=True)
    updated_at = models.DateTimeField("最后修改", auto_now=True)

    class Meta:
        verbose_name = "稿件"
        verbose_name_plural = "稿件"
        ordering = ["-updated_at", "-pk"]
        indexes = [
            models.Index(fields=["-updated_at", "-id"]),
            models.Index(fields=["status", "-updated_at"]),
            # Readers' list of sections counts every article (issues.public).
            models.Index(fields=["section", "status"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="article_status_known"),
            models.CheckConstraint(condition=~Q(title=""), name="article_has_a_title"),
            models.CheckConstraint(
                condition=Q(status=Status.SIGNED_OFF, signed_off_digest__gt="")
                | (~Q(status=Status.SIGNED_OFF) & Q(signed_off_digest="")),
                name="article_digest_if_signed_off",
            ),
        ]
        permissions = [
            *((step.permission.partition(".")[2], step.label) for step in TRANSITIONS.values()),
            ("assign_article", "指派与移交"),
            ("comment_article", "写审稿意见"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_locked(self) -> bool:
        """Whether the text may not be changed: it passed review or was signed off."""
        return self.status in (Status.AWAITING_SIGN_OFF, Status.SIGNED_OFF)

    @property
    def is_signed_off(self) -> bool:
        """Whether the text is locked because it was signed off."""
        return self.status == Status.SIGNED_OFF

    @property
    def plain_text(self) -> str:
        """The body without markup, a line a block."""
        return plain_text(self.body)

    @property
    def source_line(self) -> str:
        """Source and date as one line: 《人民日报》 2024年8月9日."""
        day = self.source_date
        parts = (self.source, f"{day.year}年{day.month}月{day.day}日" if day else "")
        return " ".join(filter(None, parts))

    @property
    def source_in_text(self) -> bool:
        """Whether the text itself opens with its source, as a lead (2024年8月9日《…》：) does."""
        return bool(self.source) and self.source.strip("《》") in self.plain_text[:SOURCE_LEAD_LENGTH]

    def text_digest(self) -> str:
        """SHA-256 (hex) of everything that readers read: titles, byline, source and body."""
        parts = (
            self.kicker, self.title, self.subtitle, self.byline, self.source,
            self.source_date.isoformat() if self.source_date else "", self.body,
        )  # fmt: skip
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


class StatusChange(models.Model):
    """One step of an article's trail (流转记录): who did what, when and why. Written once, never changed."""

    article = models.ForeignKey(
        Article, verbose_name="稿件", on_delete=models.CASCADE, related_name="status_changes"
    )
    transition = models.CharField(
        "操作", max_length=30, choices=[(t.name, t.label) for t in TRANSITIONS.values()]
    )
    from_status = models.CharField("原状态", max_length=20, choices=Status)
    to_status = models.CharField("新状态", max_length=20, choices=Status)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="操作人", on_delete=models.PROTECT, related_name="+"
    )
    comment = models.TextField("意见", blank=True)
    # Taken by someone whom the separation of the three reviews forbids it, as the periodical allows.
    separation_waived = models.BooleanField("三审分人已放宽", default=False)
    text_digest = models.CharField("文本指纹", max_length=64)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "流转记录"
        verbose_name_plural = "流转记录"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_transition_display()}：{self.article}"


class Assignment(models.Model):
    """One handing over of an article: who gave it to whom, until when. Written once, never changed."""

    article = models.ForeignKey(
        Article, verbose_name="稿件", on_delete=models.CASCADE, related_name="assignments"
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="经手人", on_delete=models.PROTECT, related_name="+",
        null=True,
    )  # fmt: skip
    due_date = models.DateField("期限", null=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="操作人", on_delete=models.PROTECT, related_name="+"
    )
    comment = models.TextField("交代", blank=True)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "移交记录"
        verbose_name_plural = "移交记录"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.article} → {self.assignee or '待领'}"


class ReviewComment(models.Model):
    """An opinion (审稿意见) on an article or on a passage of it, or a reply to one."""

    article = models.ForeignKey(
        Article, verbose_name="稿件", on_delete=models.CASCADE, related_name="comments"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="意见人", on_delete=models.PROTECT, related_name="+"
    )
    reply_to = models.ForeignKey(
        "self", verbose_name="回复", on_delete=models.CASCADE, related_name="replies", null=True, blank=True
    )
    stage = models.CharField("阶段", max_length=20, choices=Status)
    quote = models.CharField("所指原文", max_length=500, blank=True)
    text = models.TextField("意见")
    at = models.DateTimeField("时间", auto_now_add=True)
    resolved_at = models.DateTimeField("解决时间", null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="解决人", on_delete=models.PROTECT, related_name="+",
        null=True, blank=True,
    )  # fmt: skip

    class Meta:
        verbose_name = "审稿意见"
        verbose_name_plural = "审稿意见"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="comment_resolved_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class Presence(models.Model):
    """Who has an article open for editing; kept up by the open page, forgotten when it stops."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField("开始时间", default=timezone.now)
    seen_at = models.DateTimeField("最近一次", default=timezone.now)

    class Meta:
        verbose_name = "正在编辑"
        verbose_name_plural = "正在编辑"
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="one_presence_a_person")]

    def __str__(self) -> str:
        return f"{self.user} 正在编辑 {self.article}"


class Fingerprint(models.Model):
    """One number of the sketch by which an article's text is known again (articles.duplicates)."""

    pk = models.CompositePrimaryKey("value", "article")
    value = models.BigIntegerField()
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="fingerprints")

    class Meta:
        verbose_name = "文本特征"
        verbose_name_plural = "文本特征"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.value:x}"
