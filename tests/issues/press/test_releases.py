"""付印: once, whole, and kept; a correction is another release, with a reason."""

import hashlib
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from articles.models import Article
from articles.services import reopen
from issues.models import Issue, IssueStatus, PressFile, PressFileVariant, Recall, Release, Unchangeable
from issues.press.releases import recall, release
from issues.services import Refused
from issues.typesetting.inspection import Flaw, FlawKind
from tests.conftest import Cast
from tests.issues.press.conftest import FinishedIssue

pytestmark = pytest.mark.django_db
Finish = Callable[[Issue], FinishedIssue]
Press = Callable[..., Release]


def _nothing_happened(issue: Issue, press_folder: Path) -> bool:
    issue.refresh_from_db()
    return (
        issue.status == IssueStatus.PLANNING
        and not Release.objects.exists()
        and not PressFile.objects.exists()
        and not issue.status_changes.exists()
        and not any(press_folder.rglob("*.pdf"))
    )


def _release(issue: Issue, made: FinishedIssue, cast: Cast, **more: object) -> Release:
    options = {"document": made.document, "flaws": made.flaws, "actor": cast.responsible_editor} | more
    return release(issue, made.files, **options)  # type: ignore[arg-type]


def test_what_a_release_keeps(issue: Issue, press: Press, cast: Cast) -> None:
    released = press(issue)
    issue.refresh_from_db()
    assert issue.status == IssueStatus.AT_PRESS
    change = issue.status_changes.get()
    assert (change.from_status, change.to_status, change.actor) == (
        IssueStatus.PLANNING, IssueStatus.AT_PRESS, cast.responsible_editor,
    )  # fmt: skip
    assert (released.number, released.pages, released.released_by) == (1, 2, cast.responsible_editor)
    files = {file.variant: file for file in released.files.all()}
    assert set(files) == set(PressFileVariant.values)
    for file in files.values():
        assert hashlib.sha256(file.file.read()).hexdigest() == file.sha256
        assert (file.pages, file.issue) == (2, issue)
    assert list(issue.entries.values_list("start_page", flat=True)) == [1, 1]


def test_the_versions_of_every_article_are_kept(issue: Issue, press: Press) -> None:
    versions = press(issue).versions
    assert [row["title"] for row in versions] == ["甲文", "乙文"]
    for row, entry in zip(versions, issue.entries.all(), strict=True):
        record = entry.article.history.get(history_id=row["history"])
        assert (record.id, record.body) == (entry.article_id, entry.article.body)
        assert (row["version"], row["digest"], row["page"]) == (
            entry.article.version, entry.article.signed_off_digest, 1,
        )  # fmt: skip


def test_qpdf_and_ghostscript_take_the_three_files_of_a_release(issue: Issue, press: Press) -> None:
    for file in press(issue).files.all():
        for command in ("qpdf --check", "gs -q -dNOPAUSE -dBATCH -dPDFSTOPONERROR -sDEVICE=nullpage"):
            outcome = subprocess.run(
                [*command.split(), file.file.path], capture_output=True, text=True, check=False
            )
            assert (outcome.returncode, outcome.stderr) == (0, ""), (file.variant, outcome.stdout)


def test_only_who_may(issue: Issue, finish: Finish, cast: Cast, press_folder: Path) -> None:
    made = finish(issue)
    for actor in (
        cast.editor, cast.proof_editor, cast.final_reviewer, cast.print_office, cast.administrator,
    ):  # fmt: skip
        with pytest.raises(Refused, match="没有付印的权限"):
            _release(issue, made, cast, actor=actor)
    assert _nothing_happened(issue, press_folder)


def test_only_once(issue: Issue, press: Press, finish: Finish, cast: Cast) -> None:
    press(issue)
    with pytest.raises(Refused, match="已付印，不能再付印"):
        _release(issue, finish(issue), cast, reason="再来一次")
    assert Release.objects.count() == 1


def test_what_changed_while_it_was_typeset_is_not_released(
    issue: Issue, finish: Finish, cast: Cast, press_folder: Path
) -> None:
    made = finish(issue)
    Issue.objects.update(printer="另一家印刷厂")
    with pytest.raises(Refused, match="在排版期间被他人改动，尚未付印"):
        _release(issue, made, cast)
    assert _nothing_happened(issue, press_folder)


def test_a_sign_off_that_was_taken_back_meanwhile(
    issue: Issue, finish: Finish, cast: Cast, press_folder: Path
) -> None:
    made = finish(issue)
    reopen(Article.objects.get(title="乙文"), actor=cast.final_reviewer, comment="改错")
    with pytest.raises(Refused, match="印前检查没有通过：《乙文》还在“草稿”"):
        _release(issue, made, cast)
    assert _nothing_happened(issue, press_folder)


def test_what_the_pages_show_bars_it_too(
    issue: Issue, finish: Finish, cast: Cast, press_folder: Path
) -> None:
    flaw = Flaw(FlawKind.MISSING_GLYPH, issue.entries.all()[0].pk, what="𲎱")
    with pytest.raises(Refused, match=r"“𲎱”（U\+323B1）没有字体可印"):
        _release(issue, finish(issue), cast, flaws=[flaw])
    assert _nothing_happened(issue, press_folder)


def test_a_file_that_changed_on_the_way_is_not_released(
    issue: Issue, finish: Finish, cast: Cast, press_folder: Path
) -> None:
    made = finish(issue)
    with made.files[1].path.open("ab") as file:
        file.write(b"%")
    with pytest.raises(Refused, match="阅读用文件在写入后有变化"):
        _release(issue, made, cast)
    assert _nothing_happened(issue, press_folder)


def test_a_correction_is_a_second_release_and_both_stay(issue: Issue, press: Press, cast: Cast) -> None:
    first = press(issue)
    with pytest.raises(Refused, match="须写明理由"):
        recall(issue, actor=cast.responsible_editor, reason=" ")
    with pytest.raises(Refused, match="权限"):
        recall(issue, actor=cast.final_reviewer, reason="数字有误")
    recall(issue, actor=cast.responsible_editor, reason="第1页数字有误")
    issue.refresh_from_db()
    assert issue.status == IssueStatus.PLANNING
    with pytest.raises(Refused, match="第2次付印，须写明更正的理由"):
        press(issue)
    second = press(issue, reason="更正第1页数字")
    assert (second.number, second.reason) == (2, "更正第1页数字")
    assert Recall.objects.get().release == first
    assert PressFile.objects.count() == 6
    assert all(file.file.storage.exists(file.file.name or "") for file in first.files.all())
    comments = list(issue.status_changes.values_list("comment", flat=True))
    assert comments == ["", "第1页数字有误", "第2次付印：更正第1页数字"]


def test_what_is_not_at_press_is_not_recalled(issue: Issue, cast: Cast) -> None:
    with pytest.raises(Refused, match="还没有付印，不必撤回"):
        recall(issue, actor=cast.responsible_editor, reason="理由")


def test_nothing_of_it_is_ever_changed(issue: Issue, press: Press) -> None:
    released = press(issue)
    file = released.files.all()[0]
    for record in (released, file):
        with pytest.raises(Unchangeable):
            record.save()
        with pytest.raises(Unchangeable):
            record.delete()
        with pytest.raises(Unchangeable):
            type(record).objects.update(pages=99)
        with pytest.raises(Unchangeable):
            type(record).objects.all().delete()
    twin = PressFile(
        issue=issue, release=released, variant=file.variant, sha256="0" * 64, pages=2,
        created_by=released.released_by, file="twin.pdf",
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
