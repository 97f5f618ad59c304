"""The schedule of an issue (日程): days proposed from the periodical's rhythm, and what is due when."""

from datetime import date, timedelta

import holidays

from articles.models import Article
from articles.workflow import Status
from issues.models import Issue
from periodicals.models import DayOff, Periodical

# The deadline that an article's status has to meet.
DEADLINES = {
    Status.DRAFT: "copy_deadline",
    Status.IN_REVIEW: "review_deadline",
    Status.AWAITING_SIGN_OFF: "sign_off_deadline",
}
_LEADS = {
    "copy_deadline": "copy_days",
    "review_deadline": "review_days",
    "sign_off_deadline": "sign_off_days",
    "press_deadline": "press_days",
}


def propose(periodical: Periodical, issue_date: date) -> dict[str, date]:
    """The days of an issue that appears on ``issue_date``, keyed by the issue's field names.

    Each lies the periodical's number of days before, or on the last working day before that. One
    query. Source of holidays: the ``holidays`` package (China, with working weekends where the State
    Council announced them), corrected by the office's own list of days off.
    """
    earliest = issue_date - timedelta(days=max(periodical.copy_days, 1) + 31)
    office = {off.day: off.is_working_day for off in DayOff.objects.filter(day__range=(earliest, issue_date))}
    public = holidays.country_holidays("CN", years={earliest.year, issue_date.year})

    def is_working(day: date) -> bool:
        return office[day] if day in office else public.is_working_day(day)

    def on_or_before(day: date) -> date:
        while not is_working(day):
            day -= timedelta(days=1)
        return day

    return {
        field: on_or_before(issue_date - timedelta(days=getattr(periodical, lead)))
        for field, lead in _LEADS.items()
    }


def due(article: Article, issue: Issue | None) -> date | None:
    """The day by which an article must leave the stage at which it stands.

    Its own day where one was agreed, else the issue's; None if neither is set or nothing is left to do.
    """
    if article.due_date:
        return article.due_date
    field = DEADLINES.get(Status(article.status))
    return getattr(issue, field) if issue and field else None
