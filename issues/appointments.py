"""定时发布: a responsible person sets the day and hour at which an issue appears, until it does.

The worker keeps the time (``issues.building.appearing``); whose permission counts is who set it.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.timezone import localtime, make_aware

from accounts.models import User
from articles.services import Refused
from issues.days import full_time
from issues.models import AHEAD, Appointment, AppointmentState, Issue, IssueStatus
from issues.services import locked, standing_release

PERMISSION = "issues.publish_issue"
# The hour that is proposed: the office is there, and can look at what appeared.
USUAL_HOUR = time(9, 0)
# Further ahead, a year was mistyped.
FURTHEST = timedelta(days=366)
# A worker looks every few seconds; what appears later than this was held up, and the trail says so.
LATE = timedelta(minutes=2)
# What is no refusal (a storage that does not answer) may pass: it is tried again, so often.
MOST_ATTEMPTS = 10
RETRY_AFTER = timedelta(minutes=1)


def proposed(issue: Issue) -> datetime:
    """The time that is proposed: 9:00 on the issue's 出版日期, or tomorrow if that is over."""
    wished = make_aware(datetime.combine(issue.issue_date, USUAL_HOUR))
    if wished > timezone.now():
        return wished
    return make_aware(datetime.combine(localtime().date() + timedelta(days=1), USUAL_HOUR))


def ahead(issue: Issue) -> Appointment | None:
    """The time that is set and still to come."""
    return issue.appointments.filter(state__in=AHEAD).select_related("set_by").first()


@dataclass(frozen=True)
class Told:
    """What pages say of the time that is set: a sentence; ``failed``, if nothing came of it."""

    sentence: str
    failed: bool = False
    may_cancel: bool = False


def told(issue: Issue) -> Told | None:
    """How it stands with the time that was set last; None where there is nothing to say. One query."""
    # By key, not by time: a clock may have been set back between two.
    last = issue.appointments.select_related("set_by").order_by("-pk").first()
    if last is None or issue.status == IssueStatus.PUBLISHED:
        return None
    at = full_time(last.due_at)
    match last.state:
        case AppointmentState.WAITING:
            return Told(f"定于{at}发布，由{last.set_by}设定。", may_cancel=True)
        case AppointmentState.TYPESETTING:
            return Told(f"定于{at}发布，正在排版，排好就发布。", may_cancel=True)
        case AppointmentState.REFUSED:
            return Told(f"原定{at}发布，到时没有发布：{last.outcome}", failed=True)
    return None


@transaction.atomic
def set_time(issue: Issue, due_at: datetime, *, actor: User, reason: str = "") -> Appointment:
    """Set the time at which an issue appears, or another one in its place.

    Args: due_at: with its zone; reason: why it appears without having gone to press, needed only then.
    Raises: Refused, without the permission, for an issue that is empty or public, or for a time that is
    over or more than a year away.
    """
    issue = locked(issue)
    if not actor.has_perm(PERMISSION):
        raise Refused(f"{actor}没有发布的权限，发布的时间由责任编辑来定。")
    if issue.status == IssueStatus.PUBLISHED:
        raise Refused(f"{issue}已经发布，不用再定时间。")
    if not issue.entries.exists():
        raise Refused(f"{issue}的目录还是空的，请先编入稿件。")
    now = timezone.now()
    if due_at <= now:
        raise Refused(f"{full_time(due_at)}已经过去了，请另定时间；要现在发布的，请直接发布。")
    if due_at > now + FURTHEST:
        raise Refused(f"{full_time(due_at)}在一年以后，请核对年份。")
    reason = "" if standing_release(issue) else reason.strip()
    if not reason and not standing_release(issue):
        raise Refused(f"{issue}还没有付印；未付印先发布，须写明原因。")
    if standing := ahead(issue):
        # The same button pressed twice sets one time.
        if (standing.due_at, standing.reason, standing.set_by) == (due_at, reason, actor):
            return standing
        end(issue, actor, "改定了时间")
    return Appointment.objects.create(issue=issue, due_at=due_at, reason=reason, set_by=actor)


@transaction.atomic
def cancel(issue: Issue, *, actor: User) -> None:
    """Take back the time that was set. Raises: Refused, without the permission, or if none is set."""
    issue = locked(issue)
    if not actor.has_perm(PERMISSION):
        raise Refused(f"{actor}没有发布的权限，不能取消定时发布。")
    if issue.status == IssueStatus.PUBLISHED:
        raise Refused(f"{issue}已经发布，定时已经用过了；要收回的，请撤回发布。")
    if not end(issue, actor, "不按这个时间发布了"):
        raise Refused(f"{issue}没有定下发布的时间，不用取消。")


def end(issue: Issue, actor: User, outcome: str) -> bool:
    """Cancel the time that is set, for what was done instead; the caller has the issue's lock."""
    return bool(
        issue.appointments.filter(state__in=AHEAD).update(
            state=AppointmentState.CANCELLED, outcome=outcome, ended_by=actor, ended_at=timezone.now()
        )
    )


# -- What the worker does; each step is one conditional update, so that of several one succeeds ----------


def claim(appointment: Appointment, before: AppointmentState, after: AppointmentState) -> bool:
    """Bring a time from one state to the next. Returns: False if another was quicker, or it is cancelled."""
    ended_at = None if after in AHEAD else timezone.now()
    same = Appointment.objects.filter(pk=appointment.pk, state=before)
    return bool(same.update(state=after, ended_at=ended_at))


def refuse(appointment: Appointment, reason: str) -> None:
    """Record why the issue did not appear at its time: one Chinese sentence."""
    Appointment.objects.filter(pk=appointment.pk, state__in=AHEAD).update(
        state=AppointmentState.REFUSED, outcome=reason, ended_at=timezone.now()
    )


def stumbled(appointment: Appointment) -> None:
    """Count a try that was stopped by no refusal; after the last, give up."""
    Appointment.objects.filter(pk=appointment.pk).update(attempts=F("attempts") + 1)
    if appointment.attempts + 1 >= MOST_ATTEMPTS:
        refuse(
            appointment,
            f"发布时系统出了故障，连试{MOST_ATTEMPTS}次都没有成功；请管理员查看日志，排除后再发布。",
        )


def remark(appointment: Appointment, now: datetime) -> str:
    """What the issue's trail says beside 发布: the time that was set, and by how much it was missed.

    The reason for appearing without a release stands before it, unless the issue was released since.
    """
    said = f"定时发布，定在{full_time(appointment.due_at)}"
    if (late := now - appointment.due_at) > LATE:
        said += f"，当时没能发布，迟了{_duration(late)}"
    unreleased = appointment.reason and not standing_release(appointment.issue)
    return f"{appointment.reason}（{said}）" if unreleased else said


def _duration(late: timedelta) -> str:
    minutes = int(late.total_seconds()) // 60
    days, hours = divmod(minutes // 60, 24)
    parts = ((days, "天"), (hours, "小时"), (minutes % 60, "分钟"))
    return "".join(f"{count}{unit}" for count, unit in parts if count)
