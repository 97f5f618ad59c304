"""prepare: the sample issue goes the way of a real one, to the press and from there to the readers."""

from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from issues.management.commands import prepare
from issues.models import Issue, IssueStatus, PressFile, Release
from issues.services import Refused
from tests.issues.commands.command_line import call

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def new_site(settings: Any) -> None:
    User.objects.all().delete()
    settings.DEBUG = True


def test_the_print_office_finds_the_sample_issue(client: Any) -> None:
    outcome = call("prepare")
    assert (outcome.status, outcome.err) == (0, "")
    release = Release.objects.get()
    assert {file.variant for file in release.files.all()} == {"press", "screen", "archive"}
    assert all(Path(file.file.path).exists() for file in release.files.all())
    assert release.issue.status == IssueStatus.PUBLISHED
    client.force_login(User.objects.get(username="yinwu"))
    page = client.get("/admin/").content.decode()
    assert "下载印刷文件" in page
    # Once: a second start finds everything there.
    assert call("prepare").out == ""
    assert Release.objects.count() == 1


def test_a_sample_issue_that_cannot_go_to_press_is_published_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(issue: Issue, actor: User) -> None:
        raise Refused("共17页。")

    monkeypatch.setattr(prepare, "_release", refuse)
    outcome = call("prepare")
    assert (outcome.status, outcome.err) == (0, "样刊没有付印，直接发布：共17页。\n")
    assert Issue.objects.get().status == IssueStatus.PUBLISHED
    assert PressFile.objects.get().release is None
