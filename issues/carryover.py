"""What an issue takes over from the one before it: last month's colophon."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from issues.models import Issue

# The day of printing is the one line of a colophon that is new every time.
CARRIED = (
    "editor", "final_reviewer", "proof_editors", "responsible_editor", "phone", "printer", "print_run",
    "recipients", "website", "email", "postcode", "address",
)  # fmt: skip


@dataclass(frozen=True)
class CarriedField:
    """One line of the colophon that the issue before fills otherwise than this one."""

    name: str
    label: str
    old: Any
    new: Any


def issue_before(issue: Issue) -> Issue | None:
    """The issue of the same periodical right before this one by year and number; one query."""
    earlier = Q(year__lt=issue.year) | Q(year=issue.year, number__lt=issue.number)
    return Issue.objects.filter(earlier, periodical=issue.periodical_id).newest_first().first()


def carried(issue: Issue, before: Issue) -> tuple[CarriedField, ...]:
    """What copying the colophon of ``before`` would change; what it leaves empty overwrites nothing."""
    return tuple(
        CarriedField(name, str(Issue._meta.get_field(name).verbose_name), getattr(issue, name), new)  # type: ignore[union-attr]
        for name in CARRIED
        if (new := getattr(before, name)) and new != getattr(issue, name)
    )
