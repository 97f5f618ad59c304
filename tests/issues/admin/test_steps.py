"""The buttons of an issue: each needs its permission, calls one service and says what happened."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from issues import publishing
from issues.models import Issue, IssueStatus
from tests.conftest import Cast


@pytest.fixture
def issue(make_issue: Callable[..., Issue], make_article: Callable[..., Article]) -> Issue:
    return make_issue(2026, 3, articles=[make_article("甲题", signed_off=True)])


@pytest.fixture
def planner(client: Client, cast: Cast) -> Client:
    client.force_login(cast.responsible_editor)
    return client


def _at(issue: Issue, step: str) -> str:
    return f"/admin/issues/issue/{issue.pk}/{step}/"


def test_publishing_asks_first_and_says_what_happens(
    planner: Client, issue: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = []

    def publish(issue: Issue, *, actor: Any, comment: str) -> Issue:
        published.append(comment)
        return issue

    monkeypatch.setattr(publishing, "publish", publish)
    text = planner.get(_at(issue, "publish")).content.decode()
    assert "会把 1 篇文章同时放上网站" in text
    # An issue that did not go to press appears for a reason only.
    assert "未付印先发布，须写明原因" in planner.post(_at(issue, "publish"), {"comment": ""}).content.decode()
    assert published == []
    response = planner.post(_at(issue, "publish"), {"comment": "按期"}, follow=True)
    assert published == ["按期"]
    assert "已发布，读者现在就能看到" in response.content.decode()


def test_publishing_names_what_still_hinders_it(
    planner: Client, make_issue: Callable[..., Issue], make_article: Callable[..., Article]
) -> None:
    issue = make_issue(2026, 4, articles=[make_article("未签稿")])
    text = planner.get(_at(issue, "publish")).content.decode()
    assert "还有 1 篇未经终审签发" in text
    assert "未签稿" in text
    assert "发布本期" not in text
    text = planner.post(_at(issue, "publish"), {"comment": "赶时间"}).content.decode()
    assert "未经终审签发，不能发布" in text
    issue.refresh_from_db()
    assert issue.status == IssueStatus.PLANNING


def _published(issue: Issue) -> Issue:
    from django.utils import timezone

    Issue.objects.filter(pk=issue.pk).update(status=IssueStatus.PUBLISHED, published_at=timezone.now())
    issue.refresh_from_db()
    return issue


def test_withdrawing_needs_a_reason(planner: Client, issue: Issue) -> None:
    _published(issue)
    assert "不再看到" in planner.get(_at(issue, "withdraw")).content.decode()
    assert "撤回发布须写明理由。" in planner.post(_at(issue, "withdraw"), {"comment": " "}).content.decode()
    response = planner.post(_at(issue, "withdraw"), {"comment": "第3页有误"}, follow=True)
    text = response.content.decode()
    assert "已从网站撤回" in text
    assert "丁责编 <b>撤回发布</b>：第3页有误" in text


def test_a_published_issue_is_shown_locked_with_its_address(planner: Client, issue: Issue) -> None:
    text = planner.get(_at(_published(issue), "change")).content.decode()
    assert "已发布，目录和版权页只能查看" in text
    assert 'href="/2026/3/"' in text
    assert 'name="_save"' not in text
    assert 'name="editor"' not in text
    data = {"year": 2026, "number": 3, "issue_date": "2026-03-15", "editor": "新", "contents": []}
    text = planner.post(_at(issue, "change"), data).content.decode()
    assert "不能再改动" in text
    assert "新" in text
    issue.refresh_from_db()
    assert issue.editor == ""
    assert issue.entries.count() == 1


@pytest.mark.parametrize("step", ["build/preview", "publish", "withdraw"])
def test_each_step_needs_its_permission(client: Client, issue: Issue, cast: Cast, step: str) -> None:
    for user in (cast.administrator, cast.print_office):
        client.force_login(user)
        assert client.post(_at(issue, step)).status_code == 403
    client.force_login(cast.outsider)
    assert client.post(_at(issue, step)).status_code == 302


def test_the_page_shows_only_the_buttons_one_may_press(client: Client, issue: Issue, cast: Cast) -> None:
    client.force_login(cast.editor)
    text = client.get(_at(issue, "change")).content.decode()
    assert "整期预览 PDF" in text
    assert "发布…" not in text
    client.force_login(cast.administrator)
    assert "整期预览 PDF" not in client.get(_at(issue, "change")).content.decode()
