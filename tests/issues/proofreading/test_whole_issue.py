"""全期校对: findings between articles, judged on the issue's page."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from issues.models import Issue
from issues.proofreading.reading import proof_of
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(make_issue: Callable[..., Issue], make_article: Callable[..., Article]) -> Issue:
    first = make_article("东山论坛", body="<p>东山—西岭论坛开幕。</p>", source="东山日报")
    second = make_article("西岭论坛", body="<p>参加东山-西岭论坛。</p>", source="东山日报")
    return make_issue(2031, 8, articles=[first, second])


def _page(issue: Issue, below: str = "") -> str:
    return f"/admin/issues/issue/{issue.pk}/proofreading/{below}"


def test_what_shows_only_between_articles(issue: Issue) -> None:
    proof = proof_of(issue)
    assert [(e.title, [r.finding.quote for r in e.proof.open]) for e in proof.with_findings] == [
        ("西岭论坛", ["东山-西岭"])
    ]
    assert [group.rule.name for group in proof.by_rule] == ["linked-name"]


def test_the_number_of_queries_is_fixed(issue: Issue, make_article: Callable[..., Article]) -> None:
    loaded = Issue.objects.select_related("periodical").get(pk=issue.pk)
    with CaptureQueriesContext(connection) as before:
        proof_of(loaded)
    for number in range(5):
        article = make_article(f"又一篇{number}")
        issue.entries.create(article=article, position=10 + number)
    with CaptureQueriesContext(connection) as after:
        proof_of(loaded)
    assert len(after) == len(before) <= 4


@pytest.mark.parametrize("by", ["", "?by=rule"])
def test_the_page_and_taking_on_it(by: str, issue: Issue, client: Client, cast: Cast) -> None:
    client.force_login(cast.responsible_editor)
    page = client.get(_page(issue, by)).content.decode()
    assert "1 处待核" in page
    remark = proof_of(issue).with_findings[0].proof.open[0]
    article = Article.objects.get(title="西岭论坛")
    data = {"key": remark.key, "version": article.version}
    done = client.post(_page(issue, f"{article.pk}/take/"), data, follow=True).content.decode()
    assert "改好了" in done
    assert Article.objects.get(pk=article.pk).body == "<p>参加东山—西岭论坛。</p>"
    assert "全期没有发现" in done


def test_dismissing_and_restoring(issue: Issue, client: Client, cast: Cast) -> None:
    client.force_login(cast.editor)
    remark = proof_of(issue).with_findings[0].proof.open[0]
    article = Article.objects.get(title="西岭论坛")
    wrong = client.post(_page(issue, f"{article.pk}/dismiss/"), {"key": remark.key}, follow=True)
    assert "须写明理由" in wrong.content.decode()
    data = {"key": remark.key, "reason": "专名"}
    page = client.post(_page(issue, f"{article.pk}/dismiss/"), data, follow=True).content.decode()
    assert "已核、不改的 1 处" in page
    client.post(_page(issue, f"{article.pk}/restore/"), data)
    assert proof_of(issue).open_total == 1


def test_an_outdated_page_changes_nothing(issue: Issue, client: Client, cast: Cast) -> None:
    client.force_login(cast.responsible_editor)
    remark = proof_of(issue).with_findings[0].proof.open[0]
    article = Article.objects.get(title="西岭论坛")
    data = {"key": remark.key, "version": article.version - 1}
    page = client.post(_page(issue, f"{article.pk}/take/"), data, follow=True).content.decode()
    assert "这次没有保存" in page
    assert Article.objects.get(pk=article.pk).body == article.body


def test_an_article_of_another_issue_and_an_unknown_act(
    issue: Issue, make_article: Callable[..., Article], client: Client, cast: Cast
) -> None:
    client.force_login(cast.responsible_editor)
    other = make_article("别期的")
    assert client.post(_page(issue, f"{other.pk}/take/"), {"key": "a:b"}).status_code == 404
    own = Article.objects.get(title="西岭论坛")
    assert client.post(_page(issue, f"{own.pk}/whatever/"), {"key": "a:b"}).status_code == 404


def test_an_empty_issue(make_issue: Callable[..., Issue], client: Client, cast: Cast) -> None:
    client.force_login(cast.editor)
    assert "还没有稿件" in client.get(_page(make_issue(2031, 9))).content.decode()
