"""The kinds of build, typeset by a real child process: a file kept, pages written, and what changed said."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from articles.models import Article
from issues.building import steps
from issues.building.compositor import Compositor
from issues.building.kinds import KINDS
from issues.building.services import Refused, request_build
from issues.models import Build, BuildStatus, ContentsEntry, Issue
from tests.conftest import Cast


def _text(build: Build) -> str:
    with build.file.open("rb") as file:
        pdf = pypdfium2.PdfDocument(file.read())
    return "".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_a_preview_is_kept_and_its_pages_go_into_the_contents(
    issue: Issue, cast: Cast, carry_out: Callable[[Build], Build], press_folder: Path
) -> None:
    build = carry_out(request_build(issue, "preview", actor=cast.editor))
    assert (build.status, build.reason, build.attempts) == (BuildStatus.DONE, "", 1)
    assert build.result == {"pages": 2, "name": "测试通讯2026年第3期", "outdated": False}
    data = (press_folder / str(build.file.name)).read_bytes()
    assert hashlib.sha256(data).hexdigest() == build.sha256
    assert "甲题的正文。" in _text(build)
    assert set(issue.entries.values_list("start_page", flat=True)) == {1}
    assert list((press_folder / ".work").iterdir()) == []


def test_the_contents_alone(issue: Issue, cast: Cast, carry_out: Callable[[Build], Build]) -> None:
    build = carry_out(request_build(issue, "contents", actor=cast.editor))
    assert build.result["pages"] == 1
    assert "甲题" in _text(build)
    assert "甲题的正文" not in _text(build)
    assert set(issue.entries.values_list("start_page", flat=True)) == {None}


def test_one_article_alone(issue: Issue, cast: Cast, carry_out: Callable[[Build], Build]) -> None:
    article = issue.entries.last().article  # type: ignore[union-attr]
    build = carry_out(request_build(issue, "article", actor=cast.editor, article=article.pk))
    assert build.result == {"pages": 1, "name": "乙题", "title": "乙题"}
    assert "乙题的正文" in _text(build)
    assert "甲题" not in _text(build)


def test_what_changed_during_the_build_is_said_and_its_pages_are_not_taken(
    issue: Issue, cast: Cast, compositor: Compositor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from issues.building import running

    set_pages = compositor.compose

    def compose(*args: Any) -> Any:
        made = set_pages(*args)
        Article.objects.filter(title="乙题").update(title="改过的题")
        return made

    monkeypatch.setattr(compositor, "compose", compose)
    build = request_build(issue, "preview", actor=cast.editor)
    running.carry_out(build.pk, compositor)
    build.refresh_from_db()
    assert (build.status, build.result["outdated"]) == (BuildStatus.DONE, True)
    assert set(issue.entries.values_list("start_page", flat=True)) == {None}


def test_what_was_taken_out_before_its_turn_is_refused_in_words(
    issue: Issue, cast: Cast, carry_out: Callable[[Build], Build]
) -> None:
    entry = ContentsEntry.objects.get(article__title="乙题")
    build = request_build(issue, "article", actor=cast.editor, article=entry.article_id)
    entry.delete()
    build = carry_out(build)
    assert (build.status, build.reason) == (
        BuildStatus.FAILED, "这一篇已不在《测试通讯》2026年第3期的目录中，请刷新页面。",
    )  # fmt: skip


def test_a_finish_that_fails_leaves_no_file(
    issue: Issue, cast: Cast, carry_out: Callable[[Build], Build], press_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    kind, finished = KINDS["preview"], []

    def finish(build: Build, made: Any) -> str:
        finished.append(type(kind).finish(kind, build, made))
        assert [path.suffix for path in press_folder.glob("builds/**/*.pdf")] == [".pdf"]
        raise Refused("不收这份文件。")

    monkeypatch.setattr(kind, "finish", finish, raising=False)
    build = carry_out(request_build(issue, "preview", actor=cast.editor))
    assert finished == [""]
    assert (build.status, build.reason, build.file.name) == (BuildStatus.FAILED, "不收这份文件。", "")
    assert list(press_folder.glob("builds/**/*.pdf")) == []
    assert set(issue.entries.values_list("start_page", flat=True)) == {None}


def test_a_build_says_how_far_it_is(
    issue: Issue, cast: Cast, carry_out: Callable[[Build], Build], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    tell = steps.tell

    def told(build: Build, step: str, page: int | None = None) -> None:
        said.append(step)
        tell(build, step, page)

    monkeypatch.setattr(steps, "tell", told)
    monkeypatch.setattr("issues.building.running.TOLD_EVERY_SECONDS", 0)
    carry_out(request_build(issue, "preview", actor=cast.editor))
    steps_in_order = list(dict.fromkeys(said))
    assert [step for step in steps_in_order if step != "正在排版"] == [
        "正在排第1页", "正在写入文件", "正在保存",
    ]  # fmt: skip
