"""Typesetting as work in the background: what was asked for, how far it is, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from issues.models.issue import Issue
from issues.models.press import press_storage


class BuildStatus(models.TextChoices):
    """Where a build stands."""

    QUEUED = "queued", "排队中"
    RUNNING = "running", "进行中"
    DONE = "done", "完成"
    FAILED = "failed", "失败"


ACTIVE = (BuildStatus.QUEUED, BuildStatus.RUNNING)


class BuildQuerySet(models.QuerySet["Build"]):
    """Builds, by where they stand."""

    def active(self) -> "BuildQuerySet":
        """Builds that wait or run."""
        return self.filter(status__in=ACTIVE)


class Build(models.Model):
    """One piece of typesetting (排版任务). Written by ``issues.building`` only.

    ``kind`` names an entry of ``issues.building.kinds``; ``key`` is the canonical text of
    ``parameters``, because a database cannot be relied on to compare JSON. ``attempts`` counts how
    often a worker took it up, and is the token by which a worker that was given up for dead finds
    out that the build is no longer its own.
    """

    issue = models.ForeignKey(Issue, verbose_name="期次", on_delete=models.CASCADE, related_name="builds")
    kind = models.CharField("种类", max_length=20)
    parameters = models.JSONField("参数", default=dict, blank=True)
    key = models.CharField("参数摘要", max_length=200, editable=False, default="{}")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="发起人", null=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    status = models.CharField("状态", max_length=8, choices=BuildStatus, default=BuildStatus.QUEUED)
    step = models.CharField("步骤", max_length=60, blank=True)
    page = models.PositiveIntegerField("排到第几页", null=True, blank=True)
    reason = models.TextField("未成的原因", blank=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    task = models.UUIDField("任务编号", null=True, editable=False)
    created_at = models.DateTimeField("提出时间", default=timezone.now, editable=False)
    started_at = models.DateTimeField("开始时间", null=True, blank=True)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)
    heartbeat_at = models.DateTimeField("最近动静", null=True, blank=True)
    # What came of it: pages, seconds, and whatever the kind wants to tell on the build's page.
    result = models.JSONField("结果", default=dict, blank=True)
    # Where the result is opened; empty while there is none.
    address = models.CharField("结果地址", max_length=300, blank=True)
    # Only for kinds whose file is kept nowhere else; deleted after BUILD_KEEP_DAYS.
    file = models.FileField(
        "文件", upload_to="builds/%Y/%m/", max_length=200, storage=press_storage, blank=True
    )
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)

    objects = BuildQuerySet.as_manager()

    class Meta:
        verbose_name = "排版任务"
        verbose_name_plural = "排版任务"
        ordering = ["-created_at", "-pk"]
        # Nobody edits a build: what may be asked for is the permission of its kind.
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "kind", "key"], condition=Q(status__in=ACTIVE), name="one_active_build"
            ),
            models.CheckConstraint(condition=Q(status__in=BuildStatus.values), name="build_status_known"),
            models.CheckConstraint(
                condition=~Q(status=BuildStatus.FAILED) | ~Q(reason=""), name="build_failed_with_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["status", "created_at"], name="build_by_status")]

    def __str__(self) -> str:
        return f"{self.issue}：{self.get_status_display()}"

    @property
    def is_active(self) -> bool:
        """Whether it still waits or runs."""
        return self.status in ACTIVE


class BuildWorker(models.Model):
    """A worker (排版服务) that runs or ran: as long as it lives it renews ``seen_at`` every few seconds."""

    name = models.CharField("名称", max_length=64, primary_key=True)
    started_at = models.DateTimeField("启动时间", default=timezone.now)
    seen_at = models.DateTimeField("最近动静", default=timezone.now)

    class Meta:
        verbose_name = "排版服务"
        verbose_name_plural = "排版服务"
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
