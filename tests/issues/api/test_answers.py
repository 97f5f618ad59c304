"""What the answers hold: the archive as readers have it, with addresses that lead to it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from issues.models import Correction, CorrectionState, Issue
from tests.conftest import Cast

Ask = Callable[..., Any]


def test_periodicals_lead_to_their_issues(ask: Ask, published: Callable[..., Issue]) -> None:
    published(2026, 2)
    (periodical,) = ask("periodicals")["items"]
    assert (periodical["id"], periodical["title"]) == ("ceshi", "测试通讯")
    assert periodical["sponsors"] == ["测试学会", "测试研究院"]
    assert ask("periodicals/ceshi") == periodical
    assert [issue["id"] for issue in ask("periodicals/ceshi/issues")["items"]] == ["ceshi/2026/2"]


def test_an_issue_has_its_contents_in_printed_order(
    ask: Ask, client: Client, published: Callable[..., Issue]
) -> None:
    published(2026, 3, ("甲文", "乙文"), pdf=b"%PDF-1.7", editor="某编辑")
    issue = ask("periodicals/ceshi/issues/2026/3")
    (part,) = issue["contents"]
    assert part["section"]["name"] == "要闻"
    lines = [(line["id"], line["title"], line["printed_page"]) for line in part["articles"]]
    assert lines == [("ceshi/2026/3/1", "甲文", 2), ("ceshi/2026/3/2", "乙文", 4)]
    assert {"label": "编辑", "value": "某编辑"} in issue["colophon"]
    assert issue["pdf"]["pages"] == 18


def test_every_address_leads_somewhere(
    ask: Ask, client: Client, published: Callable[..., Issue], settings: Any
) -> None:
    published(2026, 3, pdf=b"%PDF-1.7")
    issue = ask("periodicals/ceshi/issues/2026/3")
    article = issue["contents"][0]["articles"][0]
    addresses = [
        issue["web_url"], issue["api_url"], issue["epub_url"], issue["pdf"]["url"], article["web_url"],
        article["api_url"], article["section"]["web_url"], ask("periodicals/ceshi")["web_url"],
    ]  # fmt: skip
    for address in addresses:
        assert address.startswith(f"{settings.SITE_URL}/")
        assert client.get(address.removeprefix(settings.SITE_URL)).status_code == 200, address


def test_an_article_comes_as_html_and_as_text(
    ask: Ask, make_article: Any, make_issue: Any, publish: Any, settings: Any, cast: Cast
) -> None:
    settings.SITE_URL = "https://bianji.example.org"
    body = "<p>第一段</p><p><img src='/media/pictures/a.png' alt='<p>'></p><script>alert(1)</script>"
    article = make_article("题目", signed_off=True, body=body, source="《某报》", kicker="引题")
    # Whatever way it came into the database, it is cleaned on the way out.
    Article.objects.filter(pk=article.pk).update(byline="某人")
    issue = publish(make_issue(2026, 1, articles=[article]))
    Correction.objects.create(
        article=article, issue=issue, note="改了一字。", state=CorrectionState.CONFIRMED,
        proposed_by=cast.editor, decided_by=cast.superuser, decided_at=timezone.now(),
    )  # fmt: skip
    answer = ask("periodicals/ceshi/issues/2026/1/articles/1")
    assert answer["text"] == "第一段"
    assert 'src="https://bianji.example.org/media/pictures/a.png"' in answer["html"]
    assert "script" not in answer["html"]
    assert (answer["kicker"], answer["byline"], answer["source"]) == ("引题", "某人", "《某报》")
    assert [correction["note"] for correction in answer["corrections"]] == ["改了一字。"]


def test_articles_can_be_narrowed_to_a_year_and_a_section(ask: Ask, published: Callable[..., Issue]) -> None:
    published(2025, 1, ("旧文",))
    published(2026, 1, ("新文",))
    section = ask("periodicals/ceshi/sections")["items"][0]
    assert section["articles"] == 2
    titles = lambda **query: [line["title"] for line in ask("periodicals/ceshi/articles", **query)["items"]]  # noqa: E731
    assert titles() == ["新文", "旧文"]
    assert titles(year=2025) == ["旧文"]
    assert titles(section=section["id"], year=2026) == ["新文"]
    ask("periodicals/ceshi/articles", section="no-such", status=404)


def test_what_is_searched_is_found_with_its_passage(ask: Ask, found: Callable[..., Issue]) -> None:
    found(2025, 1, ("高炉旧事",))
    found(2026, 1, ("高炉节能", "别的事"))
    titles = lambda **query: [  # noqa: E731
        hit["article"]["title"] for hit in ask("periodicals/ceshi/search", **query)["items"]
    ]
    assert titles(q="高炉", sort="date") == ["高炉节能", "高炉旧事"]
    assert titles(q="高炉", year=2025) == ["高炉旧事"]
    assert titles(q="“高炉节能”") == ["高炉节能"]
    assert titles(q="，。") == []
    (hit,) = ask("periodicals/ceshi/search", q="节能")["items"]
    assert "<mark>节能</mark>" in hit["passage"]


def test_a_list_is_read_page_by_page(
    ask: Ask, client: Client, published: Callable[..., Issue], settings: Any
) -> None:
    published(titles=tuple(f"文{number}" for number in range(5)))
    address = f"{settings.SITE_URL}/api/v1/periodicals/ceshi/articles?size=2"
    seen = []
    while address:
        page = client.get(address.removeprefix(settings.SITE_URL)).json()
        seen += [line["position"] for line in page["items"]]
        address = page["next_url"]
    assert seen == [1, 2, 3, 4, 5]
    assert page["total"] == 5
    assert page["previous_url"].endswith("page=2&size=2")
    past = ask("periodicals/ceshi/articles", page=9, size=2)
    assert (past["items"], past["next_url"]) == ([], None)


def test_what_has_not_changed_is_not_sent_again(client: Client, published: Callable[..., Issue]) -> None:
    published()
    first = client.get("/api/v1/periodicals")
    again = client.get("/api/v1/periodicals", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["periodicals", "openapi.json", "nowhere"])
def test_pages_of_other_sites_may_read_it(path: str, client: Client, db: None) -> None:
    assert client.get(f"/api/v1/{path}")["Access-Control-Allow-Origin"] == "*"
