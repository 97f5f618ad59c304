"""typeset_issue: a PDF, its page numbers in the 目录, and a report."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from articles.models import Article
from issues.models import Issue
from tests.conftest import Cast
from tests.issues.commands.command_line import call

ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(make_issue: Callable[..., Issue], make_article: Callable[..., Article]) -> Issue:
    long = "".join(f"<p>{'这一段用来把版面填满。' * 30}</p>" for _ in range(8))
    return make_issue(2026, 3, articles=[make_article("甲", body=long), make_article("乙")])


def test_the_file_the_pages_and_the_report(issue: Issue, tmp_path: Path) -> None:
    output, report = tmp_path / "issue.pdf", tmp_path / "report.json"
    outcome = call("typeset_issue", "ceshi", 2026, 3, "--output", output, "--report", report)
    assert (outcome.status, outcome.err) == (0, "")
    assert output.read_bytes().startswith(b"%PDF-")
    account = json.loads(report.read_text("utf-8"))
    assert account["entries"] == [{"title": "甲", "page": 1}, {"title": "乙", "page": 2}]
    assert account["pages"] == 3
    assert set(account["seconds"]) == {"document", "layout", "write"}
    assert list(issue.entries.values_list("start_page", flat=True)) == [1, 2]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["issue.pdf", "report.json"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("ceshi", 2026, 4), "没有找到刊物“ceshi”的2026年第4期"),
        (("none", 2026, 3), "没有找到"),
        (("ceshi", "x", 3), "命令参数有误"),
    ],
)
def test_an_issue_that_is_not_there(
    words: tuple[object, ...], sentence: str, issue: Issue, tmp_path: Path
) -> None:
    outcome = call("typeset_issue", *words, "--output", tmp_path / "issue.pdf")
    assert outcome.status == 1
    assert sentence in outcome.err
    assert outcome.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said_before_the_work(issue: Issue, tmp_path: Path) -> None:
    outcome = call("typeset_issue", "ceshi", 2026, 3, "--output", tmp_path / "none" / "issue.pdf")
    assert (outcome.status, "无法写入" in outcome.err) == (1, True)
    assert set(issue.entries.values_list("start_page", flat=True)) == {None}


def test_a_database_without_tables_is_said(tmp_path: Path) -> None:
    outcome = subprocess.run(
        [sys.executable, "manage.py", "typeset_issue", "ceshi", "2026", "3", "--output", "issue.pdf"],
        env=os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (outcome.returncode, outcome.stderr.count("\n")) == (1, 1)
    assert "manage.py migrate" in outcome.stderr


def test_an_empty_issue_is_refused(make_issue: Callable[..., Issue], cast: Cast, tmp_path: Path) -> None:
    make_issue(2026, 5)
    outcome = call("typeset_issue", "ceshi", 2026, 5, "--output", tmp_path / "issue.pdf")
    assert (outcome.status, outcome.err) == (
        1, "《测试通讯》2026年第5期的目录还是空的，请先编入稿件。\n",
    )  # fmt: skip


def test_a_picture_that_is_gone_is_named(issue: Issue, tmp_path: Path) -> None:
    Article.objects.filter(title="乙").update(
        body='<figure class="image"><img src="/media/pictures/gone.png"></figure>'
    )
    outcome = call("typeset_issue", "ceshi", 2026, 3, "--output", tmp_path / "issue.pdf")
    assert outcome.status == 1
    assert "乙" in outcome.err
    assert "gone.png" in outcome.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "pages", "stored"),
    [
        (("--variant", "press"), 3, [1, 2]),
        (("--contents-only",), 1, [1, 2]),
        (("--proof", 1), 3, [1, 2]),
        (("--article", 2, "--proof", 2), 1, [None, None]),
    ],
)
def test_variants_proofs_and_parts(
    words: tuple[object, ...], pages: int, stored: list[int | None], issue: Issue, tmp_path: Path
) -> None:
    output = tmp_path / "issue.pdf"
    outcome = call("typeset_issue", "ceshi", 2026, 3, "--output", output, *words)
    assert (outcome.status, outcome.err) == (0, "")
    assert f"：{pages}页" in outcome.out
    assert list(issue.entries.values_list("start_page", flat=True)) == stored


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--article", 3), "《测试通讯》2026年第3期的目录有2篇，没有第3篇。"),
        (("--proof", 4), "--proof 只能是 1 至 3（一校、二校、三校）。"),
        (("--variant", "web"), "命令参数有误（--variant）"),
        (("--article", 1, "--contents-only"), "命令参数有误"),
    ],
)
def test_a_part_that_is_not_there(
    words: tuple[object, ...], sentence: str, issue: Issue, tmp_path: Path
) -> None:
    outcome = call("typeset_issue", "ceshi", 2026, 3, "--output", tmp_path / "issue.pdf", *words)
    assert outcome.status == 1
    assert outcome.err.startswith(sentence)
    assert list(tmp_path.iterdir()) == []
