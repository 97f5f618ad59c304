"""What the tests of what machines read stand on: issues that appeared, and XML read strictly."""

from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, StatusChange
from issues.models import Issue, IssueStatus, IssueStatusChange
from tests.conftest import Cast

# Written with characters in them that no XML can hold, as a bulk import could bring them.
UNFIT = "\x01\x0b\x1f\ufffe"


def published_at(issue: Issue, day: datetime) -> Issue:
    """The issue, published at that time, its articles signed off and unchanged since."""
    Issue.objects.filter(pk=issue.pk).update(status=IssueStatus.PUBLISHED, published_at=day)
    Article.objects.filter(entry__issue=issue).update(updated_at=day)
    StatusChange.objects.filter(article__entry__issue=issue).update(at=day)
    issue.refresh_from_db()
    return issue


def withdrawn_at(issue: Issue, day: datetime, cast: Cast) -> None:
    """The issue, taken back at that time, with its trail."""
    Issue.objects.filter(pk=issue.pk).update(status=IssueStatus.PLANNING, published_at=None)
    change = IssueStatusChange.objects.create(
        issue=issue, from_status=IssueStatus.PUBLISHED, to_status=IssueStatus.PLANNING,
        actor=cast.responsible_editor, comment="测试",
    )  # fmt: skip
    IssueStatusChange.objects.filter(pk=change.pk).update(at=day)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def xml(client: Client, address: str, **asked: Any) -> Element:
    """The document at an address; fails unless it is well-formed XML."""
    answer = client.get(address, asked)
    assert answer.status_code == 200, answer.content[:500]
    return parsed(answer.content)


def parsed(document: bytes) -> Element:
    """The root of a document. Raises: ParseError, unless it is well-formed XML."""
    return fromstring(document)  # noqa: S314  (our own)


def queries(client: Client, address: str) -> int:
    """How often the database is asked for an address."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
