"""The trail of an issue: its steps, its files, and who fetched them."""

from collections.abc import Callable

from django.core.files.base import ContentFile
from django.test import Client

from issues.models import Issue, IssueStatus, IssueStatusChange, PressFile
from issues.trail import issue_trail
from issues.workbench.press import record_fetching
from tests.conftest import Cast


def _step(issue: Issue, before: IssueStatus, after: IssueStatus, cast: Cast, comment: str = "") -> None:
    IssueStatusChange.objects.create(
        issue=issue, from_status=before, to_status=after, actor=cast.responsible_editor, comment=comment
    )


def test_steps_by_the_office_s_words(make_issue: Callable[..., Issue], cast: Cast) -> None:
    issue = make_issue()
    planning, press, published = IssueStatus.PLANNING, IssueStatus.AT_PRESS, IssueStatus.PUBLISHED
    _step(issue, planning, press, cast)
    _step(issue, press, planning, cast, "厂名有误")
    _step(issue, planning, published, cast)
    _step(issue, published, planning, cast, "第3页有误")
    assert [(each.text, each.reason) for each in issue_trail(issue)] == [
        ("付印", ""), ("撤回付印", "厂名有误"), ("发布", ""), ("撤回发布", "第3页有误"),
    ]  # fmt: skip


def test_files_and_who_fetched_them(make_issue: Callable[..., Issue], cast: Cast, client: Client) -> None:
    issue = make_issue()
    file = PressFile(issue=issue, sha256="0" * 58 + "abc123", pages=20, created_by=cast.responsible_editor)
    file.file.save("ceshi.pdf", ContentFile(b"%PDF-"))
    record_fetching(file, cast.print_office)
    assert [(str(each.actor), each.text, each.reason) for each in issue_trail(issue)] == [
        ("丁责编", "生成发布用文件，20页，校验码后6位abc123", ""),
        ("戊印务", "取走付印文件", "校验码后6位abc123"),
    ]
    client.force_login(cast.editor)
    text = client.get(f"/admin/issues/issue/{issue.pk}/change/").content.decode()
    assert "戊印务 <b>取走付印文件</b>" in text
