"""How often each answer asks the database; site/test_queries_scale.py tries them with 10,000 articles."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from issues.models import Issue

# One of each is the site's generation.
QUESTIONS = {
    "openapi.json": 1, "periodicals": 3, "periodicals/ceshi": 2, "periodicals/ceshi/issues": 4,
    "periodicals/ceshi/issues/2026/1": 5, "periodicals/ceshi/issues/2026/1/articles/1": 4,
    "periodicals/ceshi/articles": 4, "periodicals/ceshi/articles?section=yao-wen&year=2026": 5,
    "periodicals/ceshi/sections": 3, "periodicals/ceshi/search?q=题目": 8,
}  # fmt: skip


@pytest.mark.parametrize("articles", [1, 30])
def test_queries_do_not_grow_with_what_is_listed(
    articles: int, client: Client, found: Callable[..., Issue]
) -> None:
    found(2026, 1, tuple(f"题目{number}" for number in range(articles)))
    counted = {}
    for question in QUESTIONS:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/api/v1/{question}").status_code == 200
        counted[question] = len(queries)
    assert counted == QUESTIONS
