"""Two people at one article at the same moment, each with a database connection of their own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from articles import presence
from articles.models import Article, Presence, StatusChange
from articles.services import Outdated, Refused, save_text, sign_off
from tests.articles.desk.conftest import address, form_data
from tests.conftest import Cast

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 6


def at_once(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """The answers, or the exceptions, of jobs that start together in threads of their own."""
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


def test_of_two_saves_one_wins_and_the_other_is_told(draft: Article, cast: Cast) -> None:
    for _ in range(ROUNDS):
        seen = Article.objects.get().version
        copies = [Article.objects.get(), Article.objects.get()]
        for copy, text in zip(copies, ("左", "右"), strict=True):
            copy.body = f"<p>{text}边第{seen}次。</p>"
        people = (cast.editor, cast.superuser)
        results = at_once(
            [
                partial(save_text, copy, actor=person, seen_version=seen)
                for copy, person in zip(copies, people, strict=True)
            ]
        )
        (refused,) = [result for result in results if isinstance(result, Exception)]
        assert isinstance(refused, Outdated)
        stored = Article.objects.get()
        winner = next(copy for copy, r in zip(copies, results, strict=True) if not isinstance(r, Exception))
        assert (stored.body, stored.version) == (winner.body, seen + 1)
        assert refused.stored.body == winner.body
        assert draft.history.filter(version=seen + 1).count() == 1


def test_of_two_forms_one_is_stored_and_the_other_shows_both(draft: Article, cast: Cast) -> None:
    clients = [Client(), Client()]
    for client, person in zip(clients, (cast.editor, cast.superuser), strict=True):
        client.force_login(person)
    for _ in range(ROUNDS):
        seen = Article.objects.get().version
        texts = [f"<p>左边第{seen}次。</p>", f"<p>右边第{seen}次。</p>"]
        answers = at_once(
            [
                partial(client.post, address(draft), form_data(draft, body=text))
                for client, text in zip(clients, texts, strict=True)
            ]
        )
        assert sorted(answer.status_code for answer in answers) == [200, 302]
        winner = 0 if answers[0].status_code == 302 else 1
        stored = Article.objects.get()
        assert (stored.body, stored.version) == (texts[winner], seen + 1)
        page = answers[1 - winner].content.decode()
        assert "没有保存" in page
        assert texts[1 - winner].replace("<", "&lt;").replace(">", "&gt;") in page


def test_of_two_sign_offs_one_is_recorded(awaiting: Article, cast: Cast) -> None:
    results = at_once(
        [partial(sign_off, awaiting, actor=person) for person in (cast.final_reviewer, cast.superuser)]
    )
    assert [type(r) for r in results if isinstance(r, Exception)] == [Refused]
    assert StatusChange.objects.filter(transition="sign_off").count() == 1


def test_two_heartbeats_of_one_person_are_one_presence(draft: Article, cast: Cast) -> None:
    for _ in range(ROUNDS):
        Presence.objects.all().delete()
        results = at_once([partial(presence.arrive, draft, cast.editor)] * 2)
        assert [r for r in results if isinstance(r, Exception)] == []
        assert Presence.objects.count() == 1
