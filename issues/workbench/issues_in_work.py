"""The issues in work (在编的期): how far each is, and what comes next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse

from articles.workflow import Status
from issues.days import day, full_time
from issues.models import AHEAD, Appointment, AppointmentState, Issue, IssueStatus

# What must be done by each deadline: articles that still stand at this stage or before it are missing.
_STAGES = (
    (Status.DRAFT, "copy_deadline", "截稿", "截稿"),
    (Status.IN_REVIEW, "review_deadline", "审校", "审校完毕"),
    (Status.AWAITING_SIGN_OFF, "sign_off_deadline", "终审", "终审完毕"),
)
# The time of appearing that was set last.
_LAST_TIME = Appointment.objects.filter(issue=OuterRef("pk")).order_by("-pk")[:1]


@dataclass(frozen=True)
class IssueInWork:
    """One issue in work. ``signed`` of ``total`` articles are signed off; ``next`` says what comes next."""

    pk: int
    title: str
    path: str
    planning_path: str
    signed: int
    total: int
    where: str
    next: str
    is_late: bool


def issues_in_work(today: date) -> list[IssueInWork]:
    """All issues that have not appeared yet, the next one first. One query."""
    issues = (
        Issue.objects.exclude(status=IssueStatus.PUBLISHED)
        .select_related("periodical")
        .annotate(
            time_state=Subquery(_LAST_TIME.values("state")), time_due=Subquery(_LAST_TIME.values("due_at"))
        )
        .annotate(**{
            f"{status.value}_total": Count("entries", filter=Q(entries__article__status=status))
            for status in Status
        })
        .order_by("issue_date", "pk")
    )  # fmt: skip
    return [_issue_in_work(issue, today) for issue in issues]


def _issue_in_work(issue: Issue, today: date) -> IssueInWork:
    counted = {status: int(getattr(issue, f"{status.value}_total")) for status in Status}
    is_late, text = _appearing(issue, *_next(issue, counted, today))
    return IssueInWork(
        pk=issue.pk,
        title=str(issue),
        path=reverse("admin:issues_issue_change", args=[issue.pk]),
        planning_path=reverse("admin:issues_issue_planning", args=[issue.pk]),
        signed=counted[Status.SIGNED_OFF],
        total=sum(counted.values()),
        where="、".join(f"{status.label}{counted[status]}篇" for status, *_ in _STAGES if counted[status]),
        next=text,
        is_late=is_late,
    )


def _next(issue: Issue, counted: dict[Status, int], today: date) -> tuple[bool, str]:
    """Whether the issue is behind its schedule, and in one sentence what comes next."""
    if issue.status == IssueStatus.AT_PRESS:
        return issue.issue_date < today, f"已付印，定于{day(issue.issue_date, today)}出版"
    if not sum(counted.values()):
        return False, "目录还是空的，先编入稿件"
    missing = 0
    for status, field, name, done in _STAGES:
        missing += counted[status]
        deadline = getattr(issue, field)
        if deadline and missing:
            late = (today - deadline).days
            if late > 0:
                return True, f"{name}逾期{late}天，还差{missing}篇"
            return False, f"{day(deadline, today)}{done}，还差{missing}篇"
    state = f"还有{missing}篇未签发" if missing else "全部签发"
    return _press(issue, state, today)


def _appearing(issue: Any, is_late: bool, text: str) -> tuple[bool, str]:
    """The same, with the time that is set for its appearing, or that nothing came of it."""
    if issue.time_state == AppointmentState.REFUSED:
        return True, f"{text}；原定{full_time(issue.time_due)}发布，到时没有发布，原因见期次页"
    if issue.time_state in AHEAD:
        return is_late, f"{text}；定于{full_time(issue.time_due)}发布"
    return is_late, text


def _press(issue: Issue, state: str, today: date) -> tuple[bool, str]:
    if issue.press_deadline is None:
        return False, f"{state}，定于{day(issue.issue_date, today)}出版"
    late = (today - issue.press_deadline).days
    if late > 0:
        return True, f"{state}，付印逾期{late}天"
    return False, f"{state}，{day(issue.press_deadline, today)}付印"
