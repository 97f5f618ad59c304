"""An issue of two sections on the planning page, and whoever plans it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Section
from articles.services import section_named
from issues.models import Issue
from issues.planning.board import board_of
from periodicals.models import Periodical
from tests.conftest import Cast


def titles(issue: Issue) -> str:
    """The 目录 as stored, with the one-character titles of these tests run together."""
    stored = issue.entries.order_by("position").values_list("position", "article__title")
    assert [position for position, _ in stored] == list(range(1, len(stored) + 1))
    return "".join(title for _, title in stored)


def key(title: str) -> int:
    return Article.objects.get(title=title).pk


@dataclass
class Desk:
    """A browser's script at the planning page of an issue: sends what it sends, with what it saw."""

    client: Client
    issue: Issue

    def at(self, name: str = "") -> str:
        return f"/admin/issues/issue/{self.issue.pk}/planning/{name + '/' if name else ''}"

    def send(self, name: str, revision: str | None = None, **data: Any) -> Any:
        seen = board_of(self.issue).revision if revision is None else revision
        return self.client.post(
            self.at(name), json.dumps({**data, "revision": seen}), content_type="application/json"
        )

    def order(self, wanted: str, revision: str | None = None) -> Any:
        return self.send("reorder", revision, order=[key(title) for title in wanted])

    def press(self, **data: Any) -> str:
        """A button without script: what the page says afterwards."""
        seen = {"revision": board_of(self.issue).revision}
        response = self.client.post(self.at(), {**seen, **data}, follow=True)
        return response.content.decode()


@pytest.fixture
def other_section(periodical: Periodical) -> Section:
    return section_named(periodical, "综述")


@pytest.fixture
def issue(
    make_issue: Callable[..., Issue], make_article: Callable[..., Article], other_section: Section
) -> Issue:
    articles = [make_article("甲"), make_article("乙"), make_article("丙", section=other_section)]
    return make_issue(2026, 3, articles=articles)


@pytest.fixture
def desk(client: Client, cast: Cast, issue: Issue) -> Desk:
    client.force_login(cast.responsible_editor)
    return Desk(client, issue)
