"""What a new issue starts with: the next number, its date, and the last issue's colophon."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from issues import numbering, schedule
from issues.models import Issue
from periodicals.models import Frequency, Periodical

NUMBERS = ("periodical", "year", "number", "whole_number", "issue_date")
SCHEDULE = ("copy_deadline", "review_deadline", "sign_off_deadline", "press_deadline")
PEOPLE = ("editor", "final_reviewer", "proof_editors", "responsible_editor", "phone")
PRODUCTION = ("printer", "print_date", "print_run", "recipients")
CONTACT = ("website", "email", "postcode", "address")
# The day of printing is the one thing of a colophon that is new every time.
COPIED = (*PEOPLE, "printer", "print_run", "recipients", *CONTACT, "layout_id")


@dataclass(frozen=True)
class Proposal:
    """The values that the form of a new issue opens with, and the issue they follow."""

    values: dict[str, Any]
    follows: Issue | None


def proposal(periodical: Periodical) -> Proposal:
    """Propose the issue after the periodical's newest one; four queries."""
    newest = Issue.objects.filter(periodical=periodical).newest_first().first()
    today = timezone.localdate()
    if newest is None:
        first = {"periodical": periodical.pk, "year": today.year, "number": 1, "issue_date": today}
        return Proposal(first | schedule.propose(periodical, today), None)
    next_issue = _next(newest, periodical, today)
    values = {
        "periodical": periodical.pk,
        "year": next_issue.year,
        "number": next_issue.number,
        "whole_number": numbering.propose(next_issue, numbering.neighbours(next_issue)),
        "issue_date": next_issue.issue_date,
    }
    values |= schedule.propose(periodical, next_issue.issue_date)
    copied = {name.removesuffix("_id"): getattr(newest, name) for name in COPIED}
    return Proposal(values | copied, newest)


def _next(newest: Issue, periodical: Periodical, today: date) -> Issue:
    a_year = Frequency(periodical.frequency).issues_a_year
    year, number = newest.year, newest.number + 1
    if a_year is not None and newest.number >= a_year:
        year, number = newest.year + 1, 1
    elif a_year is None and today.year > newest.year:
        year, number = today.year, 1
    return Issue(
        periodical=periodical,
        year=year,
        number=number,
        issue_date=_next_date(newest.issue_date, a_year, periodical.frequency, today),
    )


def _next_date(last: date, a_year: int | None, frequency: str, today: date) -> date:
    if frequency == Frequency.WEEKLY:
        return last + timedelta(days=7)
    if a_year is None:
        return today
    if a_year > 12:
        return last + timedelta(days=15)
    months = last.year * 12 + last.month - 1 + 12 // a_year
    # A month without the last one's day ends earlier: 31 January is followed by 28 February.
    first = date(months // 12, months % 12 + 1, 1)
    end = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(last.day, end.day))
