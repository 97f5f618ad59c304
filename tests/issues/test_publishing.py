"""Publishing and withdrawing: at one moment, all of it or nothing, with a trail."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from articles.models import Article
from articles.services import reopen
from issues import publishing
from issues.models import ContentsEntry, Issue, IssueStatus, IssueStatusChange, PressFile
from issues.publishing import publish, withdraw
from issues.services import Refused, typeset
from issues.typesetting.errors import TypesettingError
from issues.typesetting.render import TypesetResult
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(make_issue: Callable[..., Issue], make_article: Callable[..., Article]) -> Issue:
    return make_issue(articles=[make_article(title, signed_off=True) for title in "甲乙"])


def _nothing_happened(issue: Issue, press_folder: Path) -> bool:
    issue.refresh_from_db()
    return (
        issue.status == IssueStatus.PLANNING
        and not PressFile.objects.exists()
        and not IssueStatusChange.objects.exists()
        and not any(press_folder.rglob("*.pdf"))
    )


def test_publishing_stores_the_pdf_the_pages_and_the_trail(issue: Issue, cast: Cast) -> None:
    issue = publish(issue, actor=cast.responsible_editor, comment="按时")
    assert issue.status == IssueStatus.PUBLISHED
    assert issue.published_at is not None
    assert list(issue.entries.values_list("start_page", flat=True)) == [1, 1]
    press_file = issue.press_files.get()
    data = press_file.file.read()
    assert data.startswith(b"%PDF-")
    assert (press_file.sha256, press_file.pages) == (hashlib.sha256(data).hexdigest(), 2)
    change = issue.status_changes.get()
    assert (change.from_status, change.to_status, change.actor, change.comment) == (
        IssueStatus.PLANNING, IssueStatus.PUBLISHED, cast.responsible_editor, "按时",
    )  # fmt: skip


def test_an_article_not_signed_off_hinders(
    issue: Issue, make_article: Callable[..., Article], cast: Cast, press_folder: Path
) -> None:
    reopen(Article.objects.get(title="乙"), actor=cast.final_reviewer, comment="改错")
    with pytest.raises(Refused, match="《乙》尚在“草稿”"):
        publish(issue, actor=cast.responsible_editor, comment="赶时间")
    assert _nothing_happened(issue, press_folder)


def test_an_empty_issue_is_not_published(
    make_issue: Callable[..., Issue], cast: Cast, press_folder: Path
) -> None:
    issue = make_issue()
    with pytest.raises(Refused, match="目录还是空的"):
        publish(issue, actor=cast.responsible_editor, comment="赶时间")
    assert _nothing_happened(issue, press_folder)


def test_who_may_not_publish_is_refused(issue: Issue, cast: Cast, press_folder: Path) -> None:
    for actor in (cast.editor, cast.final_reviewer, cast.print_office, cast.administrator):
        with pytest.raises(Refused, match="权限"):
            publish(issue, actor=actor, comment="赶时间")
    assert _nothing_happened(issue, press_folder)


def test_a_second_publishing_is_refused(issue: Issue, cast: Cast) -> None:
    issue = publish(issue, actor=cast.responsible_editor, comment="赶时间")
    with pytest.raises(Refused, match="已经发布"):
        publish(issue, actor=cast.responsible_editor, comment="赶时间")
    assert PressFile.objects.count() == 1


def test_what_changed_while_it_was_typeset_is_not_published(
    issue: Issue, cast: Cast, press_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def set_pages_while_another_saves(document: object) -> object:
        Issue.objects.update(printer="另一家印刷单位")
        return TypesetResult(b"%PDF-1.7", 2, {}, {})

    monkeypatch.setattr(publishing, "set_pages", set_pages_while_another_saves)
    with pytest.raises(Refused, match="被他人改动"):
        publish(issue, actor=cast.responsible_editor, comment="赶时间")
    assert _nothing_happened(issue, press_folder)


def test_a_page_that_cannot_be_set_leaves_nothing(
    issue: Issue, make_article: Callable[..., Article], cast: Cast, press_folder: Path
) -> None:
    article = make_article(
        "缺图", body='<figure class="image"><img src="/media/pictures/none.png"></figure>', signed_off=True
    )
    ContentsEntry.objects.create(issue=issue, article=article, position=3)
    with pytest.raises(TypesettingError, match="缺图"):
        publish(issue, actor=cast.responsible_editor, comment="赶时间")
    assert _nothing_happened(issue, press_folder)


def test_a_file_that_cannot_be_recorded_is_not_left_behind(
    issue: Issue, cast: Cast, press_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **options: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(PressFile, "save", fail)
    with pytest.raises(OSError, match="disk full"):
        publish(issue, actor=cast.responsible_editor, comment="赶时间")
    issue.refresh_from_db()
    assert issue.status == IssueStatus.PLANNING
    assert not any(press_folder.rglob("*.pdf"))


def test_withdrawing_needs_a_reason_and_keeps_the_file(issue: Issue, cast: Cast) -> None:
    issue = publish(issue, actor=cast.responsible_editor, comment="赶时间")
    with pytest.raises(Refused, match="理由"):
        withdraw(issue, actor=cast.responsible_editor, comment=" ")
    issue = withdraw(issue, actor=cast.responsible_editor, comment="有误")
    assert (issue.status, issue.published_at) == (IssueStatus.PLANNING, None)
    assert PressFile.objects.count() == 1
    with pytest.raises(Refused, match="尚未发布"):
        withdraw(issue, actor=cast.responsible_editor, comment="再来")


def test_typesetting_writes_pages_only_while_planning(issue: Issue, cast: Cast) -> None:
    typeset(issue, actor=cast.editor)
    assert set(issue.entries.values_list("start_page", flat=True)) == {1}
    publish(issue, actor=cast.responsible_editor, comment="赶时间")
    ContentsEntry.objects.update(start_page=7)  # as the published file has it
    typeset(issue, actor=cast.editor)
    assert set(issue.entries.values_list("start_page", flat=True)) == {7}


def test_who_may_not_typeset_is_refused(issue: Issue, cast: Cast) -> None:
    with pytest.raises(Refused, match="权限"):
        typeset(issue, actor=cast.print_office)
