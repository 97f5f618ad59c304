"""What an office decides about proofreading: its words, the rules it does without, what it judged.

Tables only; ``articles.models`` takes them in, ``articles.correcting`` is what writes them.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from articles.proofreading.lists import LABELS, LONGEST_TEXT, LONGEST_WORD, objection
from articles.proofreading.rules import BY_NAME
from periodicals.models import Periodical


class WordEntry(models.Model):
    """A row of a word list (词表); for one periodical, or for all."""

    periodical = models.ForeignKey(
        Periodical, verbose_name="刊物", on_delete=models.CASCADE, related_name="+", null=True, blank=True,
        help_text="留空则各刊通用",
    )  # fmt: skip
    purpose = models.CharField(
        "词表", max_length=10, choices=[(purpose.value, label) for purpose, label in LABELS.items()]
    )
    word = models.CharField(
        "词", max_length=LONGEST_WORD, help_text="要找的写法，# 代表一个数字；“姓名与职务”表填姓名"
    )
    instead = models.CharField(
        "应为", max_length=LONGEST_TEXT, blank=True,
        help_text="留空则只提醒；几种都可以的，用 | 隔开；“姓名与职务”表填职务",
    )  # fmt: skip
    unless = models.CharField(
        "例外", max_length=LONGEST_TEXT, blank=True,
        help_text="含有这个词而不算错的写法，用 | 隔开，如“焦碳”的例外是“聚焦碳”",
    )  # fmt: skip
    note = models.CharField("说明", max_length=LONGEST_TEXT, blank=True)

    class Meta:
        verbose_name = "校对用词"
        verbose_name_plural = "校对词表"
        ordering = ["purpose", "word", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["periodical", "purpose", "word"],
                name="one_entry_a_word",
                violation_error_message="这个词表里已有这个词。",
            )
        ]

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        """Refuse a row that a search could not use."""
        super().clean()
        if problem := objection(self.word, self.instead, self.unless, self.note):
            raise ValidationError(f"这一条{problem}")
        # The database takes two entries for all periodicals for different.
        others = WordEntry.objects.filter(periodical=self.periodical, purpose=self.purpose, word=self.word)
        if others.exclude(pk=self.pk).exists():
            raise ValidationError("这个词表里已有这个词。")


class SwitchedOffRule(models.Model):
    """A rule that a periodical does without (停用的规则)."""

    periodical = models.ForeignKey(
        Periodical, verbose_name="刊物", on_delete=models.CASCADE, related_name="switched_off_rules"
    )
    rule = models.CharField("规则", max_length=40)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="停用人", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("停用时间", auto_now_add=True)

    class Meta:
        verbose_name = "停用的规则"
        verbose_name_plural = "停用的规则"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["periodical", "rule"], name="rule_switched_off_once")]

    def __str__(self) -> str:
        rule = BY_NAME.get(self.rule)
        return rule.label if rule else self.rule


class Judgement(models.Model):
    """What a person made of a finding: 采用 its suggestion, or 不改 with a reason.

    ``passage`` is a digest of quote and context: a dismissal holds until the passage changes.
    """

    class Verdict(models.TextChoices):
        TAKEN = "taken", "采用"
        DISMISSED = "dismissed", "不改"

    article = models.ForeignKey(
        "articles.Article", verbose_name="稿件", on_delete=models.CASCADE, related_name="judgements"
    )
    rule = models.CharField("规则", max_length=40)
    passage = models.CharField("原文指纹", max_length=64)
    quote = models.CharField("原文", max_length=200)
    verdict = models.CharField("判断", max_length=10, choices=Verdict)
    reason = models.CharField("理由", max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="判断人", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "校对判断"
        verbose_name_plural = "校对判断"
        default_permissions = ()
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["rule", "verdict"])]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "rule", "passage"],
                condition=Q(verdict="dismissed"),
                name="one_dismissal_a_passage",
            ),
            models.CheckConstraint(
                condition=Q(verdict="taken") | ~Q(reason=""), name="dismissal_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}：{self.quote}"
