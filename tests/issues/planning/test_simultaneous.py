"""Two people at one issue at the same moment, each with a database connection of their own."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from articles.models import Article
from issues import services
from issues.models import Issue
from issues.planning.board import board_of
from tests.conftest import Cast
from tests.issues.planning.conftest import titles

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 6


def at_once(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """The answers, or the exceptions, of jobs that start together in threads of their own.

    Two at most: the pool holds four connections, and a live server of earlier tests may keep one.
    """
    barrier = Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=90)
            return job()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


@pytest.fixture
def long_issue(make_issue: Callable[..., Issue], make_article: Callable[..., Article]) -> Issue:
    return make_issue(2026, 5, articles=[make_article(title) for title in "甲乙丙丁戊己庚辛"])


def _client(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_of_two_orders_made_from_the_same_page_one_is_stored(long_issue: Issue, cast: Cast) -> None:
    people = [_client(cast.responsible_editor), _client(cast.superuser)]
    address = f"/admin/issues/issue/{long_issue.pk}/planning/reorder/"
    for _ in range(ROUNDS):
        seen = board_of(long_issue).revision
        stored = list(long_issue.entries.order_by("position").values_list("article_id", flat=True))
        wanted = [stored[::-1], stored[1:] + stored[:1]]
        answers = at_once(
            [
                partial(
                    client.post,
                    address,
                    json.dumps({"order": order, "revision": seen}),
                    content_type="application/json",
                )
                for client, order in zip(people, wanted, strict=True)
            ]
        )
        assert sorted(answer.status_code for answer in answers) == [200, 409]
        winner = wanted[[answer.status_code for answer in answers].index(200)]
        loser = next(answer for answer in answers if answer.status_code == 409)
        assert loser.json()["stale"] is True
        assert loser.json()["revision"] == board_of(long_issue).revision
        assert list(long_issue.entries.order_by("position").values_list("article_id", flat=True)) == winner
        assert len(titles(long_issue)) == 8


def test_orders_given_to_the_service_at_once_leave_one_of_them(long_issue: Issue, cast: Cast) -> None:
    keys = list(long_issue.entries.order_by("position").values_list("pk", flat=True))
    orders = [keys[::-1], keys[4:] + keys[:4]]
    for _ in range(ROUNDS):
        answers = at_once(
            [partial(services.reorder, long_issue, order, actor=cast.responsible_editor) for order in orders]
        )
        assert answers == [None, None]
        assert list(long_issue.entries.order_by("position").values_list("pk", flat=True)) in orders
        assert len(titles(long_issue)) == 8


def test_articles_moved_in_opposite_directions_do_not_wait_for_each_other(
    long_issue: Issue, make_issue: Callable[..., Issue], make_article: Callable[..., Article], cast: Cast
) -> None:
    june = make_issue(2026, 6, articles=[make_article(title) for title in "子丑寅卯"])
    for _ in range(ROUNDS):
        there, back = long_issue.entries.first(), june.entries.first()
        assert there
        assert back
        answers = at_once(
            [
                partial(services.move, there, june, actor=cast.responsible_editor),
                partial(services.move, back, long_issue, actor=cast.superuser),
            ]
        )
        assert answers == [there, back]
        assert (len(titles(long_issue)), len(titles(june))) == (8, 4)


def test_an_article_taken_by_two_issues_at_once_stands_in_one(
    long_issue: Issue, make_issue: Callable[..., Issue], cast: Cast
) -> None:
    targets = [make_issue(2026, 6), make_issue(2026, 7)]
    entry = long_issue.entries.select_related("article", "issue").get(position=3)
    answers = at_once([partial(services.move, entry, to, actor=cast.responsible_editor) for to in targets])
    refused = [answer for answer in answers if isinstance(answer, services.Refused)]
    assert len(refused) == 1
    assert "已不在" in str(refused[0])
    assert sorted(len(titles(issue)) for issue in targets) == [0, 1]
    assert titles(long_issue) == "甲乙丁戊己庚辛"
