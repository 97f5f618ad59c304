"""An issue that has appeared, another that has not, and a second person who may sign off."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from articles.models import Article
from issues.models import Issue, IssueStatus, PressFile, PressFileVariant, Release
from issues.search.index import follow_issue
from tests.conftest import Cast

TITLES = ("甲文", "乙文", "丙文")


@pytest.fixture
def planned(make_issue: Callable[..., Issue], make_article: Callable[..., Article]) -> Issue:
    """Three articles, signed off, in an issue that has not appeared."""
    return make_issue(2026, 3, articles=[make_article(title, signed_off=True) for title in TITLES])


@pytest.fixture
def released(planned: Issue, cast: Cast) -> Issue:
    """The same at press, with a file for reading."""
    return release_of(planned, cast)


def release_of(issue: Issue, cast: Cast) -> Issue:
    actor = cast.responsible_editor
    versions = [
        {"article": entry.article_id, "digest": entry.article.text_digest()}
        for entry in issue.entries.select_related("article")
    ]
    release = Release.objects.create(issue=issue, number=1, pages=2, versions=versions, released_by=actor)
    file = PressFile(
        issue=issue, release=release, variant=PressFileVariant.SCREEN, pages=2, created_by=actor, sha256="0"
    )
    file.file.save("screen.pdf", ContentFile(b"%PDF-1.7"))
    Issue.objects.filter(pk=issue.pk).update(status=IssueStatus.AT_PRESS)
    return Issue.objects.select_related("periodical").get(pk=issue.pk)


@pytest.fixture
def published(planned: Issue, cast: Cast) -> Issue:
    """The same as readers have it, with PDF and search index."""
    issue = release_of(planned, cast)
    appeared = timezone.now() - timedelta(days=1)
    Issue.objects.filter(pk=issue.pk).update(status=IssueStatus.PUBLISHED, published_at=appeared)
    issue.refresh_from_db()
    follow_issue(issue)
    return issue


@pytest.fixture
def article(published: Issue) -> Article:
    return Article.objects.select_related("section__periodical", "entry__issue__periodical").get(title="乙文")


@pytest.fixture
def second_reviewer(cast: Cast) -> User:
    """Another 终审."""
    user = User.objects.create_user("final2", full_name="壬终审", is_staff=True)
    user.groups.add(Group.objects.get(name=Role.FINAL_REVIEWER.value))
    return user
