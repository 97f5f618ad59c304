"""import_issue on the real bulletins and on bad input: all of an issue, or nothing and a sentence."""

import json
from pathlib import Path

import pytest
from django.db import DatabaseError

from articles.models import Article, Section
from articles.workflow import Status
from issues.colophon import colophon
from issues.models import Issue, IssueStatus, IssueStatusChange, PressFile
from periodicals.models import Periodical
from tests.bulletins import bulletin_file
from tests.conftest import Cast
from tests.issues.commands.command_line import Outcome, call

pytestmark = pytest.mark.django_db

PRINTED_PAGES = {
    "shanxi-2024-08.txt": [1, 1, 1, 2, 3, 3, 4, 5, 5, 7, 7, 7, 8, 9, 14, 14, 15, 15, 16, 16, 17, 17],
    "shanxi-2023-09.txt": [
        1, 2, 3, 4, 4, 5, 5, 6, 6, 7, 7, 7, 8, 9, 9, 10, 10, 11, 11, 12, 13, 14, 14, 15, 16, 16, 17, 17, 18,
    ],
}  # fmt: skip


def _import(path: Path, *options: object, actor: str = "responsible") -> Outcome:
    return call("import_issue", path, "--periodical", "shanxi", "--actor", actor, *options)


def _is_empty() -> bool:
    return not any(model.objects.exists() for model in (Periodical, Section, Article, Issue))


@pytest.mark.parametrize(
    ("name", "year", "number", "whole_number", "sections"),
    [("shanxi-2024-08.txt", 2024, 8, 420, 8), ("shanxi-2023-09.txt", 2023, 9, 409, 7)],
)
def test_a_real_issue_comes_in_whole(
    name: str, year: int, number: int, whole_number: int, sections: int,
    cast: Cast, tmp_path: Path,
) -> None:  # fmt: skip
    report = tmp_path / "report.json"
    outcome = _import(bulletin_file(name), "--report", report)
    assert (outcome.status, outcome.err) == (0, "")
    issue = Issue.objects.get()
    assert (issue.year, issue.number, issue.whole_number) == (year, number, whole_number)
    assert issue.status == IssueStatus.PLANNING
    assert Section.objects.count() == sections
    entries = list(issue.entries.select_related("article"))
    assert [entry.printed_page for entry in entries] == PRINTED_PAGES[name]
    assert {entry.article.status for entry in entries} == {Status.DRAFT}
    assert all(entry.article.body for entry in entries)
    assert [label for label, _ in colophon(issue)] == [
        "编辑", "终审", "校编", "责任编辑", "电话", "网址", "邮箱", "邮政编码", "通讯地址",
    ]  # fmt: skip
    account = json.loads(report.read_text("utf-8"))
    assert account["characters_in"] == account["characters_placed"]
    assert account["unplaced"] == []
    assert [entry["title"] for entry in account["entries"]] == [entry.article.title for entry in entries]
    stored = sum(len("".join((entry.article.title + entry.article.plain_text).split())) for entry in entries)
    assert stored == sum(entry["characters"] for entry in account["entries"])


def test_both_issues_follow_each_other_and_are_published(cast: Cast) -> None:
    for name in PRINTED_PAGES:
        outcome = _import(bulletin_file(name), "--publish")
        assert (outcome.status, outcome.err) == (0, "")
    assert Periodical.objects.get().is_primary
    assert Issue.objects.published().count() == 2
    assert PressFile.objects.count() == 2
    assert set(Article.objects.values_list("status", flat=True)) == {Status.SIGNED_OFF}
    assert not Issue.objects.filter(entries__start_page=None).exists()


def test_an_issue_that_exists_is_refused(cast: Cast) -> None:
    path = bulletin_file("shanxi-2024-08.txt")
    _import(path)
    before = Article.objects.count()
    outcome = _import(path)
    assert (outcome.status, Article.objects.count()) == (1, before)
    assert outcome.err == "《山西机电信息》2024年第8期已经存在，没有再次导入。\n"


