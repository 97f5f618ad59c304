"""What is at press stays as it is, until the release is recalled."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article
from articles.services import refusal, reopen, save_text
from articles.workflow import REOPEN
from issues import publishing, services
from issues.layouts import use_layout
from issues.models import Issue, IssueStatus, Release
from issues.press.releases import recall, way_back
from issues.services import Refused
from issues.typesetting.manuscript import spec_of
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_press(issue: Issue, press: Callable[..., Release]) -> Issue:
    press(issue)
    issue.refresh_from_db()
    return issue


def test_the_issue_is_locked(at_press: Issue, make_article: Callable[..., Article], cast: Cast) -> None:
    actor, entries = cast.responsible_editor, list(at_press.entries.all())
    at_press.printer = "另一家"
    attempts: list[Callable[[], object]] = [
        lambda: services.place(at_press, make_article("丙文", signed_off=True), actor=actor),
        lambda: services.remove(entries[0], actor=actor),
        lambda: services.reorder(at_press, [entry.pk for entry in reversed(entries)], actor=actor),
        lambda: services.copy_colophon(at_press, actor=actor),
        lambda: services.store_pages(at_press, {entry.pk: 7 for entry in entries}, actor=actor),
        lambda: services.store_issue(at_press, actor=actor),
        lambda: use_layout(at_press, spec_of(at_press.effective_layout), actor=actor),
    ]
    for attempt in attempts:
        with pytest.raises(Refused, match=r"已付印，.*不能再改动"):
            attempt()
    services.record_pages(at_press, {entry.pk: 7 for entry in entries})
    assert list(at_press.entries.values_list("start_page", flat=True)) == [1, 1]


def test_the_texts_are_locked(at_press: Issue, cast: Cast) -> None:
    article = Article.objects.get(title="甲文")
    with pytest.raises(Refused, match="《甲文》已随《测试通讯》2026年第3期付印，文字不能再改"):
        reopen(article, actor=cast.final_reviewer, comment="改错")
    assert "先撤回该期的付印" in str(refusal(REOPEN, article, cast.final_reviewer))
    article.body = "<p>改过。</p>"
    with pytest.raises(Refused, match="文字已锁定"):
        save_text(article, actor=cast.editor)


def test_they_stay_locked_when_it_is_published(at_press: Issue, cast: Cast) -> None:
    publishing.publish(at_press, actor=cast.responsible_editor)
    with pytest.raises(Refused, match="文字不能再改"):
        reopen(Article.objects.get(title="甲文"), actor=cast.final_reviewer, comment="改错")
    with pytest.raises(Refused, match="请先撤回发布，再撤回付印"):
        recall(at_press, actor=cast.responsible_editor, reason="有误")
    at_press.refresh_from_db()
    assert way_back(at_press) == "要改动，请先撤回发布，再撤回付印。"


def test_after_a_recall_everything_can_be_changed(at_press: Issue, cast: Cast) -> None:
    recall(at_press, actor=cast.responsible_editor, reason="有误")
    article = reopen(Article.objects.get(title="甲文"), actor=cast.final_reviewer, comment="改错")
    article.body = "<p>改过。</p>"
    assert save_text(article, actor=cast.editor).version == 2
    services.remove(at_press.entries.all()[1], actor=cast.responsible_editor)
    at_press.refresh_from_db()
    assert (at_press.status, way_back(at_press)) == (IssueStatus.PLANNING, "")


def test_the_page_says_what_can_be_done(at_press: Issue, client: Client, cast: Cast) -> None:
    client.force_login(cast.responsible_editor)
    address = f"/admin/articles/article/{Article.objects.get(title='甲文').pk}/change/"
    assert "要更正，请先撤回该期的付印" in _lock_reason(client, address)
    publishing.publish(at_press, actor=cast.responsible_editor)
    assert "有误的，请登更正" in _lock_reason(client, address)


def _lock_reason(client: Client, address: str) -> str:
    return str(client.get(address).context["lock_reason"])
