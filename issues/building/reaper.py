"""Sees to builds whose worker is gone: each goes to the next worker, and after three is given up."""

from datetime import datetime

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from issues.building import services, steps, worker
from issues.models import Build, BuildStatus


def reap(now: datetime) -> list[int]:
    """Give every unfinished build that no living worker has, or will get, a new task.

    May run in several workers at once, and while builds go on: all it does are conditional updates.
    Returns: the keys of the builds concerned.
    """
    found = []
    for build in Build.objects.active().order_by("created_at"):
        if _in_hand(build, now):
            continue
        found.append(build.pk)
        if build.status == BuildStatus.RUNNING:
            steps.release(build)
            build.refresh_from_db(fields=["status", "task"])
        # Asked again: another reaper may have been quicker.
        if build.status == BuildStatus.QUEUED and not _in_hand(build, now):
            services.enqueue(build)
    return found


def _in_hand(build: Build, now: datetime) -> bool:
    """Whether the build's task waits, or is run by a worker that lives.

    The order matters: the build was read first, then its task, then the worker. What moved on meanwhile
    is then seen as it is later, never as abandoned.
    """
    tasks = DBTaskResult.objects.filter(pk__in=[build.task] if build.task else [])
    if (task := tasks.only("status", "worker_ids").first()) is None:
        return False
    if task.status == TaskResultStatus.RUNNING:
        return bool(task.worker_ids) and worker.lives(task.worker_ids[-1], now)
    return task.status == TaskResultStatus.READY


def prune(before: datetime) -> None:
    """Forget tasks that ended long ago, and those that no worker will ever end."""
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    DBTaskResult.objects.running().filter(started_at__lt=before).delete()
