"""付印 beside other people's work: of two releases one is made, and nothing slips in between."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connections

from articles.models import Article
from articles.services import reopen
from issues.models import Issue, IssueStatus, PressFile, Release
from issues.press.releases import release
from issues.services import Refused
from tests.conftest import Cast
from tests.issues.press.conftest import FinishedIssue

pytestmark = pytest.mark.django_db(transaction=True)


def _at_once(*steps: Callable[[], object]) -> list[str]:
    """Take steps at the same moment. Returns: the refusals."""
    ready, refused = Barrier(len(steps), timeout=90), []

    def take(step: Callable[[], object]) -> None:
        try:
            ready.wait()
            step()
        except Refused as reason:
            refused.append(str(reason))
        finally:
            connections.close_all()

    threads = [Thread(target=take, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


@pytest.fixture
def made(issue: Issue, finish: Callable[[Issue], FinishedIssue]) -> FinishedIssue:
    return finish(issue)


def _release(issue: Issue, made: FinishedIssue, cast: Cast) -> Callable[[], object]:
    return lambda: release(
        issue, made.files, document=made.document, flaws=made.flaws, actor=cast.responsible_editor
    )


def test_two_releases_at_once(issue: Issue, made: FinishedIssue, cast: Cast) -> None:
    (refused,) = _at_once(_release(issue, made, cast), _release(issue, made, cast))
    assert "不能再付印" in refused
    assert (Release.objects.count(), PressFile.objects.count()) == (1, 3)


def test_a_sign_off_is_taken_back_or_the_issue_goes_to_press(
    issue: Issue, made: FinishedIssue, cast: Cast
) -> None:
    article = Article.objects.get(title="甲文")
    (refused,) = _at_once(
        _release(issue, made, cast), lambda: reopen(article, actor=cast.final_reviewer, comment="改错")
    )
    issue.refresh_from_db()
    article.refresh_from_db()
    at_press = issue.status == IssueStatus.AT_PRESS
    assert at_press == article.is_signed_off == Release.objects.exists()
    assert ("文字不能再改" if at_press else "未经终审签发") in refused
