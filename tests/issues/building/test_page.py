"""A build's page: asked for by a button, told step by step, opened, or tried again."""

from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from issues.building import steps, worker
from issues.building.screen import NO_WORKER
from issues.building.services import request_build
from issues.models import Build, BuildStatus, Issue
from tests.conftest import Cast


@pytest.fixture
def editor(client: Client, cast: Cast) -> Client:
    client.force_login(cast.editor)
    return client


@pytest.fixture
def build(issue: Issue, cast: Cast) -> Build:
    return request_build(issue, "preview", actor=cast.editor)


def _at(build: Build, rest: str = "") -> str:
    return f"/admin/issues/issue/{build.issue_id}/builds/{build.pk}/{rest}"


def _done(build: Build, **result: Any) -> Build:
    build.file.save("a.pdf", ContentFile(b"%PDF-1.7"), save=False)
    build.status, build.finished_at = BuildStatus.DONE, timezone.now()
    build.result = {"pages": 17, "name": "测试通讯2026年第3期", **result}
    build.save()
    return build


def test_the_button_queues_a_build_and_shows_its_page(editor: Client, issue: Issue) -> None:
    page = editor.get(f"/admin/issues/issue/{issue.pk}/change/").content.decode()
    assert f'action="/admin/issues/issue/{issue.pk}/build/preview/"' in page
    response = editor.post(f"/admin/issues/issue/{issue.pk}/build/preview/")
    build = Build.objects.get()
    assert response["Location"] == _at(build)
    page = editor.get(_at(build)).content.decode()
    assert "正在排队，马上开始。" in page
    assert 'http-equiv="refresh"' in page
    # A second press of the button shows the same page.
    assert editor.post(f"/admin/issues/issue/{issue.pk}/build/preview/")["Location"] == _at(build)
    page = editor.get(f"/admin/issues/issue/{issue.pk}/change/").content.decode()
    assert "正在排版：" in page
    assert f'href="{_at(build)}"' in page


def test_the_button_says_what_hinders_it(editor: Client, issue: Issue) -> None:
    for kind, sent, sentence in (
        ("article", {}, "没有说明要排哪一篇"),
        ("article", {"article": "9" * 30}, "没有说明要排哪一篇"),
        ("article", {"article": "0"}, "已不在"),
    ):
        response = editor.post(f"/admin/issues/issue/{issue.pk}/build/{kind}/", sent, follow=True)
        assert sentence in response.content.decode()
    issue.entries.all().delete()
    response = editor.post(f"/admin/issues/issue/{issue.pk}/build/preview/", follow=True)
    assert "目录还是空的" in response.content.decode()
    assert editor.post(f"/admin/issues/issue/{issue.pk}/build/poster/").status_code == 404
    assert editor.get(f"/admin/issues/issue/{issue.pk}/build/preview/").status_code == 405
    assert not Build.objects.exists()


def test_the_page_follows_the_build(editor: Client, build: Build, cast: Cast) -> None:
    other = request_build(build.issue, "contents", actor=cast.editor)
    assert "前面还有1个任务" in editor.get(_at(other, "state/")).json()["html"]
    begun = steps.begin(build.pk)
    steps.tell(begun, "正在排第7页", 7)
    state = editor.get(_at(build, "state/")).json()
    assert state["active"] is True
    assert "正在排第7页…" in state["html"]
    assert "<progress" not in state["html"]
    steps.tell(begun, "正在写入文件", 7)
    assert 'data-step="writing"' in editor.get(_at(build, "state/")).json()["html"]
    steps.fail(begun, "《甲题》无法排版：列表、引文或表格套得太深。请减少层次后再排。")
    state = editor.get(_at(build, "state/")).json()
    assert state["active"] is False
    assert "《甲题》无法排版：列表" in state["html"]
    assert "重试" in state["html"]


def test_a_bar_shows_how_far_it_is_where_the_last_time_tells(
    editor: Client, build: Build, cast: Cast
) -> None:
    _done(build)
    again = request_build(build.issue, "preview", actor=cast.editor)
    steps.tell(steps.begin(again.pk), "正在排第7页", 7)
    assert 'max="17" value="7"' in editor.get(_at(again, "state/")).json()["html"]


