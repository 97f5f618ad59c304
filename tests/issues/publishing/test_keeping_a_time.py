"""What a worker does when the hour comes: once, for whoever set it, late if need be, or with a reason."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from articles.services import reopen
from issues.appointments import MOST_ATTEMPTS, cancel, set_time
from issues.building import appearing, running
from issues.building.appearing import keep_times
from issues.models import (
    Appointment,
    AppointmentState,
    Build,
    BuildStatus,
    Issue,
    IssueStatus,
    IssueStatusChange,
    PressFile,
)
from tests.conftest import Cast
from tests.issues.press.conftest import Setting
from tests.issues.publishing.conftest import release_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(cast: Cast) -> Callable[..., Appointment]:
    """A time of an issue's that has come: ``due(issue, minutes=90)`` ago."""

    def due(issue: Issue, *, minutes: float = 0, reason: str = "") -> Appointment:
        later = timezone.now() + timedelta(days=1)
        appointment = set_time(issue, later, actor=cast.responsible_editor, reason=reason)
        Appointment.objects.update(due_at=timezone.now() - timedelta(minutes=minutes))
        appointment.refresh_from_db()
        return appointment

    return due


def _state(appointment: Appointment) -> tuple[str, str]:
    appointment.refresh_from_db()
    appointment.issue.refresh_from_db()
    return appointment.state, appointment.issue.status


def test_what_was_released_appears_at_its_time_and_not_before(
    released: Issue, due: Callable[..., Appointment], cast: Cast
) -> None:
    appointment = due(released)
    keep_times(appointment.due_at - timedelta(seconds=1))
    assert _state(appointment) == (AppointmentState.WAITING, IssueStatus.AT_PRESS)
    keep_times(timezone.now())
    assert _state(appointment) == (AppointmentState.KEPT, IssueStatus.PUBLISHED)
    change = released.status_changes.get()
    assert change.actor == cast.responsible_editor
    assert change.comment.startswith("定时发布，定在")
    assert "迟了" not in change.comment
    keep_times(timezone.now())
    assert IssueStatusChange.objects.count() == 1


def test_a_machine_that_was_off_does_it_late_and_says_so(
    released: Issue, due: Callable[..., Appointment]
) -> None:
    appointment = due(released, minutes=125)
    keep_times(timezone.now())
    assert _state(appointment) == (AppointmentState.KEPT, IssueStatus.PUBLISHED)
    assert "当时没能发布，迟了2小时5分钟" in released.status_changes.get().comment


def test_the_permission_counts_as_it_is_then(
    released: Issue, due: Callable[..., Appointment], cast: Cast
) -> None:
    appointment = due(released)
    cast.responsible_editor.groups.clear()
    keep_times(timezone.now())
    assert _state(appointment) == (AppointmentState.REFUSED, IssueStatus.AT_PRESS)
    assert appointment.outcome == "丁责编没有发布的权限。"
    assert not IssueStatusChange.objects.exists()


def test_a_hindrance_of_that_moment_is_recorded(
    planned: Issue, due: Callable[..., Appointment], cast: Cast
) -> None:
    appointment = due(planned, reason="纸本晚一周")
    entry = planned.entries.select_related("article").get(position=2)
    reopen(entry.article, actor=cast.final_reviewer, comment="改错")
    keep_times(timezone.now())
    assert _state(appointment) == (AppointmentState.REFUSED, IssueStatus.PLANNING)
    assert "《乙文》尚在“草稿”" in appointment.outcome
    assert not Build.objects.exists()


def test_a_cancelled_time_is_not_kept(released: Issue, due: Callable[..., Appointment], cast: Cast) -> None:
    appointment = due(released)
    cancel(released, actor=cast.responsible_editor)
    keep_times(timezone.now())
    assert _state(appointment) == (AppointmentState.CANCELLED, IssueStatus.AT_PRESS)


