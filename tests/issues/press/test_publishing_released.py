"""What went to press appears as it was printed; what did not needs a reason."""

from collections.abc import Callable

import pytest

from articles.models import Article
from issues import public, publishing
from issues.models import ContentsEntry, Issue, IssueStatus, PressFileVariant, Release
from issues.press.releases import recall
from issues.publishing import publish, withdraw
from issues.services import Refused
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def released(issue: Issue, press: Callable[..., Release], monkeypatch: pytest.MonkeyPatch) -> Release:
    release = press(issue)
    # Whatever is typeset from here on is an error.
    monkeypatch.setattr(publishing, "set_pages", lambda *rest, **options: pytest.fail("typeset again"))
    issue.refresh_from_db()
    return release


def test_the_released_file_and_pages_are_published(issue: Issue, released: Release, cast: Cast) -> None:
    ContentsEntry.objects.update(start_page=7)  # as the press had it
    publish(issue, actor=cast.responsible_editor)
    issue.refresh_from_db()
    assert issue.status == IssueStatus.PUBLISHED
    assert public.press_file(issue) == released.files.get(variant=PressFileVariant.SCREEN)
    assert set(issue.entries.values_list("start_page", flat=True)) == {7}
    assert issue.press_files.count() == 3


def test_what_is_taken_off_the_site_is_still_at_press(issue: Issue, released: Release, cast: Cast) -> None:
    publish(issue, actor=cast.responsible_editor)
    withdraw(issue, actor=cast.responsible_editor, comment="网站上有误")
    issue.refresh_from_db()
    assert (issue.status, issue.published_at) == (IssueStatus.AT_PRESS, None)
    publish(issue, actor=cast.responsible_editor)
    assert public.press_file(Issue.objects.get(pk=issue.pk)) is not None


def test_a_text_that_differs_from_what_was_printed_is_not_published(
    issue: Issue, released: Release, cast: Cast
) -> None:
    article = Article.objects.get(title="甲文")
    Article.objects.filter(pk=article.pk).update(body="<p>另一段。</p>")
    article.refresh_from_db()
    Article.objects.filter(pk=article.pk).update(signed_off_digest=article.text_digest())
    with pytest.raises(Refused, match="《甲文》的文字与付印时不同"):
        publish(issue, actor=cast.responsible_editor)


def test_a_file_that_is_gone_is_not_published(issue: Issue, released: Release, cast: Cast) -> None:
    file = released.files.get(variant=PressFileVariant.SCREEN)
    file.file.storage.delete(file.file.name or "")
    with pytest.raises(Refused, match="阅读用文件找不到了"):
        publish(issue, actor=cast.responsible_editor)
    issue.refresh_from_db()
    assert issue.status == IssueStatus.AT_PRESS


def test_without_a_release_it_needs_a_reason(issue: Issue, cast: Cast) -> None:
    with pytest.raises(Refused, match="未付印先发布，须写明原因"):
        publish(issue, actor=cast.responsible_editor, comment=" ")
    publish(issue, actor=cast.responsible_editor, comment="纸本晚一周")
    assert issue.status_changes.get().comment == "纸本晚一周"


def test_after_a_recall_it_is_an_issue_without_a_release(
    issue: Issue, press: Callable[..., Release], cast: Cast
) -> None:
    press(issue)
    recall(issue, actor=cast.responsible_editor, reason="有误")
    with pytest.raises(Refused, match="未付印先发布"):
        publish(Issue.objects.get(pk=issue.pk), actor=cast.responsible_editor)
