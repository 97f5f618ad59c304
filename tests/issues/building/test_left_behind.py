"""Builds that nobody works on any more: put back by one of the living, given up after three workers."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from issues.building import reaper, steps, worker
from issues.building.services import enqueue, request_build
from issues.models import Build, BuildStatus, BuildWorker, Issue
from tests.conftest import Cast


@pytest.fixture
def build(issue: Issue, cast: Cast) -> Build:
    return request_build(issue, "preview", actor=cast.editor)


def _taken_by(build: Build, name: str) -> Build:
    """As ``db_worker`` claims the task and the task begins the build."""
    build.refresh_from_db()
    assert build.task
    task = DBTaskResult.objects.get(pk=build.task)
    task.claim(name)
    return steps.begin(build.pk, task.pk)


def test_what_waits_or_is_at_work_is_left_alone(build: Build) -> None:
    now = timezone.now()
    assert reaper.reap(now) == []
    worker.beat("one", now)
    _taken_by(build, "one")
    assert reaper.reap(now) == []


def test_the_build_of_a_dead_worker_waits_again_with_another_task(build: Build, settings: Any) -> None:
    worker.beat("one", timezone.now() - timedelta(seconds=settings.BUILD_SILENT_SECONDS + 1))
    begun = _taken_by(build, "one")
    assert reaper.reap(timezone.now()) == [build.pk]
    build.refresh_from_db()
    assert (build.status, build.attempts, build.heartbeat_at) == (BuildStatus.QUEUED, 1, None)
    assert build.task != begun.task
    assert reaper.reap(timezone.now()) == []
    # The dead one was only slow: what it still says and stores is no longer heard.
    for late in (
        lambda: steps.tell(begun, "正在排第9页", 9),
        lambda: steps.fail(begun, "不成。"),
        lambda: steps.finish(begun, []),
    ):
        with pytest.raises(steps.Lost):
            late()
    steps.release(begun)
    build.refresh_from_db()
    assert (build.status, build.step) == (BuildStatus.QUEUED, "")


def test_a_task_taken_but_not_begun_is_given_anew(build: Build) -> None:
    build.refresh_from_db()
    DBTaskResult.objects.get().claim("gone")
    assert reaper.reap(timezone.now()) == [build.pk]
    before = build.task
    build.refresh_from_db()
    assert build.task != before
    DBTaskResult.objects.all().delete()
    assert reaper.reap(timezone.now()) == [build.pk]


def test_after_three_workers_it_is_given_up(build: Build, cast: Cast) -> None:
    for _ in range(3):
        _taken_by(build, "gone")
        assert reaper.reap(timezone.now()) == [build.pk]
    build.refresh_from_db()
    assert (build.status, build.attempts) == (BuildStatus.FAILED, 3)
    assert "连续3次中断" in build.reason
    assert reaper.reap(timezone.now()) == []
    assert request_build(build.issue, "preview", actor=cast.editor) != build


def test_of_two_who_put_it_back_one_does(build: Build) -> None:
    _taken_by(build, "gone")
    seen = Build.objects.get(pk=build.pk)
    steps.release(seen)
    seen.refresh_from_db()
    assert enqueue(seen)
    assert not enqueue(seen)
    build.refresh_from_db()
    assert list(DBTaskResult.objects.filter(status="READY").values_list("pk", flat=True)) == [build.task]


def test_of_two_tasks_of_one_build_one_begins(build: Build) -> None:
    steps.begin(build.pk)
    with pytest.raises(steps.Lost):
        steps.begin(build.pk)


def test_a_worker_is_alive_as_long_as_it_says_so(db: None, settings: Any) -> None:
    assert not worker.alive()
    worker.beat("one", timezone.now())
    assert worker.alive()
    worker.leave("one")
    assert not worker.alive()
    worker.beat("two", timezone.now() - timedelta(seconds=settings.BUILD_SILENT_SECONDS + 1))
    assert not worker.alive()
    worker.forget_dead(timezone.now() + timedelta(days=2))
    assert not BuildWorker.objects.exists()
