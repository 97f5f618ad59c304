"""The list of issues: found by the number as people write it, in a constant number of queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from issues.models import Issue
from tests.conftest import Cast

LIST = "/admin/issues/issue/"


@pytest.fixture
def planner(client: Client, cast: Cast) -> Client:
    client.force_login(cast.responsible_editor)
    return client


def _labels(response: Any) -> set[str]:
    return {issue.label for issue in response.context["cl"].result_list}


def test_queries_do_not_grow_with_rows(
    planner: Client,
    make_issue: Callable[..., Issue],
    make_article: Callable[..., Article],
    django_assert_num_queries: Any,
) -> None:
    counts = []
    for rows in (5, 60):
        for n in range(Issue.objects.count(), rows):
            make_issue(2000 + n // 12, n % 12 + 1, articles=[make_article(f"稿{n}")])
        with django_assert_num_queries(20, exact=False) as captured:
            planner.get(LIST)
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("term", ["2026年第8期", "2026-8", "2026年8期", "总第420期", "420", "某篇"])
def test_an_issue_is_found_as_people_write_it(
    planner: Client, make_issue: Callable[..., Issue], make_article: Callable[..., Article], term: str
) -> None:
    make_issue(2026, 8, whole_number=420, articles=[make_article("某篇文章")])
    make_issue(2025, 7, whole_number=407)
    assert _labels(planner.get(LIST, {"q": term})) == {"2026年第8期"}


def test_filters_and_senseless_values(planner: Client, make_issue: Callable[..., Issue]) -> None:
    issue = make_issue(2026, 8)
    make_issue(2025, 7)
    assert _labels(planner.get(LIST, {"year": "2026"})) == {"2026年第8期"}
    assert len(_labels(planner.get(LIST, {"periodical": issue.periodical_id}))) == 2
    assert _labels(planner.get(LIST, {"status": "published"})) == set()
    for senseless in ({"year": "x"}, {"periodical": "x"}, {"status": "x"}, {"q": "总第99999999999999期"}):
        assert planner.get(LIST, senseless).status_code == 200


def test_what_still_waits_for_sign_off_is_said(
    planner: Client, make_issue: Callable[..., Issue], make_article: Callable[..., Article]
) -> None:
    make_issue(articles=[make_article("甲"), make_article("乙", signed_off=True)])
    text = planner.get(LIST).content.decode()
    assert "2 篇" in text
    assert "1 篇未签发" in text
    assert '<span class="chip chip-planning">编排中</span>' in text
