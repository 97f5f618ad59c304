"""The index follows what is public at once, and holds nothing else."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from articles import services as article_services
from articles.models import Article
from issues import publishing
from issues.models import Issue, IssueStatus, SearchText
from issues.search.tables import Scope
from issues.typesetting.render import TypesetResult
from periodicals.models import Periodical
from tests.conftest import Cast
from tests.issues.search.conftest import index_keys


@pytest.fixture
def ready(
    make_article: Callable[..., Article], make_issue: Callable[..., Issue], monkeypatch: pytest.MonkeyPatch
) -> Issue:
    """An issue that only waits to be published; pages are not the question here."""
    pages = TypesetResult(pdf=b"%PDF-1.7", pages=2, page_of={}, seconds={})
    monkeypatch.setattr(publishing, "set_pages", lambda document, *rest, **options: pages)
    return make_issue(articles=[make_article(title, signed_off=True) for title in ("高炉", "转炉")])


def test_publishing_and_withdrawing(ready: Issue, cast: Cast, titles: Callable[..., list[str]]) -> None:
    assert titles("炉") == []
    publishing.publish(ready, actor=cast.responsible_editor, comment="测试")
    assert sorted(titles("炉")) == ["转炉", "高炉"]
    publishing.withdraw(ready, actor=cast.responsible_editor, comment="测试")
    assert titles("炉") == []
    assert index_keys() == set()


def test_what_is_rolled_back_was_never_found(
    ready: Issue, cast: Cast, titles: Callable[..., list[str]]
) -> None:
    with transaction.atomic():
        publishing.publish(ready, actor=cast.responsible_editor, comment="测试")
        assert len(titles("炉")) == 2
        transaction.set_rollback(True)
    assert titles("炉") == []
    assert index_keys() == set()


def test_reopened_article_is_not_found_until_signed_off_again(
    published: Callable[..., Issue], cast: Cast, titles: Callable[..., list[str]]
) -> None:
    issue = published("高炉", "转炉")
    article = issue.entries.get(position=1).article
    article = article_services.reopen(article, actor=cast.final_reviewer, comment="更正")
    assert titles("炉") == ["转炉"]
    Article.objects.filter(pk=article.pk).update(title="平炉", body="<p>换了</p>")
    article_services.register_printed(article, actor=cast.responsible_editor, comment="测试")
    assert sorted(titles("炉")) == ["平炉", "转炉"]
    assert titles("高炉") == []
    assert len(index_keys()) == 2


def test_drafts_and_issues_in_planning_are_not_found(
    make_article: Callable[..., Article], make_issue: Callable[..., Issue], publish: Callable[..., Issue],
    titles: Callable[..., list[str]],
) -> None:  # fmt: skip
    make_issue(2026, 2, articles=[make_article("签发未发布的高炉", signed_off=True)])
    make_article("库里的高炉", signed_off=True)
    publish(make_issue(2026, 1, articles=[make_article("草稿高炉"), make_article("高炉", signed_off=True)]))
    assert titles("高炉") == ["高炉"]


def test_another_periodical_is_never_found(
    published: Callable[..., Issue], make_article: Callable[..., Article], make_issue: Callable[..., Issue],
    publish: Callable[..., Issue], other_periodical: Periodical, titles: Callable[..., list[str]],
    scope: Callable[..., Scope], client: Client,
) -> None:  # fmt: skip
    published("高炉")
    section = article_services.section_named(other_periodical, "要闻")
    theirs = make_article("他刊高炉", signed_off=True, section=section)
    publish(make_issue(2026, 1, articles=[theirs], periodical=other_periodical))
    assert titles("高炉") == ["高炉"]
    assert titles("高炉", section_id=section.pk) == []
    here = client.get("/search/", {"q": "高炉", "section": str(section.pk)}).content.decode()
    there = client.get("/jikan/search/", {"q": "高炉"}).content.decode()
    assert "他刊" not in here
    assert "没有找到" not in here  # that section is no choice here, and left out
    assert "他刊" in there
    assert "共1篇" in there


def test_a_stale_index_shows_nothing_that_is_not_public(
    published: Callable[..., Issue], client: Client
) -> None:
    published("高炉", "转炉")
    published("平炉", number=2)
    Article.objects.filter(title="高炉").update(status="draft", signed_off_digest="")
    html = client.get("/search/", {"q": "炉"}).content.decode()
    assert "高<mark>炉</mark>" not in html
    assert "转<mark>炉</mark>" in html
    Issue.objects.filter(number=1).update(status=IssueStatus.PLANNING, published_at=None)
    assert "转<mark>炉" not in client.get("/search/", {"q": "炉"}).content.decode()


def test_an_entry_that_goes_takes_its_words_along(published: Callable[..., Issue]) -> None:
    issue = published("高炉", "转炉")
    issue.entries.get(position=1).delete()
    assert len(index_keys()) == 1
    issue.entries.all().delete()
    assert index_keys() == set()


def test_rebuild(
    published: Callable[..., Issue], titles: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    published("高炉")
    withdrawn = published("转炉", number=2)
    Issue.objects.filter(pk=withdrawn.pk).update(status=IssueStatus.AT_PRESS, published_at=None)
    Article.objects.filter(title="高炉").update(title="平炉")
    SearchText.objects.filter(entry__issue__number=1).delete()
    for _ in range(2):
        call_command("rebuild_search")
        assert titles("炉") == ["平炉"]
        assert len(index_keys()) == 1
    assert "检索已重建，共 1 期" in capsys.readouterr().out


def test_rebuilding_readers_find_old_or_new_and_it_can_be_broken_off(
    published: Callable[..., Issue], titles: Callable[..., list[str]]
) -> None:
    from issues.search.index import rebuild

    for number in (1, 2, 3):
        published(f"高炉{number}", number=number)
    steps = rebuild()
    for _ in range(2):
        next(steps)
        assert len(titles("高炉")) == 3
    steps.close()
    assert len(titles("高炉")) == 3
    assert len(list(rebuild())) == 3
    assert len(titles("高炉")) == 3


def test_steps_of_articles_in_no_issue_leave_the_index_alone(
    make_article: Callable[..., Article], cast: Cast, published: Callable[..., Issue]
) -> None:
    published("高炉")
    before = index_keys()
    article_services.submit(make_article("稿"), actor=cast.editor)
    assert index_keys() == before
