"""What article and issue pages tell machines."""

import json
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from articles.models import Article
from issues.models import Issue, PressFile, Takedown
from periodicals.models import Periodical
from tests.conftest import Cast
from tests.issues.machines import utc

ARTICLE = "/2026/1/2/yi-wen/"
# As articles.uploads names them.
PICTURE = f"pictures/ab/{'ab' * 32}.png"
BREAKING = "</script><script>alert(1)</script><!--<script>"


@pytest.fixture
def site(appeared: Callable[..., Issue], periodical: Periodical, own_host: str) -> Issue:
    Periodical.objects.filter(pk=periodical.pk).update(issn="1234-5679")
    issue = appeared(2026, 1, ("甲文", "乙文"), whole_number=421)
    issue.entries.filter(position=2).update(start_page=4)
    Article.objects.filter(title="乙文").update(
        subtitle="——副题一行", byline="本刊记者 甲某、乙某某", source="测试日报",
        source_date=date(2026, 1, 8), source_url="https://example.org/a?b=1&c=2", original_title="原来的题目",
        body="<p>正文一段。</p>", updated_at=utc(2026, 2, 1),
    )  # fmt: skip
    return issue


def head(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().partition("</head>")[0]


def named(html: str) -> list[tuple[str, str]]:
    """(name or property, content) of every meta element, in their order."""
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', html)
    return [(name, unescape(content)) for name, content in found]


def linked(html: str) -> dict[str, Any]:
    """The page's one block of JSON-LD."""
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    found: dict[str, Any] = json.loads(block)
    return found


def test_open_graph_of_an_article(client: Client, site: Issue, own_host: str) -> None:
    told = dict(named(head(client, ARTICLE)))
    assert told["og:type"] == "article"
    assert told["og:title"] == "乙文"
    assert told["og:url"] == own_host + ARTICLE
    assert told["og:site_name"] == "测试通讯"
    assert told["og:locale"] == "zh_CN"
    assert told["og:description"] == told["description"] != ""
    assert told["article:section"] == "要闻"
    assert told["article:published_time"].startswith("2026-01-15T")
    assert told["article:modified_time"].startswith("2026-02-01T")


def test_picture_of_an_article(client: Client, site: Issue, own_host: str) -> None:
    assert "og:image" not in dict(named(head(client, ARTICLE)))
    body = f'<p>文</p><figure class="image"><img src="/media/{PICTURE}" alt="厂房"></figure>'
    Article.objects.filter(title="乙文").update(body=body)
    html = head(client, ARTICLE)
    told = dict(named(html))
    assert told["og:image"] == linked(html)["image"] == f"{own_host}/media/{PICTURE}"
    assert told["og:image:alt"] == "厂房"


def test_dublin_core(client: Client, site: Issue, own_host: str) -> None:
    told = [(name, content) for name, content in named(head(client, ARTICLE)) if name.startswith("DC.")]
    assert told == [
        ("DC.title", "乙文：副题一行"),
        ("DC.creator", "甲某"),
        ("DC.creator", "乙某某"),
        ("DC.subject", "要闻"),
        ("DC.description", "正文一段。"),
        ("DC.publisher", "测试学会"),
        ("DC.publisher", "测试研究院"),
        ("DC.date", "2026-01-15"),
        ("DC.type", "Text"),
        ("DC.format", "text/html"),
        ("DC.identifier", own_host + ARTICLE),
        ("DC.source", "《测试通讯》2026年第1期（总第421期），第4页"),
        ("DC.source", "测试日报 2026年1月8日"),
        ("DC.language", "zh-Hans"),
        ("DC.relation", f"{own_host}/2026/1/"),
    ]


def test_highwire(client: Client, site: Issue, own_host: str) -> None:
    told = [(name, content) for name, content in named(head(client, ARTICLE)) if name.startswith("citation_")]
    assert told == [
        ("citation_title", "乙文：副题一行"),
        ("citation_author", "甲某"),
        ("citation_author", "乙某某"),
        ("citation_journal_title", "测试通讯"),
        ("citation_issn", "1234-5679"),
        ("citation_publisher", "测试学会、测试研究院"),
        ("citation_publication_date", "2026/01/15"),
        ("citation_issue", "1"),
        ("citation_firstpage", "4"),
        ("citation_language", "zh"),
        ("citation_fulltext_html_url", own_host + ARTICLE),
    ]


def test_linked_data_of_an_article(client: Client, site: Issue, own_host: str) -> None:
    found = linked(head(client, ARTICLE))
    assert found["@context"] == "https://schema.org"
    assert (found["@type"], found["@id"], found["url"]) == ("Article", own_host + ARTICLE, own_host + ARTICLE)
    assert (found["headline"], found["alternativeHeadline"]) == ("乙文", "——副题一行")
    assert found["datePublished"].startswith("2026-01-15T")
    assert found["dateModified"].startswith("2026-02-01T")
    assert [each["name"] for each in found["author"]] == ["甲某", "乙某某"]
    assert found["isBasedOn"]["url"] == "https://example.org/a?b=1&c=2"
    assert found["isBasedOn"]["publisher"]["name"] == "测试日报"
    issue = found["isPartOf"]
    assert (issue["@type"], issue["issueNumber"]) == ("PublicationIssue", "1")
    assert issue["@id"] == f"{own_host}/2026/1/"
    periodical = issue["isPartOf"]
    assert (periodical["@type"], periodical["name"], periodical["issn"]) == (
        "Periodical",
        "测试通讯",
        "1234-5679",
    )
    assert [each["name"] for each in periodical["publisher"]] == ["测试学会", "测试研究院"]


def test_linked_data_of_a_plain_article(client: Client, site: Issue) -> None:
    found = linked(head(client, "/2026/1/1/jia-wen/"))
    assert not found.keys() & {"author", "isBasedOn", "alternativeHeadline", "pageStart", "image"}


@pytest.mark.parametrize("address", ["/", "/2026/1/"])
def test_linked_data_of_an_issue(
    client: Client, site: Issue, own_host: str, cast: Cast, address: str
) -> None:
    found = linked(head(client, address))
    assert (found["@type"], found["@id"]) == ("PublicationIssue", f"{own_host}/2026/1/")
    assert (found["issueNumber"], found["datePublished"]) == ("1", "2026-01-15")
    assert found["isPartOf"]["@type"] == "Periodical"
    assert "encoding" not in found
    press_file = PressFile(issue=site, sha256="0" * 64, pages=18, created_by=cast.print_office)
    press_file.file.save("file.pdf", ContentFile(b"%PDF-"))
    encoding = linked(head(client, address))["encoding"]
    assert encoding["contentUrl"] == f"{own_host}/2026/1/ceshi-2026-1.pdf"


def test_nothing_breaks_out(client: Client, site: Issue) -> None:
    Article.objects.filter(title="乙文").update(
        title=BREAKING, subtitle='"><i>', byline=BREAKING, source=BREAKING, original_title="\u2028'\"\\"
    )
    answer = client.get("/2026/1/2/", follow=True)
    html = answer.content.decode()
    assert linked(html)["headline"] == BREAKING
    assert linked(html)["isBasedOn"]["name"] == "\u2028'\"\\"
    assert "alert(1)</script>" not in html
    assert "<i>" not in html
    assert ("DC.title", f'{BREAKING}："><i>') in named(html)


def test_other_pages_say_nothing_of_articles(client: Client, site: Issue) -> None:
    for address in ("/issues/", "/sections/", "/sections/yao-wen/", "/search/"):
        html = client.get(address).content.decode()
        assert "ld+json" not in html
        assert not [name for name, _ in named(html) if name.startswith(("DC.", "citation_", "article:"))]


def test_one_canonical_address_whatever_the_host(client: Client, site: Issue, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    told = {
        re.findall(
            r'<link rel="canonical" href="([^"]+)">',
            client.get(ARTICLE, headers={"host": host}).content.decode(),
        )[0]
        for host in ("tongxun.example.org", "www.example.org", "10.0.0.7:8000")
    }
    assert told == {f"https://tongxun.example.org{ARTICLE}"}


def test_corrected_title_moves_the_address_for_good(client: Client, site: Issue, own_host: str) -> None:
    Article.objects.filter(title="乙文").update(title="丁文")
    moved = client.get(ARTICLE)
    assert (moved.status_code, moved["Location"]) == (301, "/2026/1/2/ding-wen/")
    told = dict(named(head(client, "/2026/1/2/ding-wen/")))
    assert told["og:url"] == told["DC.identifier"] == f"{own_host}/2026/1/2/ding-wen/"


def test_article_that_was_taken_down(client: Client, site: Issue, cast: Cast) -> None:
    Takedown.objects.create(
        article=Article.objects.get(title="乙文"), issue=site, reason="误", note="正在核实",
        taken_down_by=cast.responsible_editor,
    )  # fmt: skip
    answer = client.get(ARTICLE)
    assert answer.status_code == 410
    html = answer.content.decode()
    assert "ld+json" not in html
    assert not [name for name, _ in named(html) if name.startswith(("DC.", "citation_", "article:"))]
    for address in ("/articles.atom", "/issues.atom", "/sitemap-ceshi.2026.xml"):
        text = client.get(address).content.decode()
        assert "/2026/1/1/" in text
        assert "/2026/1/2/" not in text
