"""A new date of publication takes the proposed schedule with it, and leaves days that a person set."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.forms.models import model_to_dict

from issues import schedule
from issues.admin.forms import IssueForm
from issues.models import Issue
from periodicals.models import Periodical

pytestmark = pytest.mark.django_db

OLD, NEW = date(2026, 4, 15), date(2026, 5, 20)


def _send(issue: Issue, **values: Any) -> dict[str, Any]:
    """The form's cleaned data, sent as the page showed the issue but for ``values``."""
    shown = {name: value for name, value in model_to_dict(issue).items() if value is not None}
    form = IssueForm({**shown, **values}, instance=issue)
    assert form.is_valid(), form.errors
    return form.cleaned_data


def _days(source: Any) -> dict[str, Any]:
    return {name: source[name] for name in schedule.propose(Periodical.objects.get(), OLD)}


@pytest.fixture
def issue(make_issue: Callable[..., Issue], periodical: Periodical) -> Issue:
    return make_issue(2026, 4, issue_date=OLD, **schedule.propose(periodical, OLD))


def test_the_proposed_schedule_follows(issue: Issue, periodical: Periodical) -> None:
    assert _days(_send(issue, issue_date=NEW)) == schedule.propose(periodical, NEW)


def test_a_day_that_was_set_by_hand_keeps_all_days(issue: Issue, periodical: Periodical) -> None:
    issue.copy_deadline = date(2026, 3, 2)
    issue.save()
    assert _send(issue, issue_date=NEW)["copy_deadline"] == date(2026, 3, 2)


def test_a_day_set_together_with_the_date_stays(issue: Issue) -> None:
    sent = _send(issue, issue_date=NEW, press_deadline=date(2026, 5, 6))
    assert sent["press_deadline"] == date(2026, 5, 6)
    assert sent["copy_deadline"] == schedule.propose(issue.periodical, OLD)["copy_deadline"]


def test_the_same_date_changes_nothing(issue: Issue, periodical: Periodical) -> None:
    assert _days(_send(issue)) == schedule.propose(periodical, OLD)
