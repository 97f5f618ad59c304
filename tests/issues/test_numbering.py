"""Whole numbers run through the years."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from issues.models import Issue
from periodicals.models import Frequency, Periodical

pytestmark = pytest.mark.django_db


def _issue(periodical: Periodical, year: int, number: int, whole_number: int | None = None) -> Issue:
    issue = Issue(
        periodical=periodical, year=year, number=number, whole_number=whole_number,
        issue_date=date(year, 1, 1),
    )  # fmt: skip
    issue.full_clean()
    return issue


@pytest.mark.parametrize(
    ("year", "number", "expected"), [(2024, 9, 421), (2025, 1, 425), (2024, 7, 419), (2023, 9, 409)]
)
def test_a_number_is_proposed_from_the_neighbour(
    year: int, number: int, expected: int, periodical: Periodical, make_issue: Callable[..., Issue]
) -> None:
    make_issue(2024, 8, whole_number=420)
    assert _issue(periodical, year, number).whole_number == expected


def test_the_first_issue_gets_no_number_by_itself(periodical: Periodical) -> None:
    assert _issue(periodical, 2024, 8).whole_number is None


@pytest.mark.parametrize(
    ("year", "number", "whole_number", "reason"),
    [
        (2024, 9, 422, "不能跳号"),
        (2024, 9, 419, "须随期递增"),
        (2025, 1, 426, "不能跳号"),
        (2024, 7, 421, "须随期递增"),
        (2024, 6, 417, "不能跳号"),
    ],
)
def test_a_gap_or_a_step_back_is_refused_with_the_reason(
    year: int, number: int, whole_number: int, reason: str,
    periodical: Periodical, make_issue: Callable[..., Issue],
) -> None:  # fmt: skip
    make_issue(2024, 8, whole_number=420)
    with pytest.raises(ValidationError, match=reason) as refusal:
        _issue(periodical, year, number, whole_number)
    assert set(refusal.value.message_dict) == {"whole_number"}
    assert "2024年第8期为总第420期" in refusal.value.messages[0]


def test_a_double_issue_may_bear_two_numbers(
    periodical: Periodical, make_issue: Callable[..., Issue]
) -> None:
    make_issue(2024, 8, whole_number=420)
    assert _issue(periodical, 2024, 10, 421).whole_number == 421


def test_between_two_issues_the_number_lies_between(
    periodical: Periodical, make_issue: Callable[..., Issue]
) -> None:
    make_issue(2023, 9, whole_number=409)
    make_issue(2024, 8, whole_number=420)
    assert _issue(periodical, 2024, 1, 413).whole_number == 413
    with pytest.raises(ValidationError):
        _issue(periodical, 2024, 1, 408)


def test_without_a_rhythm_numbers_only_have_to_grow(
    periodical: Periodical, make_issue: Callable[..., Issue]
) -> None:
    Periodical.objects.update(frequency=Frequency.IRREGULAR)
    periodical.refresh_from_db()
    make_issue(2024, 8, whole_number=420)
    assert _issue(periodical, 2026, 1, 430).whole_number == 430


def test_numbers_are_unique_in_the_database(periodical: Periodical, make_issue: Callable[..., Issue]) -> None:
    make_issue(2024, 8, whole_number=420)
    for year, number, whole_number in ((2024, 8, 421), (2024, 9, 420)):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_issue(year, number, whole_number=whole_number)
