"""The steps of a build's life in a worker: taken up, told about, done, failed, or let go.

Every step is one conditional update, so that of two who try it at once one succeeds: a worker that was
given up for dead cannot overwrite what its successor does.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from issues.building.keeping import all_or_nothing
from issues.building.kinds import kind_named
from issues.building.orders import Made
from issues.models import Build, BuildStatus
from issues.models.build import BuildQuerySet

MOST_ATTEMPTS = 3
GIVEN_UP = (
    f"排版服务连续{MOST_ATTEMPTS}次中断，没有排成。稿件和目录都没有变；请稍后重试，仍不成时请联系管理员。"
)


class Lost(Exception):
    """The build is no longer this worker's: it was put back, or deleted with its issue."""


def begin(pk: int, task: UUID | None = None) -> Build:
    """Take a queued build up, for a task. Raises: Lost, if it is not queued (any more)."""
    now = timezone.now()
    with transaction.atomic():
        build = Build.objects.select_for_update().filter(pk=pk, status=BuildStatus.QUEUED).first()
        if build is None:
            raise Lost
        build.status, build.attempts = BuildStatus.RUNNING, build.attempts + 1
        build.task = task or build.task
        build.started_at = build.heartbeat_at = now
        build.step, build.page, build.reason = "正在读取稿件", None, ""
        build.save()
    return Build.objects.select_related("issue__periodical").get(pk=pk)


def _still_own(build: Build) -> BuildQuerySet:
    return Build.objects.filter(pk=build.pk, status=BuildStatus.RUNNING, attempts=build.attempts)


def tell(build: Build, step: str, page: int | None = None) -> None:
    """Say how far it is, and that its worker lives. Raises: Lost."""
    if not _still_own(build).update(step=step[:60], page=page, heartbeat_at=timezone.now()):
        raise Lost


def finish(build: Build, made: Sequence[Made]) -> None:
    """Store what was made and end the build, all or nothing. Raises: Lost; Refused, by its kind."""
    with all_or_nothing():
        own = _still_own(build).select_for_update(of=("self",)).select_related("issue__periodical").first()
        if own is None:
            raise Lost
        # The variants of a release have the same pages: it is one issue.
        own.result = {"pages": max(one.pages for one in made)}
        own.address = kind_named(own.kind).finish(own, made)
        own.status, own.step, own.finished_at = BuildStatus.DONE, "", timezone.now()
        own.save()


def fail(build: Build, reason: str) -> None:
    """End the build with a reason, one Chinese sentence. Raises: Lost."""
    changed = _still_own(build).update(
        status=BuildStatus.FAILED, reason=reason, step="", finished_at=timezone.now()
    )
    if not changed:
        raise Lost


def release(build: Build) -> None:
    """Let go of a build that was not ended, so that a worker takes it up anew; after three, give it up.

    Args: build: as it was when it was taken up or found; if it has moved on since, nothing happens.
    """
    own = _still_own(build)
    if build.attempts < MOST_ATTEMPTS:
        own.update(status=BuildStatus.QUEUED, step="", page=None, heartbeat_at=None)
    else:
        own.update(status=BuildStatus.FAILED, reason=GIVEN_UP, step="", finished_at=timezone.now())
