"""Taking a sign-off back after the issue appeared: the page says what readers will miss."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article
from issues.models import Issue, IssueStatus
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", [IssueStatus.PLANNING, IssueStatus.PUBLISHED])
def test_the_step_warns_for_a_published_article(
    status: IssueStatus,
    client: Client,
    make_article: Callable[..., Article],
    make_issue: Callable[..., Issue],
    cast: Cast,
) -> None:
    article = make_article("题目", signed_off=True)
    make_issue(articles=[article])
    if status == IssueStatus.PUBLISHED:
        Issue.objects.update(status=status, published_at="2026-01-01T00:00:00Z")
    client.force_login(cast.final_reviewer)
    page = client.get(f"/admin/articles/article/{article.pk}/step/reopen/").content.decode()
    assert ("网站上看不到它" in page) == (status == IssueStatus.PUBLISHED)
