"""The schedule: counted back from the day of publication, on working days."""

from collections.abc import Callable
from datetime import date

import pytest

from articles.models import Article
from articles.services import submit
from issues.models import Issue
from issues.schedule import due, propose
from periodicals.models import DayOff, Periodical
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def test_days_are_counted_back_from_publication(periodical: Periodical) -> None:
    assert propose(periodical, date(2026, 4, 15)) == {
        "copy_deadline": date(2026, 3, 20),  # the 21st is a Saturday
        "review_deadline": date(2026, 3, 27),  # the 28th is a Saturday
        "sign_off_deadline": date(2026, 4, 2),
        "press_deadline": date(2026, 4, 7),
    }


def test_public_holidays_are_avoided(periodical: Periodical) -> None:
    # 1 to 7 October are holidays, 26 and 27 September a weekend after 25 September, a holiday too.
    days = propose(periodical, date(2026, 10, 15))
    assert days["press_deadline"] == date(2026, 9, 30)
    assert days["review_deadline"] == date(2026, 9, 24)


def test_the_offices_own_days_come_first(periodical: Periodical) -> None:
    DayOff.objects.create(day=date(2026, 3, 21), is_working_day=True)
    DayOff.objects.create(day=date(2026, 4, 7), name="整理库房")
    days = propose(periodical, date(2026, 4, 15))
    assert days["copy_deadline"] == date(2026, 3, 21)
    assert days["press_deadline"] == date(2026, 4, 3)


def test_an_article_is_due_by_its_stage_or_its_own_day(
    make_article: Callable[..., Article], make_issue: Callable[..., Issue], cast: Cast
) -> None:
    issue = make_issue(copy_deadline=date(2026, 3, 20), review_deadline=date(2026, 3, 27))
    article = make_article("题目")
    assert due(article, None) is None
    assert due(article, issue) == date(2026, 3, 20)
    article = submit(article, actor=cast.editor)
    assert due(article, issue) == date(2026, 3, 27)
    article.due_date = date(2026, 3, 25)
    assert due(article, issue) == date(2026, 3, 25)
    assert due(make_article("完稿", signed_off=True), issue) is None
