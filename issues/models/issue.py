"""Issues, their contents (目录) and their trail."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from articles.models import Article
from issues import numbering
from periodicals.models import Layout, Periodical


class IssueStatus(models.TextChoices):
    """Where an issue stands."""

    PLANNING = "planning", "编排中"
    AT_PRESS = "at_press", "已付印"
    PUBLISHED = "published", "已发布"


class IssueQuerySet(models.QuerySet["Issue"]):
    """Issues, by the office's rules."""

    def published(self) -> "IssueQuerySet":
        """Issues that readers may see: the one definition of public (see ``issues.public``)."""
        return self.filter(status=IssueStatus.PUBLISHED)

    def newest_first(self) -> "IssueQuerySet":
        """In the order of appearance, the newest first."""
        return self.order_by("-year", "-number")


class Issue(models.Model):
    """One issue of a periodical: number and date, how it is set, and what its colophon says."""

    periodical = models.ForeignKey(
        Periodical, verbose_name="刊物", on_delete=models.PROTECT, related_name="issues"
    )
    year = models.PositiveSmallIntegerField(
        "年", validators=[MinValueValidator(1900), MaxValueValidator(2200)]
    )
    number = models.PositiveSmallIntegerField(
        "期号", validators=[MinValueValidator(1), MaxValueValidator(366)]
    )
    whole_number = models.PositiveIntegerField(
        "总期号", null=True, blank=True, validators=[MinValueValidator(1)],
        help_text="留空时按上一期顺推；没有总期号的刊物保持为空",
    )  # fmt: skip
    issue_date = models.DateField("出版日期")
    status = models.CharField(
        "状态", max_length=10, choices=IssueStatus, default=IssueStatus.PLANNING, editable=False
    )
    published_at = models.DateTimeField("发布时间", null=True, blank=True, editable=False)
    layout = models.ForeignKey(
        Layout, verbose_name="版式", null=True, blank=True, on_delete=models.PROTECT,
        related_name="issues", help_text="留空时用刊物的默认版式",
    )  # fmt: skip

    # The schedule (日程); proposed from the periodical's rhythm by issues.schedule.
    copy_deadline = models.DateField("截稿", null=True, blank=True)
    review_deadline = models.DateField("审校完毕", null=True, blank=True)
    sign_off_deadline = models.DateField("终审完毕", null=True, blank=True)
    press_deadline = models.DateField("付印", null=True, blank=True)

    # The colophon (版权页). Where the last four are empty, the periodical's own are printed.
    editor = models.CharField("编辑", max_length=120, blank=True)
    final_reviewer = models.CharField("终审", max_length=60, blank=True)
    proof_editors = models.CharField("校编", max_length=120, blank=True, help_text="多人之间空一格")
    responsible_editor = models.CharField("责任编辑", max_length=60, blank=True)
    phone = models.CharField("电话", max_length=60, blank=True)
    printer = models.CharField("印刷单位", max_length=120, blank=True)
    print_date = models.DateField("印刷日期", null=True, blank=True)
    print_run = models.PositiveIntegerField("印数（册）", null=True, blank=True)
    recipients = models.CharField("发送对象", max_length=200, blank=True)
    website = models.CharField("网址", max_length=200, blank=True, help_text="与刊物资料不同时填写")
    email = models.CharField("邮箱", max_length=120, blank=True, help_text="与刊物资料不同时填写")
    postcode = models.CharField("邮政编码", max_length=6, blank=True, help_text="与刊物资料不同时填写")
    address = models.CharField("通讯地址", max_length=200, blank=True, help_text="与刊物资料不同时填写")

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = "期次"
        verbose_name_plural = "期次"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["periodical", "year", "number"],
                name="one_issue_a_number",
                violation_error_message="本刊该年已有这一期。",
            ),
            models.UniqueConstraint(
                fields=["periodical", "whole_number"],
                name="one_issue_a_whole_number",
                violation_error_message="本刊已有这个总期号。",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1900, year__lte=2200, number__gte=1), name="issue_number_sane"
            ),
            models.CheckConstraint(condition=Q(status__in=IssueStatus.values), name="issue_status_known"),
            models.CheckConstraint(
                condition=Q(status=IssueStatus.PUBLISHED, published_at__isnull=False)
                | (~Q(status=IssueStatus.PUBLISHED) & Q(published_at__isnull=True)),
                name="issue_published_with_a_time",
            ),
        ]
        permissions = [
            ("typeset_issue", "排版"),
            ("import_issue", "整期导入"),
            ("publish_issue", "发布"),
            ("press_issue", "付印"),
        ]

    def __str__(self) -> str:
        return f"《{self.periodical.title}》{self.label}"

    @property
    def label(self) -> str:
        """年 and 期 as the masthead prints them: 2024年第8期."""
        return f"{self.year}年第{self.number}期"

    @property
    def effective_layout(self) -> Layout:
        """The issue's own layout, or else the periodical's."""
        return self.layout or self.periodical.default_layout

    def clean(self) -> None:
        """Propose a whole number if none is given; refuse one out of step, and days out of order."""
        super().clean()
        days = [self.copy_deadline, self.review_deadline, self.sign_off_deadline, self.press_deadline]
        given = [day for day in (*days, self.issue_date) if day]
        if any(day for day in days) and given != sorted(given):
            raise ValidationError("日程的先后不对：截稿、审校完毕、终审完毕、付印、出版须依次向后。")
        if self.periodical_id is None or self.year is None or self.number is None:
            return
        neighbours = numbering.neighbours(self)
        if self.whole_number is None:
            self.whole_number = numbering.propose(self, neighbours)
        elif reason := numbering.objection(self, neighbours):
            raise ValidationError({"whole_number": reason})


class ContentsEntry(models.Model):
    """An article's place in an issue (目录条目). Section headings of the 目录 follow from the order."""

    issue = models.ForeignKey(Issue, verbose_name="期次", on_delete=models.CASCADE, related_name="entries")
    article = models.OneToOneField(
        Article, verbose_name="稿件", on_delete=models.PROTECT, related_name="entry"
    )
    position = models.PositiveIntegerField("次序")
    # Written by typesetting only, never typed.
    start_page = models.PositiveSmallIntegerField("页码", null=True, blank=True, editable=False)
    # What the paper said, for an issue that was printed before it came in.
    printed_page = models.PositiveSmallIntegerField("印本页码", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "目录条目"
        verbose_name_plural = "目录"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "position"], name="one_entry_a_position"),
            models.CheckConstraint(
                condition=Q(start_page__isnull=True) | Q(start_page__gte=1), name="entry_page_sane"
            ),
        ]

    def __str__(self) -> str:
        return str(self.article)


class IssueStatusChange(models.Model):
    """One step of an issue's trail: who did what, when and why. Written once, never changed."""

    issue = models.ForeignKey(
        Issue, verbose_name="期次", on_delete=models.CASCADE, related_name="status_changes"
    )
    from_status = models.CharField("原状态", max_length=10, choices=IssueStatus)
    to_status = models.CharField("新状态", max_length=10, choices=IssueStatus)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="操作人", on_delete=models.PROTECT, related_name="+"
    )
    comment = models.TextField("说明", blank=True)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "期次流转记录"
        verbose_name_plural = "期次流转记录"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_from_status_display()}→{self.get_to_status_display()}"
