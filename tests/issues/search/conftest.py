"""What the tests of search stand on: articles that were published, and what a query finds of them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Article
from issues import public
from issues.models import ContentsEntry, Issue, IssueStatus, SearchText
from issues.search import tables
from issues.search.finding import Order, find
from issues.search.grammar import parse
from issues.search.index import follow_issue
from issues.search.tables import Scope
from periodicals.models import Layout, Periodical


@pytest.fixture
def publish(db: None) -> Callable[..., Issue]:
    """Mark an issue published and have search follow, as the service does after typesetting."""

    def do(issue: Issue) -> Issue:
        Issue.objects.filter(pk=issue.pk).update(status=IssueStatus.PUBLISHED, published_at=timezone.now())
        issue.refresh_from_db()
        follow_issue(issue)
        return issue

    return do


@pytest.fixture
def published(
    make_article: Callable[..., Article], make_issue: Callable[..., Issue], publish: Callable[..., Issue]
) -> Callable[..., Issue]:
    """A published issue of articles, each given by its title or as fields."""

    def do(*articles: str | dict[str, Any], year: int = 2026, number: int = 1, **fields: Any) -> Issue:
        written = [
            make_article(signed_off=True, **({"title": article} if isinstance(article, str) else article))
            for article in articles
        ]
        return publish(make_issue(year, number, articles=written, **fields))

    return do


@pytest.fixture
def other_periodical(layout: Layout) -> Periodical:
    return Periodical.objects.create(title="测试季刊", slug="jikan", default_layout=layout)


@pytest.fixture
def scope(periodical: Periodical) -> Callable[..., Scope]:
    """The whole periodical, or a part of it."""

    def of(run: Periodical = periodical, **parts: Any) -> Scope:
        years = list(public.issues(run).values_list("year", flat=True))
        return Scope(run.pk, [(year, years.count(year)) for year in dict.fromkeys(years)], **parts)

    return of


@pytest.fixture
def titles(scope: Callable[..., Scope]) -> Callable[..., list[str]]:
    """The titles of what a query finds, in order."""

    def do(typed: str, order: Order = Order.FIT, **parts: Any) -> list[str]:
        places = find(parse(typed), scope(**parts), order).places
        of_place = dict(
            ContentsEntry.objects.filter(search_text__in=places).values_list("search_text", "article__title")
        )
        return [of_place[place] for place in places]

    return do


def index_keys() -> set[int]:
    """The places that the index itself knows, of whole articles and of titles alike."""
    if connection.vendor == "postgresql":
        return set(SearchText.objects.values_list("pk", flat=True))
    known = []
    with connection.cursor() as cursor:
        for name in tables._FTS.values():
            cursor.execute(f"SELECT rowid FROM {name}")  # noqa: S608
            known.append({key for (key,) in cursor.fetchall()})
    assert known[0] == known[1]
    return known[0]
