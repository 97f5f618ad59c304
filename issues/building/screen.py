"""A build in the words of its page."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from issues.building import worker
from issues.building.kinds import KINDS
from issues.models import Build, BuildStatus, Issue

# A worker that lives takes a waiting build up within a second.
PATIENCE = timedelta(seconds=5)
NO_WORKER = "排版服务没有运行，任务还在排队。请联系管理员启动排版服务；启动后会自动接着排，不用重新提交。"
_WRITING = ("正在写入", "正在保存")


@dataclass(frozen=True)
class Step:
    """One of the page's steps; ``state``: over, now, or later."""

    label: str
    state: str


@dataclass(frozen=True)
class Standing:
    """What the page says of a build.

    ``ahead``: builds that are taken up before it; ``hindrance``: why nothing goes on; ``expected``: pages
    that the same came to last time, for a bar, 0 where none can be shown.
    """

    build: Build
    label: str
    ahead: int = 0
    hindrance: str = ""
    expected: int = 0

    @property
    def is_active(self) -> bool:
        return self.build.is_active

    @property
    def is_expired(self) -> bool:
        """Whether its file was deleted again, after some days."""
        return self.build.status == BuildStatus.DONE and not self.build.file and not self.build.address

    @property
    def may_repeat(self) -> bool:
        """Whether the same is to be asked for from here; what is kept elsewhere is, where it is kept."""
        return not self.is_active and not self.build.address

    @property
    def step(self) -> str:
        """queued, setting, writing, done or failed."""
        if self.build.status != BuildStatus.RUNNING:
            return str(self.build.status)
        return "writing" if self.build.step.startswith(_WRITING) else "setting"

    @property
    def steps(self) -> tuple[Step, ...]:
        """排队, 排版, 写入文件, 完成, with where it stands."""
        failed = self.step == "failed"
        names = {"queued": "排队", "setting": "排版", "writing": "写入文件", "done": "完成"}
        if failed:
            names = {"queued": "排队", "setting": "排版", "failed": "没有排成"}
        now = list(names).index(self.step)
        return tuple(
            Step(label, "now" if place == now else "over" if place < now else "later")
            for place, label in enumerate(names.values())
        )

    @property
    def sentence(self) -> str:
        """How it stands, in a sentence."""
        build = self.build
        if build.status == BuildStatus.QUEUED:
            if self.hindrance:
                return "正在排队。"
            return f"正在排队，前面还有{self.ahead}个任务。" if self.ahead else "正在排队，马上开始。"
        if build.status == BuildStatus.RUNNING:
            return f"{build.step}…"
        if build.status == BuildStatus.FAILED:
            return "没有排成。稿件和目录都没有变。"
        if self.is_expired:
            return "已经排好，但 PDF 已按期清理，请重新排版。"
        pages = build.result.get("pages")
        # What is kept elsewhere is more than pages: released, proofread, checked.
        done = f"{self.label}完成" if build.address else "已经排好"
        return f"{done}，共{pages}页。" if pages else f"{done}。"


def standing(build: Build) -> Standing:
    """How a build stands now. At most two queries."""
    label = label_of(build)
    if build.status == BuildStatus.QUEUED:
        waiting = Build.objects.active().filter(created_at__lt=build.created_at).count()
        asleep = build.created_at < timezone.now() - PATIENCE and not worker.alive()
        return Standing(build, label, ahead=waiting, hindrance=NO_WORKER if asleep else "")
    if build.status == BuildStatus.RUNNING and build.page:
        return Standing(build, label, expected=_expected(build))
    return Standing(build, label)


def _expected(build: Build) -> int:
    same = Build.objects.filter(issue=build.issue_id, kind=build.kind, key=build.key, status=BuildStatus.DONE)
    last = same.values_list("result", flat=True).first() or {}
    return max(int(last.get("pages", 0)), build.page or 0) if last else 0


def label_of(build: Build) -> str:
    """整期预览, or 单篇预览：《题目》."""
    kind = KINDS.get(build.kind)
    label = kind.label if kind else "排版"
    title = build.result.get("title")
    return f"{label}：《{title}》" if title else label


def recent(issue: Issue) -> QuerySet[Build]:
    """The issue's builds, the newest first."""
    return Build.objects.filter(issue=issue)