def test_a_finished_build_is_opened_or_saved(editor: Client, build: Build) -> None:
    _done(build)
    page = editor.get(_at(build)).content.decode()
    assert "已经排好，共17页。" in page
    assert "office/build.js" not in page
    opened = editor.get(_at(build, "file/"))
    assert b"".join(opened) == b"%PDF-1.7"
    assert (opened["Content-Type"], opened["Content-Disposition"][:6]) == ("application/pdf", "inline")
    assert "no-store" in opened["Cache-Control"]
    saved = editor.get(_at(build, "file/?download"))["Content-Disposition"]
    assert saved.startswith("attachment")
    assert "测试通讯2026年第3期.pdf" in unquote(saved)


def test_a_build_of_what_was_changed_meanwhile_says_so(editor: Client, build: Build) -> None:
    _done(build, outdated=True)
    assert "这份 PDF 是改动之前的" in editor.get(_at(build)).content.decode()


@pytest.mark.parametrize("how", ["swept", "lost"])
def test_a_file_that_is_gone_is_said(editor: Client, build: Build, how: str) -> None:
    _done(build)
    if how == "swept":
        Build.objects.update(file="")
        assert "PDF 已按期清理" in editor.get(_at(build)).content.decode()
    else:
        build.file.storage.delete(str(build.file.name))
    response = editor.get(_at(build, "file/"), follow=True)
    assert "这份 PDF 已按期清理，请重新排版。" in response.content.decode()


def test_trying_again_asks_for_the_same(editor: Client, issue: Issue, cast: Cast) -> None:
    article = issue.entries.last().article_id  # type: ignore[union-attr]
    build = request_build(issue, "article", actor=cast.editor, article=article)
    steps.fail(steps.begin(build.pk), "不成。")
    response = editor.post(_at(build, "retry/"))
    again = Build.objects.exclude(pk=build.pk).get()
    assert response["Location"] == _at(again)
    assert (again.kind, again.parameters) == ("article", {"article": article})
    assert editor.get(_at(build, "retry/")).status_code == 405
    issue.entries.all().delete()
    steps.fail(steps.begin(again.pk), "不成。")
    assert "已不在" in editor.post(_at(again, "retry/"), follow=True).content.decode()


def test_what_is_kept_elsewhere_is_repeated_from_there(editor: Client, build: Build) -> None:
    # A release is never asked for again without the page that says what happens, and the old reason.
    retry = _at(build, "retry/")
    _done(build)
    assert retry in editor.get(_at(build)).content.decode()
    Build.objects.update(address="/admin/press-files/", file="")
    page = editor.get(_at(build)).content.decode()
    assert "整期预览完成，共17页。" in page
    assert "查看结果" in page
    assert retry not in page


def test_without_a_worker_the_page_says_so_after_some_seconds(editor: Client, build: Build) -> None:
    assert NO_WORKER not in editor.get(_at(build)).content.decode()
    Build.objects.update(created_at=timezone.now() - timedelta(seconds=10))
    assert NO_WORKER in editor.get(_at(build)).content.decode()
    worker.beat("one", timezone.now())
    assert NO_WORKER not in editor.get(_at(build)).content.decode()


def test_a_build_is_shown_to_those_who_may_ask_for_it(
    client: Client, build: Build, issue: Issue, cast: Cast
) -> None:
    _done(build)
    for user, status in ((cast.administrator, 403), (cast.print_office, 403), (cast.outsider, 302)):
        client.force_login(user)
        for rest in ("", "state/", "file/"):
            assert client.get(_at(build, rest)).status_code == status
        assert client.post(_at(build, "retry/")).status_code == status
        assert client.post(f"/admin/issues/issue/{issue.pk}/build/preview/").status_code == status
    client.force_login(cast.editor)
    other = Issue.objects.create(
        periodical=issue.periodical, year=2026, number=9, issue_date=issue.issue_date
    )
    assert client.get(f"/admin/issues/issue/{other.pk}/builds/{build.pk}/").status_code == 404


def test_the_page_takes_few_queries(editor: Client, build: Build, django_assert_max_num_queries: Any) -> None:
    editor.get(_at(build))
    with django_assert_max_num_queries(8):
        editor.get(_at(build, "state/"))
