"""What the tests of the API stand on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from issues.models import Issue
from issues.search.index import follow_issue
from tests.issues.site.conftest import other_periodical, publish, published

__all__ = ["other_periodical", "publish", "published"]


@pytest.fixture
def ask(client: Client) -> Callable[..., Any]:
    """Ask below ``/api/v1/`` and read the JSON: ``ask("periodicals", page=2)``."""

    def get(path: str, *, status: int = 200, **query: Any) -> Any:
        response = client.get(f"/api/v1/{path}", query)
        assert response.status_code == status, response.content.decode()
        assert response["Content-Type"].startswith("application/json")
        return response.json()

    return get


@pytest.fixture
def found(published: Callable[..., Issue]) -> Callable[..., Issue]:
    """A published issue that the search knows."""

    def do(*args: Any, **fields: Any) -> Issue:
        issue = published(*args, **fields)
        follow_issue(issue)
        return issue

    return do
