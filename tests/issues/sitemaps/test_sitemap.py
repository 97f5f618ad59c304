"""The sitemap lists every public page once, and nothing else."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from django.test import Client

from articles import services as article_services
from articles.models import Article
from issues import sitemaps
from issues.models import ContentsEntry, Issue
from periodicals.models import Periodical
from tests.issues.machines import queries, utc, xml

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def places(document: Element) -> dict[str, str | None]:
    """Address and lastmod of every row."""
    return {str(row.findtext(f"{MAP}loc")): row.findtext(f"{MAP}lastmod") for row in document}


def everything(client: Client, host: str) -> dict[str, str | None]:
    """Every row of every sitemap that the index names; fails if an address stands twice."""
    found: dict[str, str | None] = {}
    for address in places(xml(client, "/sitemap.xml")):
        rows = places(xml(client, address.removeprefix(host)))
        assert not rows.keys() & found.keys()
        found |= rows
    return found


@pytest.fixture
def two(
    appeared: Callable[..., Issue], other_periodical: Periodical, make_issue: Callable[..., Issue],
    make_article: Callable[..., Article],
) -> None:  # fmt: skip
    appeared(2025, 12, ("旧文",), utc(2025, 12, 15))
    appeared(2026, 1, ("甲文", "撤签文"), utc(2026, 1, 15))
    Article.objects.filter(title="撤签文").update(status="draft", signed_off_digest="")
    make_issue(2026, 2, articles=[make_article("未发布", signed_off=True)])
    section = article_services.section_named(other_periodical, "数据")
    appeared(2026, 4, ("季刊文",), utc(2026, 4, 1), periodical=other_periodical, section=section)


def test_every_public_page_and_no_other(client: Client, two: None, own_host: str) -> None:
    found = everything(client, own_host)
    assert {address.removeprefix(own_host) for address in found} == {
        "/", "/issues/", "/sections/", "/sections/yao-wen/", "/2025/12/", "/2025/12/1/jiu-wen/", "/2026/1/",
        "/2026/1/1/jia-wen/", "/jikan/", "/jikan/issues/", "/jikan/sections/", "/jikan/sections/shu-ju/",
        "/jikan/2026/4/", "/jikan/2026/4/1/ji-kan-wen/",
    }  # fmt: skip
    for address in found:
        page = client.get(address.removeprefix(own_host))
        assert page.status_code == 200, address
        assert f'<link rel="canonical" href="{address}">' in page.content.decode()


def test_lastmod_is_true(client: Client, two: None, own_host: str) -> None:
    Article.objects.filter(title="旧文").update(updated_at=utc(2026, 2, 3))
    found = {place.removeprefix(own_host): day for place, day in everything(client, own_host).items()}
    assert found["/2026/1/1/jia-wen/"] == found["/2026/1/"] == "2026-01-15"
    assert found["/2025/12/1/jiu-wen/"] == found["/2025/12/"] == "2026-02-03"
    # A list changes with everything that stands in it: nothing is said of it.
    assert {found[place] for place in ("/", "/issues/", "/sections/", "/sections/yao-wen/")} == {None}
    index = places(xml(client, "/sitemap.xml"))
    assert index[f"{own_host}/sitemap-ceshi.xml"] is None
    assert str(index[f"{own_host}/sitemap-ceshi.2025.xml"]).startswith("2026-02-03T")
    assert str(index[f"{own_host}/sitemap-ceshi.2026.xml"]).startswith("2026-01-15T")


def test_pages_of_a_long_year(
    client: Client, appeared: Callable[..., Issue], own_host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "ADDRESSES_A_PAGE", 4)
    monkeypatch.setattr(sitemaps.PeriodicalSitemap, "limit", 4)
    for number in (1, 2):
        appeared(2026, number, tuple(f"文{number}之{n}" for n in range(4)))
    index = [place for place in places(xml(client, "/sitemap.xml")) if ".2026." in place]
    assert index == [f"{own_host}/sitemap-ceshi.2026.xml{page}" for page in ("", "?p=2", "?p=3")]
    sizes = [len(places(xml(client, place.removeprefix(own_host)))) for place in index]
    assert sizes == [4, 4, 2]
    assert len(everything(client, own_host)) == 4 + 10


def test_no_such_sitemap(
    client: Client, appeared: Callable[..., Issue], other_periodical: Periodical,
    make_issue: Callable[..., Issue],
) -> None:  # fmt: skip
    appeared()
    make_issue(2027, 1)
    make_issue(2026, 4, periodical=other_periodical)
    for name in ("nobody.xml", "nobody.2026.xml", "ceshi.1999.xml", "ceshi.2027.xml", "ceshi.99999.xml",
                 "jikan.xml", "jikan.2026.xml", ".xml", "ceshi.2026.xml?p=2", "ceshi.2026.xml?p=0",
                 "ceshi.2026.xml?p=x", "ceshi.2026.xml?p=%00", "ceshi.2026.xml?p=" + "9" * 5000):  # fmt: skip
        assert client.get(f"/sitemap-{name}").status_code == 404, name


def test_empty_site(client: Client, db: None) -> None:
    assert places(xml(client, "/sitemap.xml")) == {}


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-ceshi.xml", "/sitemap-ceshi.2026.xml"])
def test_queries(client: Client, appeared: Callable[..., Issue], address: str) -> None:
    appeared(2026, 1, ("一文",))
    few = queries(client, address)
    for year, number in ((2024, 1), (2025, 1), (2026, 2), (2026, 3)):
        appeared(year, number, tuple(f"文{n}" for n in range(6)))
    assert queries(client, address) == few <= 4


def test_a_title_of_any_kind(client: Client, appeared: Callable[..., Issue], own_host: str) -> None:
    issue = appeared(titles=("“&<>”",))
    assert ContentsEntry.objects.filter(issue=issue).count() == 1
    assert f"{own_host}/2026/1/1/article/" in places(xml(client, "/sitemap-ceshi.2026.xml"))


def test_robots(client: Client, db: None, own_host: str) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /admin/", "Disallow: /search/", "Disallow: /*/search/"} <= set(lines)
    assert f"Sitemap: {own_host}/sitemap.xml" in lines
    assert not [line for line in lines if line in {"Disallow: /", "Disallow: /media/"}]


@pytest.mark.parametrize("address", ["/robots.txt", "/sitemap.xml", "/sitemap-ceshi.xml"])
def test_only_to_be_read(client: Client, appeared: Callable[..., Issue], address: str) -> None:
    appeared()
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200
    answer: Any = client.get(address)
    assert not answer.cookies
