"""The page: what it shows, what it asks of the database, and that nothing breaks it."""

import re
from collections.abc import Callable
from html import unescape
from importlib import import_module

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import DjangoAssertNumQueries

from articles.models import Section
from issues.models import Issue

# The package's own ``search`` is the view.
view = import_module("issues.views.search")

# Whatever is asked and found: version; periodical, sections, years; index twice, texts; entries in two.
QUERIES = 9


def read(client: Client, **asked: str | int) -> str:
    answer = client.get("/search/", asked)
    assert answer.status_code == 200, asked
    return answer.content.decode()


def words(html: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)))


def test_results(client: Client, published: Callable[..., Issue]) -> None:
    issue = published(
        {"title": "<b>高炉</b>", "body": "<p>第一段。</p><p>高炉 &lt;i&gt; 节能。</p>", "source": "某日报",
         "subtitle": "——高炉副题", "byline": "张三"}
    )  # fmt: skip
    issue.entries.update(printed_page=7)
    html = read(client, q="高炉")
    assert "&lt;b&gt;<mark>高炉</mark>&lt;/b&gt;" in html
    assert "<mark>高炉</mark> &lt;i&gt; 节能" in html
    shown = words(html)
    for part in ("共1篇", "第7页", "2026年第1期", "要闻", "来源：某日报", "——高炉副题"):
        assert part in shown, part
    assert "张三" not in shown
    assert '<meta name="robots" content="noindex">' in html
    assert 'value="高炉"' in html
    assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son[a-z]+=", html)
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels == [1, 2]


def test_help_and_nothing_found(client: Client, published: Callable[..., Issue]) -> None:
    published("高炉")
    assert "怎样找" in read(client)
    assert "怎样找" in read(client, q="，。！")
    assert "没有可以查找的字" in read(client, q="，。！")
    nothing = read(client, q="转炉", year=2026)
    assert "没有找到" in nothing
    assert "在所选范围里没有含有“转炉”的" in words(nothing)
    assert 'href="/search/?q=%E8%BD%AC%E7%82%89"' in nothing
    assert "已发布的文章里没有同时含有“转炉”“高炉”的" in words(read(client, q="转炉 高炉"))


HOSTILE = [
    "'", '"', '""', "“", "\\", "%", "_", "*", "^", "-", "a*", "AND", "OR NOT", "NEAR(高炉)", "words:高炉",
    "{words}:高", "高炉' OR 1=1 --", "'; DROP TABLE issues_searchtext; --", "高\0炉", "\0", "\ud800",
    "🙂", "\u202e高炉", "ﷺ", "a" * 5_000, "高" * 5_000, "高 " * 2_000, "“" * 999, "<script>alert(1)</script>",
    "{{ 1 }}", "{% now %}", "１２３" * 300, "\u0301" * 500, "ǅ İ ß", "=cmd()", "../../etc/passwd",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_queries_get_a_page(client: Client, published: Callable[..., Issue], typed: str) -> None:
    published("高炉")
    html = client.get("/search/", {"q": typed.encode("utf-8", "replace").decode()}).content.decode()
    assert "<h1" in html
    assert "<script>" not in html
    for name in ("sort", "year", "issue", "section", "source", "page"):
        answer = client.get("/search/", {"q": "高炉", name: typed.encode("utf-8", "replace").decode()})
        assert answer.status_code == 200, name
        assert "<script>" not in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["q=%ff%fe", "q=%00", "q", "q=1&q=2", "year=99999999999999999999", "section=-1", "page=-3",
              "page=99999999999999999999", "page=1e9", "year=2026&issue=0", "year=%D9%A2%D9%A0%D9%A2%D9%A6"],
)  # fmt: skip
def test_hostile_addresses_get_a_page(client: Client, published: Callable[..., Issue], query: str) -> None:
    published("高炉")
    assert client.get(f"/search/?{query}").status_code == 200
    assert client.get(f"/search/?q=高炉&{query}").status_code == 200


