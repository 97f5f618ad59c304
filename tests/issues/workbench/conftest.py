"""Articles on their way, at days that the sentences can be held against. Today is Tuesday, 24 March 2026."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from articles import services
from articles.models import Article, Assignment, StatusChange
from issues.models import Issue

TODAY = date(2026, 3, 24)
OFFICE = ZoneInfo("Asia/Shanghai")


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 30, tzinfo=OFFICE)


@pytest.fixture
def walk() -> Callable[..., Article]:
    """Take steps on given days: ``walk(article, ("submit", editor, date, "comment"), …)``."""

    def walk_(article: Article, *steps: Any) -> Article:
        for name, actor, day, *comment in steps:
            services_step = getattr(services, name)
            article = services_step(article, actor=actor, comment="".join(comment))
            change = article.status_changes.latest("pk")
            StatusChange.objects.filter(pk=change.pk).update(at=at(day))
            Article.objects.filter(pk=article.pk).update(status_since=at(day))
            article.refresh_from_db()
        return article

    return walk_


@pytest.fixture
def written(make_article: Callable[..., Article]) -> Callable[..., Article]:
    """A draft of 20 March, lying with who wrote it."""

    def make(title: str, **fields: Any) -> Article:
        article = make_article(title, **fields)
        Article.objects.filter(pk=article.pk).update(
            created_at=at(date(2026, 3, 20)), status_since=at(date(2026, 3, 20)), assignee=article.created_by
        )
        article.refresh_from_db()
        return article

    return make


@pytest.fixture
def april(make_issue: Callable[..., Issue]) -> Callable[..., Issue]:
    """The April issue with these articles, by the handbook's schedule."""

    def make(*articles: Article, **fields: Any) -> Issue:
        days = {
            "copy_deadline": date(2026, 3, 25), "review_deadline": date(2026, 4, 1),
            "sign_off_deadline": date(2026, 4, 3), "press_deadline": date(2026, 4, 10),
        }  # fmt: skip
        return make_issue(2026, 4, articles=list(articles), **(days | fields))

    return make


@pytest.fixture
def handed() -> Callable[..., None]:
    def hand(article: Article, day: date) -> None:
        Assignment.objects.filter(article=article).update(at=at(day))

    return hand
