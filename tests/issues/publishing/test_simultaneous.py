"""Two people at the same moment: one follows the other, nobody waits for ever, nothing is done twice."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connections

from accounts.models import User
from articles.models import Article
from issues.appointments import ahead, set_time
from issues.corrections import confirm, decline, propose, take_back
from issues.models import Correction, CorrectionState, Issue, IssueStatus, SearchText
from issues.publishing import publish, withdraw
from issues.services import Refused
from issues.takedowns import standing, take_down
from tests.conftest import Cast
from tests.issues.publishing.test_setting_a_time import soon

pytestmark = pytest.mark.django_db(transaction=True)


def _at_once(*steps: Callable[[], object]) -> list[str]:
    """Take steps at the same moment. Returns: the refusals; anything else that is raised fails the test."""
    ready, refused, raised = Barrier(len(steps), timeout=90), [], []

    def take(step: Callable[[], object]) -> None:
        try:
            ready.wait()
            step()
        except Refused as reason:
            refused.append(str(reason))
        except Exception as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=take, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert raised == []
    return refused


@pytest.fixture
def correction(article: Article, cast: Cast) -> Correction:
    return propose(article, actor=cast.editor, field="body", passage="正文", replacement="文字")


def test_of_four_who_decide_one_does(
    article: Article, correction: Correction, cast: Cast, second_reviewer: User
) -> None:
    refused = _at_once(
        lambda: confirm(correction, actor=cast.final_reviewer, seen_version=1),
        lambda: confirm(correction, actor=second_reviewer, seen_version=1),
        lambda: decline(correction, actor=cast.superuser, comment="原文无误"),
        lambda: take_back(correction, actor=cast.editor),
    )
    assert len(refused) == 3
    assert all("已办过" in said or "刚有改动" in said for said in refused)
    correction.refresh_from_db()
    article.refresh_from_db()
    confirmed = correction.state == CorrectionState.CONFIRMED
    assert (article.version, "文字" in article.body) == ((2, True) if confirmed else (1, False))
    assert article.text_digest() == article.signed_off_digest


def test_two_corrections_of_one_text_follow_each_other(
    article: Article, correction: Correction, cast: Cast, second_reviewer: User
) -> None:
    other = propose(article, actor=cast.editor, field="title", passage="乙文", replacement="乙篇")
    (refused,) = _at_once(
        lambda: confirm(correction, actor=cast.final_reviewer, seen_version=1),
        lambda: confirm(other, actor=second_reviewer, seen_version=1),
    )
    assert "刚有改动" in refused
    article.refresh_from_db()
    assert (article.version, article.history.latest().version) == (2, 2)
    assert article.text_digest() == article.signed_off_digest


def test_withdrawn_corrected_and_taken_down_at_once(
    published: Issue, article: Article, correction: Correction, cast: Cast
) -> None:
    refused = _at_once(
        lambda: withdraw(published, actor=cast.responsible_editor, comment="有误"),
        lambda: confirm(correction, actor=cast.final_reviewer, seen_version=1),
        lambda: take_down(article, actor=cast.superuser, reason="有误", note="待核实"),
    )
    assert all("还没有发布" in said for said in refused)
    published.refresh_from_db()
    assert published.status == IssueStatus.AT_PRESS
    assert not SearchText.objects.exists()
    correction.refresh_from_db()
    done = (correction.state == CorrectionState.CONFIRMED) + (standing(article) is not None)
    assert done + len(refused) == 2


def test_a_time_is_set_while_the_issue_is_published(released: Issue, cast: Cast) -> None:
    refused = _at_once(
        lambda: publish(released, actor=cast.responsible_editor),
        lambda: set_time(released, soon(), actor=cast.superuser),
        lambda: set_time(released, soon(4), actor=cast.responsible_editor),
    )
    assert all("已经发布" in said for said in refused)
    released.refresh_from_db()
    assert released.status == IssueStatus.PUBLISHED
    assert ahead(released) is None
