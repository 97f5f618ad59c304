"""What the tests of freshness stand on: an issue that was published without being typeset."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from articles.models import Article
from issues.models import Issue, IssueStatus
from issues.services import change_status
from tests.conftest import Cast


@pytest.fixture
def appear(cast: Cast) -> Callable[[Issue], Issue]:
    """Publish an issue as the service does once it has checked and typeset everything."""

    def do(issue: Issue) -> Issue:
        with transaction.atomic():
            return change_status(issue, IssueStatus.PUBLISHED, cast.responsible_editor, "")

    return do


@pytest.fixture
def published(
    make_article: Callable[..., Article], make_issue: Callable[..., Issue], appear: Callable[[Issue], Issue]
) -> Issue:
    """第1期 of 2026, public, with two articles."""
    written = [make_article(title, signed_off=True) for title in ("甲文", "乙文")]
    return appear(make_issue(articles=written))


@pytest.fixture
def etag(client: Client) -> Callable[[str], str]:
    """The ETag of an address now."""

    def of(address: str) -> str:
        return str(client.get(address)["ETag"])

    return of
