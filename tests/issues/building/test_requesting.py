"""Asking for a build: checked first, queued once, joined by whoever asks for the same meanwhile."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from articles.models import Article
from issues.building.services import Refused, request_build
from issues.models import Build, BuildStatus, Issue
from tests.conftest import Cast


def test_a_build_waits_with_its_task(issue: Issue, cast: Cast) -> None:
    build = request_build(issue, "preview", actor=cast.editor)
    assert (build.status, build.requested_by, build.attempts) == (BuildStatus.QUEUED, cast.editor, 0)
    build.refresh_from_db()
    task = DBTaskResult.objects.get()
    assert (task.pk, task.status, task.args_kwargs["args"]) == (build.task, "READY", [build.pk])


def test_who_asks_for_the_same_joins(issue: Issue, cast: Cast) -> None:
    first = request_build(issue, "preview", actor=cast.editor)
    assert request_build(issue, "preview", actor=cast.final_reviewer) == first
    assert request_build(issue, "contents", actor=cast.editor) != first
    articles = [entry.article_id for entry in issue.entries.all()]
    one, two = (request_build(issue, "article", actor=cast.editor, article=pk) for pk in articles)
    assert one != two
    assert request_build(issue, "article", actor=cast.editor, article=articles[0]) == one
    Build.objects.filter(pk=first.pk).update(status=BuildStatus.DONE)
    assert request_build(issue, "preview", actor=cast.editor) != first
    assert DBTaskResult.objects.count() == 5


def test_what_cannot_be_built_is_refused_before_it_is_queued(
    issue: Issue,
    cast: Cast,
    make_issue: Callable[..., Issue],
    make_article: Callable[..., Article],
) -> None:
    for actor, kind, about, parameters, sentence in (
        (cast.print_office, "preview", issue, {}, "没有排版的权限"),
        (cast.editor, "preview", make_issue(2026, 4), {}, "目录还是空的"),
        (cast.editor, "poster", issue, {}, "没有这种排版"),
        (cast.editor, "article", issue, {"article": make_article("别处").pk}, "已不在"),
    ):
        with pytest.raises(Refused, match=sentence):
            request_build(about, kind, actor=actor, **parameters)
    assert not Build.objects.exists()
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_who_ask_at_once_one_queues(issue: Issue, cast: Cast) -> None:
    at_once, got = threading.Barrier(6), []

    def ask() -> None:
        try:
            at_once.wait()
            got.append(request_build(issue, "preview", actor=cast.editor).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [Build.objects.get().pk] * 6
    assert DBTaskResult.objects.count() == 1
