"""An issue's appearing: the time set for it, and what happens to single articles after it appeared."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models import Article
from issues.models.build import Build
from issues.models.issue import Issue


class AppointmentState(models.TextChoices):
    """What became of a time that was set."""

    WAITING = "waiting", "等着"
    TYPESETTING = "typesetting", "正在排版"
    KEPT = "kept", "已发布"
    REFUSED = "refused", "没有发布"
    CANCELLED = "cancelled", "已取消"


# Still to come: can be changed or cancelled.
AHEAD = (AppointmentState.WAITING, AppointmentState.TYPESETTING)


class Appointment(models.Model):
    """定时发布: the day and hour at which an issue is to appear. Written by ``issues.appointments`` only.

    ``reason`` is that for appearing without having gone to press, given in advance. Another time is
    another row; ``outcome`` says in one sentence why a time was not kept, or was cancelled.
    """

    issue = models.ForeignKey(
        Issue, verbose_name="期次", on_delete=models.CASCADE, related_name="appointments"
    )
    due_at = models.DateTimeField("发布时间")
    reason = models.TextField("未付印先发布的原因", blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="设定人", on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField("设定时间", auto_now_add=True)
    state = models.CharField(
        "结果", max_length=12, choices=AppointmentState, default=AppointmentState.WAITING
    )
    # How often a worker tried and was stopped by something that is no refusal.
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    # Only for an issue that has to be typeset first.
    build = models.ForeignKey(
        Build, verbose_name="排版任务", on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    outcome = models.TextField("说明", blank=True)
    # None where no person ended it: the hour came.
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="取消人", on_delete=models.PROTECT, related_name="+",
        null=True, blank=True,
    )  # fmt: skip
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "定时发布"
        verbose_name_plural = "定时发布"
        ordering = ["-set_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["issue"], condition=Q(state__in=AHEAD), name="one_appointment_ahead"
            ),
            models.CheckConstraint(
                condition=Q(state__in=AppointmentState.values), name="appointment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=AHEAD, ended_at__isnull=True)
                | (~Q(state__in=AHEAD) & Q(ended_at__isnull=False)),
                name="appointment_ended_with_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=AppointmentState.REFUSED) | ~Q(outcome=""),
                name="appointment_refused_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="appointment_due")]

    def __str__(self) -> str:
        return f"{self.issue}定时发布"


class Takedown(models.Model):
    """撤下: one article of a public issue is not shown, until it is put back.

    ``reason`` is the office's, ``note`` is what readers read in the article's place. Written by
    ``issues.takedowns`` only.
    """

    article = models.ForeignKey(
        Article, verbose_name="稿件", on_delete=models.CASCADE, related_name="takedowns"
    )
    issue = models.ForeignKey(Issue, verbose_name="期次", on_delete=models.CASCADE, related_name="takedowns")
    reason = models.TextField("理由")
    note = models.TextField("给读者的说明")
    title_hidden = models.BooleanField("不显示标题", default=False)
    pdf_withheld = models.BooleanField("同时停止提供本期 PDF", default=False)
    taken_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="撤下人", on_delete=models.PROTECT, related_name="+"
    )
    taken_down_at = models.DateTimeField("撤下时间", auto_now_add=True)
    put_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="恢复人", on_delete=models.PROTECT, related_name="+",
        null=True, blank=True,
    )  # fmt: skip
    put_back_at = models.DateTimeField("恢复时间", null=True, blank=True)
    put_back_reason = models.TextField("恢复的理由", blank=True)

    class Meta:
        verbose_name = "撤下"
        verbose_name_plural = "撤下"
        ordering = ["-taken_down_at", "-pk"]
        default_permissions = ()
        constraints = [
            # Also the index by which everything that is public leaves these articles out.
            models.UniqueConstraint(
                fields=["article"], condition=Q(put_back_at__isnull=True), name="one_standing_takedown"
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(note=""), name="takedown_with_reason_and_note"
            ),
            models.CheckConstraint(
                condition=Q(put_back_at__isnull=True, put_back_by__isnull=True)
                | Q(put_back_at__isnull=False, put_back_by__isnull=False),
                name="takedown_put_back_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"撤下：{self.article}"


class CorrectionState(models.TextChoices):
    """Where a correction stands."""

    PROPOSED = "proposed", "待确认"
    CONFIRMED = "confirmed", "已更正"
    DECLINED = "declined", "不更正"
    WITHDRAWN = "withdrawn", "已撤回"


class CorrectionField(models.TextChoices):
    """What of an article a correction changes; the values are the article's fields."""

    BODY = "body", "正文"
    TITLE = "title", "标题"
    KICKER = "kicker", "引题"
    SUBTITLE = "subtitle", "副题"
    BYLINE = "byline", "作者"
    SOURCE = "source", "来源"


class Correction(models.Model):
    """更正: a passage of a published article and what should stand there; or a note alone.

    ``field`` is empty for a note without a change of text (the print had an error that the site has
    not). The digests are those of the article's text before and after. Written by
    ``issues.corrections`` only.
    """

    article = models.ForeignKey(
        Article, verbose_name="稿件", on_delete=models.CASCADE, related_name="corrections"
    )
    issue = models.ForeignKey(
        Issue, verbose_name="期次", on_delete=models.CASCADE, related_name="corrections"
    )
    field = models.CharField("更正哪里", max_length=12, choices=CorrectionField, blank=True)
    passage = models.TextField("原文", blank=True)
    replacement = models.TextField("应为", blank=True)
    note = models.TextField("给读者的更正说明")
    state = models.CharField("状态", max_length=10, choices=CorrectionState, default=CorrectionState.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="提出人", on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField("提出时间", auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="确认人", on_delete=models.PROTECT, related_name="+",
        null=True, blank=True,
    )  # fmt: skip
    decided_at = models.DateTimeField("确认时间", null=True, blank=True)
    comment = models.TextField("意见", blank=True)
    separation_waived = models.BooleanField("三审分人已放宽", default=False)
    digest_before = models.CharField(max_length=64, blank=True, editable=False)
    digest_after = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "更正"
        verbose_name_plural = "更正"
        ordering = ["proposed_at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CorrectionState.values), name="correction_state_known"
            ),
            models.CheckConstraint(
                condition=Q(field="", passage="", replacement="")
                | (Q(field__in=CorrectionField.values) & ~Q(passage="")),
                name="correction_of_a_passage_or_a_note",
            ),
            models.CheckConstraint(condition=~Q(note=""), name="correction_says_something"),
            models.CheckConstraint(
                condition=Q(state=CorrectionState.PROPOSED, decided_at__isnull=True, decided_by__isnull=True)
                | (
                    ~Q(state=CorrectionState.PROPOSED) & Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
                name="correction_decided_by_someone",
            ),
        ]
        indexes = [models.Index(fields=["issue", "state"], name="correction_of_issue")]

    def __str__(self) -> str:
        return f"更正：{self.article}"
