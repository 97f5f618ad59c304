"""The 目录 in the issue's form: order, adding and taking out, in one save or not at all."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Article
from articles.services import section_named
from issues import services
from issues.admin.contents import keys_of
from issues.models import Issue
from periodicals.models import Periodical
from tests.conftest import Cast


@pytest.fixture
def planner(client: Client, cast: Cast) -> Client:
    client.force_login(cast.responsible_editor)
    return client


@pytest.fixture
def three(make_article: Callable[..., Article]) -> list[Article]:
    return [make_article(title) for title in ("甲题", "乙题", "丙题")]


@pytest.fixture
def issue(make_issue: Callable[..., Issue], three: list[Article]) -> Issue:
    return make_issue(2026, 3, articles=three)


def _page(issue: Issue) -> str:
    return f"/admin/issues/issue/{issue.pk}/change/"


def _data(issue: Issue, wanted: list[int], **values: Any) -> dict[str, Any]:
    return {
        "year": issue.year, "number": issue.number, "issue_date": "2026-03-15", "contents": wanted,
        "seen_contents": ",".join(map(str, keys_of(issue))), "editor": "", **values,
    }  # fmt: skip


def test_the_order_of_the_page_becomes_the_order_of_print(
    planner: Client, issue: Issue, three: list[Article]
) -> None:
    wanted = [three[2].pk, three[0].pk, three[1].pk]
    assert planner.post(_page(issue), _data(issue, wanted, editor="甲")).status_code == 302
    assert keys_of(issue) == wanted
    issue.refresh_from_db()
    assert issue.editor == "甲"


def test_articles_are_added_and_taken_out_in_the_same_save(
    planner: Client, issue: Issue, three: list[Article], make_article: Callable[..., Article]
) -> None:
    new = make_article("新题")
    wanted = [new.pk, three[2].pk]
    assert planner.post(_page(issue), _data(issue, wanted)).status_code == 302
    assert keys_of(issue) == wanted
    assert list(issue.entries.values_list("position", flat=True)) == [1, 2]
    assert Article.objects.count() == 4


def test_a_foreign_or_placed_article_is_refused_and_nothing_is_stored(
    planner: Client,
    issue: Issue,
    three: list[Article],
    make_article: Callable[..., Article],
    make_issue: Callable[..., Issue],
    periodical: Periodical,
) -> None:
    other = Periodical.objects.create(title="乙刊", slug="yi", default_layout=periodical.default_layout)
    foreign = make_article("外刊稿", section=section_named(other, "要闻"))
    placed = make_article("他期稿")
    make_issue(2026, 4, articles=[placed])
    before = keys_of(issue)
    for article, reason in ((foreign, "不属于本刊"), (placed, "已编入《测试通讯》2026年第4期")):
        response = planner.post(_page(issue), _data(issue, [article.pk, three[0].pk], editor="甲"))
        text = response.content.decode()
        assert response.status_code == 200
        assert reason in text
        assert "没有丢失" in text
        assert article.title in text
    assert keys_of(issue) == before
    issue.refresh_from_db()
    assert issue.editor == ""


def test_what_another_person_changed_meanwhile_is_not_overwritten(
    planner: Client, issue: Issue, three: list[Article], cast: Cast
) -> None:
    data = _data(issue, [three[2].pk, three[1].pk, three[0].pk])
    services.remove(issue.entries.get(article=three[1]), actor=cast.superuser)
    assert "目录在您编辑期间已被他人改动" in planner.post(_page(issue), data).content.decode()
    assert keys_of(issue) == [three[0].pk, three[2].pk]


@pytest.mark.parametrize("contents", [["x"], ["1", "1"], ["999999999999999999999"], ["123456"]])
def test_a_senseless_list_is_refused_in_chinese(planner: Client, issue: Issue, contents: list[str]) -> None:
    before = keys_of(issue)
    response = planner.post(_page(issue), _data(issue, contents))  # type: ignore[arg-type]
    assert response.status_code == 200
    assert "errornote" in response.content.decode()
    assert keys_of(issue) == before


def test_section_headings_stand_as_in_print(
    planner: Client, make_article: Callable[..., Article], make_issue: Callable[..., Issue],
    periodical: Periodical,
) -> None:  # fmt: skip
    other = section_named(periodical, "综述")
    articles = [make_article("一"), make_article("二", section=other), make_article("三")]
    text = planner.get(_page(make_issue(articles=articles))).content.decode()
    heads = [text.index(f"移动栏目“{name}”") for name in ("要闻", "综述")]
    assert heads == sorted(heads)
    assert text.count("移动栏目“要闻”") == 2


def test_queries_do_not_grow_with_entries(
    planner: Client,
    make_article: Callable[..., Article],
    make_issue: Callable[..., Issue],
    django_assert_num_queries: Any,
) -> None:
    counts = []
    for rows in (5, 60):
        issue = make_issue(2026, rows % 12 + 1, articles=[make_article(f"{rows}-{n}") for n in range(rows)])
        with django_assert_num_queries(30, exact=False) as captured:
            planner.get(_page(issue))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_box_offers_only_free_articles_of_the_periodical(
    planner: Client,
    issue: Issue,
    make_article: Callable[..., Article],
    make_issue: Callable[..., Issue],
    periodical: Periodical,
) -> None:
    other = Periodical.objects.create(title="乙刊", slug="yi", default_layout=periodical.default_layout)
    make_article("自由稿")
    make_article("外刊稿", section=section_named(other, "要闻"))
    make_issue(2026, 4, articles=[make_article("他期稿")])
    address = f"/admin/issues/issue/{issue.pk}/free-articles/"
    answer = planner.get(address, {"term": "稿"}).json()
    assert [result["text"] for result in answer["results"]] == ["自由稿"]
    assert answer["pagination"] == {"more": False}
    for page in ("x", "0", "99999999999"):
        assert planner.get(address, {"page": page}).status_code == 200


def test_only_planners_may_change_the_contents(client: Client, issue: Issue, cast: Cast) -> None:
    def may_open(user: User) -> tuple[int, int, int]:
        client.force_login(user)
        return (
            client.get(_page(issue)).status_code,
            client.post(_page(issue), _data(issue, [])).status_code,
            client.get(f"/admin/issues/issue/{issue.pk}/free-articles/").status_code,
        )

    assert may_open(cast.editor) == (200, 403, 403)
    assert may_open(cast.print_office) == (403, 403, 403)
    assert len(keys_of(issue)) == 3