def test_a_dry_run_reports_and_writes_nothing(cast: Cast, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    outcome = _import(bulletin_file("shanxi-2024-08.txt"), "--dry-run", "--report", report)
    assert outcome.status == 0
    assert "没有写入数据库" in outcome.out
    assert json.loads(report.read_text("utf-8"))["whole_number"] == 420
    assert _is_empty()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_other_encodings_are_read(encoding: str, cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "issue.txt"
    path.write_text(bulletin_file("shanxi-2023-09.txt").read_text("utf-8"), encoding)
    assert _import(path).status == 0
    assert Article.objects.count() == 29


@pytest.mark.parametrize(
    "content",
    [
        b"",
        " 　\n\n".encode(),
        "这是一封普通的来信，没有目录，也没有期号。".encode(),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
    ],
)
def test_what_is_no_bulletin_gets_one_sentence(content: bytes, cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "issue.txt"
    path.write_bytes(content)
    outcome = _import(path)
    assert outcome.status == 1
    assert outcome.err.count("\n") == 1
    assert outcome.err.endswith("。\n")
    assert _is_empty()


def test_a_file_cut_off_in_the_contents_is_refused(cast: Cast, tmp_path: Path) -> None:
    lines = bulletin_file("shanxi-2024-08.txt").read_text("utf-8").splitlines()
    path = tmp_path / "issue.txt"
    path.write_text("\n".join(lines[:40]), "utf-8")
    outcome = _import(path)
    assert (outcome.status, outcome.err.count("\n")) == (1, 1)
    assert "目录" in outcome.err
    assert _is_empty()


@pytest.mark.parametrize(
    ("actor", "sentence"),
    [("nobody", "没有用户名为“nobody”"), ("editor", "没有整期导入的权限"), ("outsider", "在职人员")],
)
def test_who_may_not_import_is_refused(actor: str, sentence: str, cast: Cast) -> None:
    outcome = _import(bulletin_file("shanxi-2024-08.txt"), actor=actor)
    assert outcome.status == 1
    assert sentence in outcome.err
    assert _is_empty()


def test_a_missing_file_and_a_bad_argument_are_said_in_chinese(cast: Cast, tmp_path: Path) -> None:
    missing = _import(tmp_path / "none.txt")
    assert (missing.status, "无法读取" in missing.err) == (1, True)
    argument = call("import_issue", "--periodical", "shanxi")
    assert (argument.status, "命令参数有误" in argument.err) == (1, True)


def test_a_report_that_cannot_be_written_stops_the_import(cast: Cast, tmp_path: Path) -> None:
    path = bulletin_file("shanxi-2024-08.txt")
    outcome = _import(path, "--report", tmp_path / "none" / "report.json")
    assert (outcome.status, "无法写入" in outcome.err) == (1, True)
    assert _is_empty()


def test_another_periodicals_file_is_refused(cast: Cast, periodical: Periodical) -> None:
    outcome = call("import_issue", bulletin_file("shanxi-2024-08.txt"),
        "--periodical", periodical.slug, "--actor", "responsible",
    )  # fmt: skip
    assert outcome.status == 1
    assert "请核对 --periodical" in outcome.err
    assert not Issue.objects.exists()


def test_a_reserved_or_odd_slug_is_refused(cast: Cast) -> None:
    for slug in ("admin", "Shan Xi", "山西"):
        outcome = call("import_issue", bulletin_file("shanxi-2024-08.txt"),
            "--periodical", slug, "--actor", "responsible",
        )  # fmt: skip
        assert outcome.status == 1
        assert outcome.err.count("\n") == 1
    assert _is_empty()


def test_what_fails_late_leaves_no_row_and_no_file(
    cast: Cast, press_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**values: object) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(IssueStatusChange.objects, "create", fail)
    with pytest.raises(DatabaseError, match="gone"):
        _import(bulletin_file("shanxi-2024-08.txt"), "--publish")
    assert _is_empty()
    assert not any(press_folder.rglob("*.pdf"))
