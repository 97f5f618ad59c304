"""Nothing that is not public is in any answer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from articles.services import section_named
from issues.models import ContentsEntry, Issue, IssueStatus, Takedown
from issues.search.index import follow_article, follow_issue
from periodicals.models import Periodical
from tests.conftest import Cast

SECRET = "未公开的字样"
QUESTIONS = (
    "periodicals", "periodicals/ceshi", "periodicals/ceshi/issues", "periodicals/ceshi/issues/2026/1",
    "periodicals/ceshi/issues/2026/2", "periodicals/ceshi/issues/2026/1/articles/1",
    "periodicals/ceshi/issues/2026/1/articles/2", "periodicals/ceshi/issues/2026/2/articles/1",
    "periodicals/ceshi/articles?size=100", "periodicals/ceshi/sections", "periodicals/ceshi/search?q=字样",
    "periodicals/jikan", "periodicals/jikan/issues", "periodicals/jikan/articles",
)  # fmt: skip


def _answers(client: Client) -> str:
    return "\n".join(client.get(f"/api/v1/{question}").content.decode() for question in QUESTIONS)


@pytest.fixture
def secret(make_article: Callable[..., Article], periodical: Periodical) -> Article:
    """A signed-off article in a section of its own that says the secret everywhere."""
    return make_article(
        SECRET, signed_off=True, section=section_named(periodical, "暗栏"), body=f"<p>{SECRET}</p>",
        source=SECRET, byline=SECRET,
    )  # fmt: skip


def test_the_questions_find_what_is_public(
    client: Client, secret: Article, make_issue: Any, publish: Any
) -> None:
    follow_issue(publish(make_issue(2026, 1, articles=[secret])))
    assert _answers(client).count(SECRET) > 10


def test_a_draft_in_a_public_issue(
    client: Client, published: Callable[..., Issue], make_article: Any, periodical: Periodical
) -> None:
    issue = published(2026, 1, ("甲文",))
    draft = make_article(SECRET, section=section_named(periodical, "暗栏"), body=f"<p>{SECRET}</p>")
    ContentsEntry.objects.create(issue=issue, article=draft, position=2)
    follow_issue(issue)
    assert SECRET not in _answers(client)
    assert "暗栏" not in _answers(client)


@pytest.mark.parametrize("status", [IssueStatus.PLANNING, IssueStatus.AT_PRESS])
def test_an_issue_that_has_not_appeared(
    status: str, client: Client, secret: Article, published: Callable[..., Issue], make_issue: Any
) -> None:
    published(2026, 1, ("甲文",))
    make_issue(2026, 2, articles=[secret], status=status)
    answers = _answers(client)
    assert SECRET not in answers
    assert "2026/2" not in answers.replace("issues/2026/2", "")


def test_a_withdrawn_issue(client: Client, secret: Article, make_issue: Any, publish: Any) -> None:
    issue = publish(make_issue(2026, 1, articles=[secret]))
    follow_issue(issue)
    Issue.objects.filter(pk=issue.pk).update(status=IssueStatus.PLANNING, published_at=None)
    assert SECRET not in _answers(client)


def test_an_article_that_was_taken_down(
    client: Client, secret: Article, make_article: Any, make_issue: Any, publish: Any, cast: Cast
) -> None:
    issue = publish(make_issue(2026, 1, articles=[make_article("甲文", signed_off=True), secret]))
    follow_issue(issue)
    assert SECRET in _answers(client)
    Takedown.objects.create(article=secret, issue=issue, reason="r", note="n", taken_down_by=cast.superuser)
    follow_article(secret)
    assert SECRET not in _answers(client)
    assert "甲文" in _answers(client)


def test_another_periodical_is_asked_for_itself_only(
    client: Client, published: Callable[..., Issue], other_periodical: Periodical, make_article: Any,
    make_issue: Any, publish: Any,
) -> None:  # fmt: skip
    published(2026, 1, ("甲文",))
    theirs = make_article(
        SECRET, signed_off=True, section=section_named(other_periodical, "它栏"), body=f"<p>{SECRET}</p>"
    )
    follow_issue(publish(make_issue(2026, 1, articles=[theirs], periodical=other_periodical)))
    for question in QUESTIONS:
        answer = client.get(f"/api/v1/{question}").content.decode()
        assert (SECRET in answer) == (question == "periodicals/jikan/articles"), question
