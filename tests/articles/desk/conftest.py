"""What the tests of the desk share: addresses, signing in, a snapshot of everything that is written."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from accounts.models import User
from articles.models import Article, Assignment, ReviewComment, StatusChange
from articles.services import pass_review, submit
from tests.conftest import Cast

BASE = "/admin/articles/article/"


def address(article: Article, below: str = "change/") -> str:
    """An address of the article's admin."""
    return f"{BASE}{article.pk}/{below}"


def form_data(article: Article, **values: Any) -> dict[str, Any]:
    """What the article's form sends."""
    article = Article.objects.get(pk=article.pk)
    return {
        "section": article.section_id, "title": article.title, "kicker": "", "subtitle": "",
        "byline": "", "body": article.body, "source": "", "source_date": "", "source_url": "",
        "original_title": "", "seen_version": article.version, **values,
    }  # fmt: skip


def everything() -> list[Any]:
    """All that a step, an opinion or a save writes: for tests that nothing was written."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Article, Article.history.model, StatusChange, Assignment, ReviewComment, LogEntry)
    ]


@pytest.fixture
def as_(client: Client) -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def draft(make_article: Callable[..., Article]) -> Article:
    return make_article()


@pytest.fixture
def in_review(draft: Article, cast: Cast) -> Article:
    return submit(draft, actor=cast.editor)


@pytest.fixture
def awaiting(in_review: Article, cast: Cast) -> Article:
    return pass_review(in_review, actor=cast.proof_editor)
