"""Whole numbers (总期号): they run through the years, so an issue's follows from its neighbours'."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from periodicals.models import Frequency

if TYPE_CHECKING:
    from issues.models import Issue


@dataclass(frozen=True)
class Neighbours:
    """The issues of the same periodical right before and after a place in the run, if any."""

    before: "Issue | None"
    after: "Issue | None"


def neighbours(issue: "Issue") -> Neighbours:
    """The stored neighbours of an issue's year and number; two queries."""
    run = (
        type(issue)
        ._default_manager.filter(periodical=issue.periodical, whole_number__isnull=False)
        .exclude(pk=issue.pk)
    )
    earlier = Q(year__lt=issue.year) | Q(year=issue.year, number__lt=issue.number)
    later = Q(year__gt=issue.year) | Q(year=issue.year, number__gt=issue.number)
    return Neighbours(
        before=run.filter(earlier).order_by("-year", "-number").first(),
        after=run.filter(later).order_by("year", "number").first(),
    )


def _steps(earlier: "Issue", later: "Issue") -> int | None:
    """How many numbers lie from one issue to a later one; None where the frequency does not say."""
    if earlier.year == later.year:
        return later.number - earlier.number
    a_year = Frequency(later.periodical.frequency).issues_a_year
    if a_year is None:
        return None
    return (later.year - earlier.year) * a_year + later.number - earlier.number


def propose(issue: "Issue", near: Neighbours) -> int | None:
    """The whole number that continues the run; None where there is nothing to continue."""
    if near.before and near.before.whole_number:
        return near.before.whole_number + (_steps(near.before, issue) or 1)
    if near.after and near.after.whole_number:
        proposal = near.after.whole_number - (_steps(issue, near.after) or 1)
        return proposal if proposal >= 1 else None
    return None


def objection(issue: "Issue", near: Neighbours) -> str | None:
    """Why the issue's whole number is out of step, as a Chinese sentence; None where it is not.

    Between two issues the whole number must grow, and by no more than the numbers that lie between:
    fewer are right where a double issue (合刊) bears two numbers.
    """
    whole = issue.whole_number
    for earlier, later in ((near.before, issue), (issue, near.after)):
        if earlier is None or later is None or earlier.whole_number is None or later.whole_number is None:
            continue
        other = earlier if later is issue else later
        named = f"{other.label}为总第{other.whole_number}期"
        growth = later.whole_number - earlier.whole_number
        steps = _steps(earlier, later)
        if growth < 1:
            return f"总期号须随期递增：{named}，本期不能是总第{whole}期。"
        if steps is not None and growth > max(steps, 1):
            return f"总期号不能跳号：{named}，与本期相隔{steps}期，本期不能是总第{whole}期。"
    return None
