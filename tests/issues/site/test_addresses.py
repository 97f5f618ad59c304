"""Addresses: made in one place, one for each page, the same for ever."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from articles.models import Article, Section
from issues import addresses
from issues.models import Issue
from periodicals.models import Periodical


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("两会召开", "liang-hui-zhao-kai"),
        ("喜讯！12个新项目来了！", "xi-xun-12-ge-xin-xiang-mu-lai-le"),
        ("“５Ｇ＋”与AI、API", "5g-yu-ai-api"),
        ("绿色", "lv-se"),
        ("！？……", "article"),
        ("中" * 40, "-".join(["zhong"] * 10)),
        ("a" * 200, "a" * 60),
    ],
)
def test_slug(title: str, slug: str) -> None:
    assert addresses.slug_of(title) == slug
    assert len(slug) <= addresses.SLUG_LENGTH


@pytest.mark.parametrize(
    "asked",
    ["/2026/1/1/", "/2026/1/1/wrong/", "/2026/1/1/甲文/", "/2026/01/01/jia-wen/",
     "/ceshi/2026/1/1/jia-wen/"],
)  # fmt: skip
def test_article_has_one_address(client: Client, published: Callable[..., Issue], asked: str) -> None:
    published()
    answer = client.get(asked)
    assert answer.status_code == 301
    assert answer["Location"] == "/2026/1/1/jia-wen/"


def test_what_was_sent_without_escaping_it_arrives_as_it_was(
    client: Client, published: Callable[..., Issue]
) -> None:
    published()
    answer = client.get("/ceshi/search/", QUERY_STRING='q=高炉 "甲"&x=%E4%B9%99'.encode().decode("latin-1"))
    assert answer.status_code == 301
    assert answer["Location"] == "/search/?q=%E9%AB%98%E7%82%89%20%22%E7%94%B2%22&x=%E4%B9%99"
    broken = client.get("/ceshi/search/", QUERY_STRING="q=\xff\xfe")
    assert broken["Location"] == "/search/?q=%FF%FE"
    assert client.get(broken["Location"]).status_code == 200


def test_corrected_title_redirects(client: Client, published: Callable[..., Issue]) -> None:
    published()
    Article.objects.filter(title="甲文").update(title="丁文")
    answer = client.get("/2026/1/1/jia-wen/")
    assert (answer.status_code, answer["Location"]) == (301, "/2026/1/1/ding-wen/")


@pytest.mark.parametrize(
    ("asked", "found"),
    [("/2026/01/", "/2026/1/"), ("/ceshi/", "/"), ("/ceshi/2026/1/", "/2026/1/"),
     ("/ceshi/issues/", "/issues/"), ("/ceshi/sections/", "/sections/"),
     ("/ceshi/sections/yao-wen/?page=1", "/sections/yao-wen/?page=1"),
     ("/2026/01/ceshi-2026-1.pdf", "/2026/1/ceshi-2026-1.pdf"), ("/2026/1", "/2026/1/")],
)  # fmt: skip
def test_other_pages_have_one_address(
    client: Client, published: Callable[..., Issue], asked: str, found: str
) -> None:
    published(pdf=b"%PDF-")
    answer = client.get(asked)
    assert (answer.status_code, answer["Location"]) == (301, found)


def test_made_addresses(
    published: Callable[..., Issue], section: Section, other_periodical: Periodical
) -> None:
    issue = published()
    entry = issue.entries.get(position=2)
    assert addresses.article(entry) == "/2026/1/2/yi-wen/"
    assert addresses.pdf(issue) == "/2026/1/ceshi-2026-1.pdf"
    assert addresses.section(section, issue.periodical) == "/sections/yao-wen/"
    assert addresses.front(other_periodical) == "/jikan/"
    assert addresses.section(section, other_periodical) == "/jikan/sections/yao-wen/"


def test_section_without_a_slug_breaks_no_page(
    client: Client, published: Callable[..., Issue], section: Section
) -> None:
    published()
    Section.objects.filter(pk=section.pk).update(slug="")
    assert client.get("/").status_code == 200
    assert client.get("/2026/1/1/jia-wen/").status_code == 200


def test_canonical_link_is_the_address(client: Client, published: Callable[..., Issue]) -> None:
    published()
    for address in ("/", "/issues/", "/sections/", "/sections/yao-wen/", "/2026/1/", "/2026/1/1/jia-wen/"):
        html = client.get(address).content.decode()
        assert f'<link rel="canonical" href="{settings.SITE_URL}{address}">' in html
        assert f'<meta property="og:url" content="{settings.SITE_URL}{address}">' in html
