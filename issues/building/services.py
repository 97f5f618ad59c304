"""Asking for a build: queued once, and joined by whoever asks for the same meanwhile."""

import json
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from articles.services import Refused
from issues.building.kinds import kind_named
from issues.building.tasks import build_pages
from issues.models import Build, BuildStatus, Issue

__all__ = ["Refused", "enqueue", "request_build"]

KEY_LENGTH = 200
TRIES = 5


def request_build(issue: Issue, kind: str, *, actor: User | None, **parameters: Any) -> Build:
    """Queue a build, or join the one that waits or runs already for the same issue and parameters.

    Args: kind: a name of ``issues.building.kinds``; actor: None for a command. Raises: Refused.
    """
    wanted = kind_named(kind)
    if actor and not actor.has_perm(wanted.permission):
        raise Refused(f"{actor}没有排版的权限。")
    wanted.check(issue, actor, parameters)
    key = json.dumps(parameters, sort_keys=True, ensure_ascii=False)
    if len(key) > KEY_LENGTH:
        raise Refused("排版的要求太长，没有认出来。")
    same = Build.objects.active().filter(issue=issue, kind=kind, key=key)
    # Two may ask at once, or the standing one may end between the question and the attempt.
    for _ in range(TRIES):
        if standing := same.first():
            return standing
        try:
            with transaction.atomic():
                build = Build.objects.create(
                    issue=issue, kind=kind, parameters=parameters, key=key, requested_by=actor
                )
                enqueue(build)
        except IntegrityError:
            continue
        return build
    raise Refused("排版任务没有提交成功，请刷新页面后再试。")


@transaction.atomic
def enqueue(build: Build) -> bool:
    """Give a queued build a task that a worker will take. Returns: False if another was quicker."""
    task = build_pages.enqueue(build.pk)
    waiting = Build.objects.filter(pk=build.pk, status=BuildStatus.QUEUED, task=build.task)
    if waiting.update(task=task.id):
        return True
    # The task made here belongs to no build; taken back with the transaction's savepoint.
    transaction.set_rollback(True)
    return False