def test_what_was_not_released_is_typeset_and_then_appears(
    planned: Issue, due: Callable[..., Appointment], cast: Cast
) -> None:
    appointment = due(planned, reason="纸本晚一周")
    keep_times(timezone.now())
    assert _state(appointment) == (AppointmentState.TYPESETTING, IssueStatus.PLANNING)
    keep_times(timezone.now())
    build = Build.objects.get()
    running.carry_out(build.pk, Setting())  # type: ignore[arg-type]
    build.refresh_from_db()
    assert (build.status, build.reason) == (BuildStatus.DONE, "")
    assert _state(appointment) == (AppointmentState.KEPT, IssueStatus.PUBLISHED)
    file = PressFile.objects.get()
    assert file.file.read().startswith(b"%PDF-")
    change = planned.status_changes.get()
    assert change.actor == cast.responsible_editor
    assert change.comment.startswith("纸本晚一周（定时发布，定在")


def test_what_is_cancelled_while_it_is_typeset_does_not_appear(
    planned: Issue, due: Callable[..., Appointment], cast: Cast
) -> None:
    appointment = due(planned, reason="纸本晚一周")
    keep_times(timezone.now())
    cancel(planned, actor=cast.responsible_editor)
    running.carry_out(Build.objects.get().pk, Setting())  # type: ignore[arg-type]
    assert _state(appointment) == (AppointmentState.CANCELLED, IssueStatus.PLANNING)
    assert "已经取消，没有发布" in Build.objects.get().reason
    assert not PressFile.objects.exists()


def test_pages_that_cannot_be_set_are_a_reason(planned: Issue, due: Callable[..., Appointment]) -> None:
    appointment = due(planned, reason="纸本晚一周")
    keep_times(timezone.now())
    Build.objects.update(status=BuildStatus.FAILED, reason="《乙文》里的图片找不到了。")
    keep_times(timezone.now())
    assert _state(appointment) == (AppointmentState.REFUSED, IssueStatus.PLANNING)
    assert appointment.outcome == "《乙文》里的图片找不到了。"


def test_a_database_that_is_away_costs_no_time(
    released: Issue, due: Callable[..., Appointment], monkeypatch: pytest.MonkeyPatch
) -> None:
    appointment = due(released)

    def away(*args: object, **options: object) -> None:
        raise OperationalError("away")

    with monkeypatch.context() as patched:
        patched.setattr(appearing, "publish", away)
        with pytest.raises(OperationalError):
            keep_times(timezone.now())
    assert _state(appointment) == (AppointmentState.WAITING, IssueStatus.AT_PRESS)
    keep_times(timezone.now())
    assert _state(appointment) == (AppointmentState.KEPT, IssueStatus.PUBLISHED)


def test_an_accident_is_tried_again_and_at_last_given_up(
    released: Issue, due: Callable[..., Appointment], monkeypatch: pytest.MonkeyPatch
) -> None:
    appointment, now = due(released), timezone.now()

    def broken(*args: object, **options: object) -> None:
        raise OSError("storage")

    monkeypatch.setattr(appearing, "publish", broken)
    keep_times(now)
    keep_times(now)  # not again within the minute
    appointment.refresh_from_db()
    assert (appointment.state, appointment.attempts) == (AppointmentState.WAITING, 1)
    for minute in range(1, MOST_ATTEMPTS):
        keep_times(now + timedelta(minutes=minute))
    assert _state(appointment) == (AppointmentState.REFUSED, IssueStatus.AT_PRESS)
    assert f"连试{MOST_ATTEMPTS}次" in appointment.outcome


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_publish_once(released: Issue, due: Callable[..., Appointment]) -> None:
    appointment = due(released)
    together = threading.Barrier(3)
    raised: list[Exception] = []

    def work() -> None:
        together.wait()
        try:
            keep_times(timezone.now())
        except Exception as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert raised == []
    assert _state(appointment) == (AppointmentState.KEPT, IssueStatus.PUBLISHED)
    assert IssueStatusChange.objects.count() == 1


def test_a_release_that_came_later_needs_no_reason_any_more(
    planned: Issue, due: Callable[..., Appointment], cast: Cast
) -> None:
    appointment = due(planned, reason="纸本晚一周")
    release_of(planned, cast)
    keep_times(timezone.now())
    assert _state(appointment) == (AppointmentState.KEPT, IssueStatus.PUBLISHED)
    assert planned.status_changes.get().comment.startswith("定时发布，定在")
