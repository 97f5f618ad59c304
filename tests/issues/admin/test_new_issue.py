"""A new issue opens with the next number, its date, and the last issue's colophon."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from issues.admin.proposal import proposal
from issues.models import Issue
from periodicals.models import Frequency, Periodical
from tests.conftest import Cast

ADD = "/admin/issues/issue/add/"


def _initial(client: Client, query: str = "") -> dict[str, Any]:
    return client.get(ADD + query).context["adminform"].form.initial


@pytest.fixture
def planner(client: Client, cast: Cast) -> Client:
    client.force_login(cast.responsible_editor)
    return client


def test_the_next_number_follows_the_newest_issue(
    planner: Client, make_issue: Callable[..., Issue], periodical: Periodical
) -> None:
    make_issue(2025, 12, whole_number=412, editor="甲", printer="某厂", print_date=date(2025, 12, 9))
    initial = _initial(planner)
    assert (initial["year"], initial["number"], initial["whole_number"]) == (2026, 1, 413)
    assert initial["issue_date"] == date(2026, 1, 15)
    assert (initial["editor"], initial["printer"]) == ("甲", "某厂")
    assert "print_date" not in initial
    assert initial["periodical"] == periodical.pk


def test_another_periodical_may_be_chosen(
    planner: Client, make_issue: Callable[..., Issue], periodical: Periodical
) -> None:
    make_issue(2026, 3)
    other = Periodical.objects.create(title="乙刊", slug="yi", default_layout=periodical.default_layout)
    make_issue(2026, 8, periodical=other)
    text = planner.get(ADD).content.decode()
    assert f'href="?periodical={other.pk}"' in text
    assert _initial(planner)["number"] == 4
    assert _initial(planner, f"?periodical={other.pk}")["number"] == 9
    assert _initial(planner, "?periodical=x")["number"] == 4


@pytest.mark.parametrize(
    ("frequency", "last", "expected"),
    [
        (Frequency.MONTHLY, date(2026, 1, 31), date(2026, 2, 28)),
        (Frequency.BIMONTHLY, date(2026, 11, 15), date(2027, 1, 15)),
        (Frequency.QUARTERLY, date(2026, 2, 1), date(2026, 5, 1)),
        (Frequency.SEMIMONTHLY, date(2026, 2, 1), date(2026, 2, 16)),
        (Frequency.WEEKLY, date(2026, 2, 1), date(2026, 2, 8)),
    ],
)
def test_the_date_follows_the_rhythm(
    make_issue: Callable[..., Issue],
    periodical: Periodical,
    frequency: Frequency,
    last: date,
    expected: date,
) -> None:
    periodical.frequency = frequency
    make_issue(2026, 1, issue_date=last)
    assert proposal(periodical).values["issue_date"] == expected


def test_an_issue_is_stored_with_its_whole_number(
    planner: Client, make_issue: Callable[..., Issue], periodical: Periodical
) -> None:
    make_issue(2026, 1, whole_number=10)
    data = {"periodical": periodical.pk, "year": 2026, "number": 2, "issue_date": "2026-02-15"}
    assert planner.post(ADD, data).status_code == 302
    assert Issue.objects.get(number=2).whole_number == 11


def test_a_number_twice_or_out_of_step_is_refused_in_chinese(
    planner: Client, make_issue: Callable[..., Issue], periodical: Periodical
) -> None:
    make_issue(2026, 1, whole_number=10)
    data = {"periodical": periodical.pk, "year": 2026, "number": 1, "issue_date": "2026-02-15"}
    assert "本刊该年已有这一期。" in planner.post(ADD, data).content.decode()
    data |= {"number": 2, "whole_number": 99}
    assert "总期号不能跳号" in planner.post(ADD, data).content.decode()
    assert Issue.objects.count() == 1