def test_a_choice_that_is_none_is_left_out_and_said(client: Client, published: Callable[..., Issue]) -> None:
    published("高炉")
    html = read(client, q="高炉", year=1066)
    assert "没有采用" in html
    assert "共1篇" in html


def test_filters_and_pages(
    client: Client, published: Callable[..., Issue], section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "RESULTS_A_PAGE", 2)
    published("高炉一", "高炉二", "高炉三", year=2025, number=3)
    published("高炉四", year=2026)
    first = read(client, q="高炉", sort="date", year=2025, issue=3, section=section.pk)
    assert "共3篇，第1页，共2页" in words(first)
    assert "高炉四" not in words(first)
    assert re.search(r'<option value="2025" selected>', first)
    assert re.search(r'<option value="3" selected>', first)
    link = re.search(r'href="(/search/[^"]+)" rel="next"', first)
    assert link is not None
    second = client.get(unescape(link[1])).content.decode()
    assert "高炉三" in words(second)
    assert "高炉一" not in words(second)
    assert 'rel="prev"' in second
    assert 'rel="next"' not in second
    assert "高炉三" in words(read(client, q="高炉", sort="date", year=2025, page=99))


@pytest.mark.parametrize(
    ("asked", "queries"),
    # The numbers of a chosen year's issues are one more.
    [({"q": "高炉"}, QUERIES), ({"q": "高炉", "year": 2026, "source": "报"}, QUERIES + 1)],
)
def test_queries_do_not_grow(
    client: Client, published: Callable[..., Issue], asked: dict[str, str | int],
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    published({"title": "高炉", "source": "某报"})
    with django_assert_num_queries(queries):
        assert "共1篇" in words(read(client, **asked))
    for number in range(2, 7):
        published(*({"title": f"高炉{n}", "source": "某报"} for n in range(6)), number=number)
    with django_assert_num_queries(queries):
        assert "共31篇" in words(read(client, **asked))


def test_help_costs_no_search(
    client: Client, published: Callable[..., Issue], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published("高炉")
    with django_assert_num_queries(4):
        read(client)


def test_one_address(client: Client, published: Callable[..., Issue]) -> None:
    published("高炉")
    moved = client.get("/ceshi/search/?q=%E9%AB%98%E7%82%89")
    assert (moved.status_code, moved["Location"]) == (301, "/search/?q=%E9%AB%98%E7%82%89")
    assert client.post("/search/").status_code == 405
    assert client.get("/nowhere/search/").status_code == 404


def test_every_page_has_the_field(client: Client, published: Callable[..., Issue]) -> None:
    published("高炉")
    for address in ("/", "/2026/1/", "/2026/1/1/gao-lu/", "/issues/", "/sections/"):
        html = client.get(address).content.decode()
        assert html.count('role="search"') == 1, address
        assert 'action="/search/"' in html


@pytest.mark.browser
def test_from_the_front_page_to_an_article(
    transactional_db: None, published: Callable[..., Issue], open_page: Callable[..., Page]
) -> None:
    published(
        *({"title": f"第{n}篇", "body": f"<p>{'正文。' * 90}高炉节能。</p>"} for n in range(3)),
        "关于高炉的一篇",
    )
    page = open_page("/", width=390, java_script_enabled=False)
    page.get_by_role("searchbox").fill("高炉")
    with page.expect_navigation():
        page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("关于高炉的一篇")
    assert page.locator("mark").count() >= 4
    page.get_by_text("排列与筛选").click()
    page.get_by_label("年份").select_option("2026")
    with page.expect_navigation():
        page.get_by_role("button", name="应用").click()
    expect(page.get_by_label("期号")).to_be_visible()
    for each in page.locator("a:visible, button:visible, select:visible, input:visible").all():
        box = each.bounding_box()
        assert box is not None
        assert box["height"] >= 44 or each.evaluate("e => e.matches('.skip')"), each.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.get_by_role("link", name="关于高炉的一篇").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("关于高炉的一篇")
