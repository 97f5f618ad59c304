"""What leaves the office as a file: proofs, releases to the press, and the PDFs that were handed out.

All of it is written once and never changed: what was proofread, printed or published can be looked at for
as long as the office keeps it.
"""

from typing import Any, NoReturn

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q

from articles.models import Article
from issues.models.issue import Issue


def press_storage() -> Storage:
    """Where PDF files are kept: readers and staff get them through views that check who asks."""
    return storages["press"]


class Unchangeable(RuntimeError):
    """Something was about to change a record that is written once."""


class WrittenOnceQuerySet(models.QuerySet[Any]):
    """A queryset that reads and adds."""

    def update(self, **values: Any) -> NoReturn:
        raise Unchangeable(f"{self.model.__name__} is written once.")

    def delete(self) -> NoReturn:
        raise Unchangeable(f"{self.model.__name__} is kept.")


class WrittenOnce(models.Model):
    """A record that is stored whole, and then neither changed nor deleted."""

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Store it. Raises: Unchangeable, if it is stored already."""
        if not self._state.adding:
            raise Unchangeable(f"{self} is written once.")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        """Refuse."""
        raise Unchangeable(f"{self} is kept.")


class Release(WrittenOnce):
    """付印: the issue was given to the press, with the versions of its articles; later ones have a reason.

    ``versions`` has one row an article in printed order: article, title, page, version, history (the key
    of the historical record) and digest (SHA-256 of the text).
    """

    issue = models.ForeignKey(Issue, verbose_name="期次", on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveSmallIntegerField("第几次付印")
    reason = models.TextField("更正的理由", blank=True)
    pages = models.PositiveSmallIntegerField("页数")
    versions = models.JSONField("各篇版次", default=list)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="付印人", on_delete=models.PROTECT, related_name="+"
    )
    released_at = models.DateTimeField("付印时间", auto_now_add=True)

    class Meta:
        verbose_name = "付印"
        verbose_name_plural = "付印"
        ordering = ["-released_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["issue", "number"], name="one_release_a_number"),
            models.CheckConstraint(
                condition=Q(number=1) | (Q(number__gt=1) & ~Q(reason="")),
                name="release_corrected_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue}第{self.number}次付印"


class Recall(WrittenOnce):
    """撤回付印: why a release is not to be printed from any more."""

    release = models.OneToOneField(
        Release, verbose_name="付印", on_delete=models.PROTECT, related_name="recall"
    )
    reason = models.TextField("理由")
    recalled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="撤回人", on_delete=models.PROTECT, related_name="+"
    )
    recalled_at = models.DateTimeField("撤回时间", auto_now_add=True)

    class Meta:
        verbose_name = "撤回付印"
        verbose_name_plural = "撤回付印"
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="recall_with_reason")]

    def __str__(self) -> str:
        return f"{self.release}撤回"


class PressFileVariant(models.TextChoices):
    """What a file is for; the values are those of ``typesetting.output.Variant``."""

    PRESS = "press", "印刷用"
    SCREEN = "screen", "阅读用"
    ARCHIVE = "archive", "存档用"


class PressFile(WrittenOnce):
    """A PDF of an issue as it was handed out, with its digest. A file is never replaced, only followed."""

    issue = models.ForeignKey(
        Issue, verbose_name="期次", on_delete=models.PROTECT, related_name="press_files"
    )
    # None for an issue that was published without having gone to press.
    release = models.ForeignKey(
        Release, verbose_name="付印", on_delete=models.PROTECT, related_name="files", null=True, blank=True
    )
    variant = models.CharField(
        "用途", max_length=8, choices=PressFileVariant, default=PressFileVariant.SCREEN
    )
    file = models.FileField("文件", upload_to="%Y/", max_length=200, storage=press_storage)
    sha256 = models.CharField("SHA-256", max_length=64)
    pages = models.PositiveSmallIntegerField("页数")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="生成人", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("生成时间", auto_now_add=True)

    class Meta:
        verbose_name = "付印文件"
        verbose_name_plural = "付印文件"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "variant"], name="one_file_a_release_and_variant"),
            models.CheckConstraint(
                condition=Q(variant__in=PressFileVariant.values), name="press_file_variant_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue} PDF"


class ProofRound(models.IntegerChoices):
    """校次."""

    FIRST = 1, "一校"
    SECOND = 2, "二校"
    THIRD = 3, "三校"


class ProofPortion(models.TextChoices):
    """What a proof shows; the values are those of ``typesetting.output.Portion``."""

    WHOLE = "whole", "全期"
    CONTENTS = "contents", "封面目录"
    BODY = "body", "单篇"


class Proof(WrittenOnce):
    """校样: pages as they were handed out for proofreading, with every line and its place.

    ``run`` counts proofs of the same round and portion: a round is pulled again where much was changed.
    ``parts`` as in ``issues.press.parts``: the lines under the articles they belong to.
    """

    issue = models.ForeignKey(Issue, verbose_name="期次", on_delete=models.PROTECT, related_name="proofs")
    round = models.PositiveSmallIntegerField("校次", choices=ProofRound)
    portion = models.CharField("范围", max_length=8, choices=ProofPortion, default=ProofPortion.WHOLE)
    # The article of a proof of one; it may be deleted later, so its title is kept beside it.
    article = models.ForeignKey(
        Article, verbose_name="稿件", on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    article_title = models.CharField("稿件标题", max_length=200, blank=True)
    run = models.PositiveSmallIntegerField("第几份")
    file = models.FileField("文件", upload_to="proofs/%Y/", max_length=200, storage=press_storage)
    sha256 = models.CharField("SHA-256", max_length=64)
    pages = models.PositiveSmallIntegerField("页数")
    parts = models.JSONField("文字", default=list)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="出样人", on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField("出样时间", auto_now_add=True)

    class Meta:
        verbose_name = "校样"
        verbose_name_plural = "校样"
        ordering = ["-made_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(round__in=ProofRound.values), name="proof_round_known"),
            models.CheckConstraint(condition=Q(portion__in=ProofPortion.values), name="proof_portion_known"),
            models.UniqueConstraint(
                fields=["issue", "portion", "round", "run"],
                condition=Q(article_title=""),
                name="one_proof_a_run",
            ),
            models.UniqueConstraint(
                fields=["issue", "article", "round", "run"],
                condition=~Q(article_title="") & Q(article__isnull=False),
                name="one_article_proof_a_run",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue}{self.label}"

    @property
    def subject(self) -> str:
        """What it shows: 全期, 封面目录, or the article's title."""
        return self.article_title or self.get_portion_display()

    @property
    def label(self) -> str:
        """一校, or 一校第2份 where the round was pulled again."""
        again = f"第{self.run}份" if self.run > 1 else ""
        return f"{self.get_round_display()}{again}"


class PreflightReport(models.Model):
    """What the last preflight (印前检查) measured on an issue's pages; the next one takes its place.

    ``fingerprint`` names the text and layout that were laid out: what is laid out otherwise since has
    not been looked at. ``flaws`` are those of ``typesetting.inspection``.
    """

    issue = models.OneToOneField(
        Issue, verbose_name="期次", on_delete=models.CASCADE, related_name="preflight"
    )
    fingerprint = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField("页数")
    flaws = models.JSONField("所见", default=list)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="检查人", on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField("检查时间", auto_now=True)

    class Meta:
        verbose_name = "印前检查"
        verbose_name_plural = "印前检查"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.issue}印前检查"
