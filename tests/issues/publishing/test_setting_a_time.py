"""Setting the time at which an issue appears: by whom, when, and what ends it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.timezone import localtime

from issues.appointments import ahead, cancel, proposed, set_time
from issues.models import Appointment, AppointmentState, Issue, IssueStatus
from issues.press.releases import recall
from issues.publishing import publish, withdraw
from issues.services import Refused
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def soon(days: float = 3) -> datetime:
    return timezone.now() + timedelta(days=days)


def test_a_released_issue_needs_no_reason(released: Issue, cast: Cast) -> None:
    at = soon()
    set_time(released, at, actor=cast.responsible_editor, reason="不用写的")
    standing = ahead(released)
    assert standing is not None
    assert (standing.due_at, standing.reason, standing.set_by) == (at, "", cast.responsible_editor)
    released.refresh_from_db()
    assert released.status == IssueStatus.AT_PRESS


def test_an_issue_that_is_not_released_needs_its_reason_now(planned: Issue, cast: Cast) -> None:
    with pytest.raises(Refused, match="未付印先发布，须写明原因"):
        set_time(planned, soon(), actor=cast.responsible_editor, reason=" ")
    assert (
        set_time(planned, soon(), actor=cast.responsible_editor, reason="纸本晚一周").reason == "纸本晚一周"
    )


def test_who_may_not_publish_sets_no_time(released: Issue, cast: Cast) -> None:
    for actor in (cast.editor, cast.final_reviewer, cast.print_office, cast.administrator, cast.outsider):
        with pytest.raises(Refused, match="权限"):
            set_time(released, soon(), actor=actor)
    set_time(released, soon(), actor=cast.responsible_editor)
    with pytest.raises(Refused, match="权限"):
        cancel(released, actor=cast.editor)
    assert ahead(released) is not None


@pytest.mark.parametrize(("days", "said"), [(-1, "已经过去了"), (0, "已经过去了"), (800, "请核对年份")])
def test_a_time_that_makes_no_sense_is_refused(released: Issue, cast: Cast, days: int, said: str) -> None:
    with pytest.raises(Refused, match=said):
        set_time(released, soon(days), actor=cast.responsible_editor)
    assert not Appointment.objects.exists()


def test_an_empty_or_a_public_issue_gets_no_time(
    released: Issue, cast: Cast, make_issue: Callable[..., Issue]
) -> None:
    with pytest.raises(Refused, match="目录还是空的"):
        set_time(make_issue(2026, 4), soon(), actor=cast.responsible_editor, reason="赶时间")
    publish(released, actor=cast.responsible_editor)
    with pytest.raises(Refused, match="已经发布"):
        set_time(released, soon(), actor=cast.responsible_editor)


def test_another_time_takes_the_place_of_the_first(released: Issue, cast: Cast) -> None:
    first = set_time(released, soon(3), actor=cast.responsible_editor)
    again = set_time(released, first.due_at, actor=cast.responsible_editor)
    assert again == first
    second = set_time(released, soon(5), actor=cast.superuser)
    assert ahead(released) == second
    first.refresh_from_db()
    assert (first.state, first.outcome, first.ended_by) == (
        AppointmentState.CANCELLED, "改定了时间", cast.superuser,
    )  # fmt: skip


def test_a_time_is_cancelled_once(released: Issue, cast: Cast) -> None:
    set_time(released, soon(), actor=cast.responsible_editor)
    cancel(released, actor=cast.superuser)
    assert ahead(released) is None
    with pytest.raises(Refused, match="没有定下发布的时间"):
        cancel(released, actor=cast.superuser)


def test_publishing_by_hand_is_earlier(released: Issue, cast: Cast) -> None:
    set_time(released, soon(), actor=cast.responsible_editor)
    issue = publish(released, actor=cast.responsible_editor)
    assert ahead(issue) is None
    assert Appointment.objects.get().outcome == "已提前发布"
    withdraw(issue, actor=cast.responsible_editor, comment="有误")
    assert ahead(issue) is None


def test_recalling_the_release_cancels_it(released: Issue, cast: Cast) -> None:
    set_time(released, soon(), actor=cast.responsible_editor)
    recall(released, actor=cast.responsible_editor, reason="有误")
    assert ahead(released) is None
    appointment = Appointment.objects.get()
    assert (appointment.outcome, appointment.ended_by) == ("付印已撤回", cast.responsible_editor)


def test_the_database_holds_one_time_an_issue(released: Issue, cast: Cast) -> None:
    set_time(released, soon(), actor=cast.responsible_editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(issue=released, due_at=soon(4), set_by=cast.superuser)


def test_nine_on_the_day_of_the_issue_is_proposed(planned: Issue) -> None:
    today = localtime().date()
    for day, expected in ((today + timedelta(days=9), today + timedelta(days=9)), (today, None)):
        planned.issue_date = day - timedelta(days=0 if expected else 30)
        at = localtime(proposed(planned))
        assert (at.hour, at.minute) == (9, 0)
        assert at.date() == (expected or today + timedelta(days=1))
