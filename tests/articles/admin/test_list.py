"""The list of articles: search, filters, and a number of queries that does not grow."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Section
from articles.services import section_named
from periodicals.models import Periodical
from tests.conftest import Cast

LIST = "/admin/articles/article/"


@pytest.fixture
def editor(client: Client, cast: Cast) -> Client:
    client.force_login(cast.editor)
    return client


def _titles(response: Any) -> set[str]:
    return {article.title for article in response.context["cl"].result_list}


@pytest.mark.parametrize(
    "query", ["", "?q=稿件", "?status=draft&section=1", "?o=1.2", "?issue=none", "?created_at__year=2026"]
)
def test_queries_do_not_grow_with_rows(
    editor: Client,
    make_article: Callable[..., Article],
    make_issue: Callable[..., Any],
    django_assert_num_queries: Any,
    query: str,
) -> None:
    counts = []
    for rows in (5, 60):
        already = Article.objects.count()
        made = [make_article(f"稿件{n}", source="甲报") for n in range(already, rows)]
        make_issue(2026, len(made), articles=made[: len(made) // 2])
        with django_assert_num_queries(20, exact=False) as captured:
            assert editor.get(LIST + query).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_search_finds_titles_and_text(editor: Client, make_article: Callable[..., Article]) -> None:
    make_article("甲题", body="<p>数控机床</p>")
    make_article("乙题", body="<p>其他</p>")
    assert _titles(editor.get(LIST, {"q": "数控"})) == {"甲题"}


def test_filters_by_status_section_issue_and_day(
    editor: Client,
    make_article: Callable[..., Article],
    make_issue: Callable[..., Any],
    periodical: Periodical,
) -> None:
    other = section_named(periodical, "综述")
    signed = make_article("已签", signed_off=True)
    make_article("综述稿", section=other)
    issue = make_issue(articles=[signed])
    assert _titles(editor.get(LIST, {"status": "signed_off"})) == {"已签"}
    assert _titles(editor.get(LIST, {"section": other.pk})) == {"综述稿"}
    assert _titles(editor.get(LIST, {"issue": issue.pk})) == {"已签"}
    assert _titles(editor.get(LIST, {"issue": "none"})) == {"综述稿"}
    assert _titles(editor.get(LIST, {"changed_since": "2000-01-01"})) == {"已签", "综述稿"}
    assert _titles(editor.get(LIST, {"changed_since": "2999-01-01"})) == set()


@pytest.mark.parametrize(
    "query",
    [
        {"status": "nonsense"},
        {"section": "x"},
        {"section": "99999999999999999999999"},
        {"issue": "0; drop"},
        {"changed_since": "heute"},
        {"p": "x"},
        {"unknown": "1"},
        {"section__periodical__slug": "x"},
        {"q": "\x00"},
    ],
)
def test_a_senseless_value_does_not_crash(
    editor: Client, make_article: Callable[..., Article], query: dict[str, str]
) -> None:
    make_article("甲题")
    response = editor.get(LIST, query)
    assert response.status_code == 200
    if "q" not in query:
        assert _titles(response) == {"甲题"}


def test_a_filter_keeps_search_order_and_page(
    editor: Client, make_article: Callable[..., Article], section: Section
) -> None:
    for n in range(60):
        make_article(f"稿件{n:02}")
    query = {"q": "稿件", "section": str(section.pk), "o": "1"}
    page = editor.get(LIST, query)
    text = page.content.decode()
    assert f"section={section.pk}" in text
    assert '<input type="hidden" name="o" value="1">' in text
    second = editor.get(LIST, query | {"p": "2"})
    assert min(_titles(second)) == "稿件50"


def test_an_empty_list_offers_the_first_step(editor: Client, periodical: Periodical) -> None:
    text = editor.get(LIST).content.decode()
    assert "还没有稿件" in text
    assert "新建稿件" in text
    assert "没有符合条件的稿件" in editor.get(LIST, {"q": "无"}).content.decode()


def test_a_status_is_a_word_in_a_chip(editor: Client, make_article: Callable[..., Article]) -> None:
    make_article("甲题")
    assert '<span class="chip chip-draft">草稿</span>' in editor.get(LIST).content.decode()
