"""Both feeds are Atom as RFC 4287 wants it, and say what is true."""

import re
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pytest
from django.test import Client

from articles import services as article_services
from articles.models import Article, Section
from issues.models import Correction, CorrectionState, Issue
from periodicals.models import Periodical
from tests.conftest import Cast
from tests.issues.machines import UNFIT, published_at, queries, utc, xml

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ("/articles.atom", "/issues.atom")


def one(element: Element, name: str) -> str:
    """The text of the one child of that name."""
    found = element.findall(f"{ATOM}{name}")
    assert len(found) == 1, name
    return found[0].text or ""


def link(element: Element, rel: str) -> str:
    found = [each.get("href") for each in element.findall(f"{ATOM}link") if each.get("rel") == rel]
    assert len(found) == 1, rel
    return str(found[0])


def moment(text: str) -> datetime:
    """RFC 4287, 3.3: a date and time with its offset."""
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", text)
    return datetime.fromisoformat(text)


@pytest.mark.parametrize("address", FEEDS)
def test_everything_that_rfc_4287_requires(
    client: Client, appeared: Callable[..., Issue], own_host: str, address: str
) -> None:
    appeared(2025, 12, ("一文",), utc(2025, 12, 15))
    appeared(2026, 1)
    assert client.get(address)["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = xml(client, address)
    assert feed.tag == f"{ATOM}feed"
    assert one(feed, "title")
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None  # 4.1.1: or every entry would need one
    assert link(feed, "self") == f"{own_host}{address}"
    assert link(feed, "alternate") == f"{own_host}/"
    entries = feed.findall(f"{ATOM}entry")
    ids = [one(each, "id") for each in (feed, *entries)]
    assert len(entries) == (3 if address == "/articles.atom" else 2)
    assert len(set(ids)) == len(ids)
    assert all(urlsplit(each).scheme == "tag" and "tongxun.example.org" in each for each in ids)
    for entry in entries:
        assert one(entry, "title")
        assert (
            moment(one(entry, "published")) <= moment(one(entry, "updated")) <= moment(one(feed, "updated"))
        )
        assert link(entry, "alternate").startswith(f"{own_host}/20")
        content = entry.findall(f"{ATOM}content")
        assert [each.get("type") for each in content] == ["html"]
        assert entry.find(f"{ATOM}summary") is not None
    assert moment(one(feed, "updated")) == utc(2026, 1, 15, 1)


def test_links_lead_to_the_pages(client: Client, appeared: Callable[..., Issue], own_host: str) -> None:
    appeared()
    for address in FEEDS:
        for entry in xml(client, address).findall(f"{ATOM}entry"):
            assert client.get(link(entry, "alternate").removeprefix(own_host)).status_code == 200


def test_the_whole_text_in_printed_order(
    client: Client, appeared: Callable[..., Issue], own_host: str
) -> None:
    appeared(2026, 1)
    picture = '<figure class="image"><img src="/media/a.png" alt="图"></figure>'
    Article.objects.filter(title="乙文").update(
        kicker="引题一行", subtitle="副题一行", byline="本刊记者 甲某", source="测试日报",
        body=f"<p>第一段。</p>{picture}<p>尾<strong>段</strong>。</p>", updated_at=utc(2026, 1, 2),
    )  # fmt: skip
    first, second = xml(client, "/articles.atom").findall(f"{ATOM}entry")
    assert (one(first, "title"), one(second, "title")) == ("甲文", "乙文")
    content = one(second, "content")
    for part in ("引题一行", "副题一行", "<p>第一段。</p>", "尾<strong>段</strong>。", "来源：测试日报",
                 f'src="{own_host}/media/a.png"', "《测试通讯》2026年第1期"):  # fmt: skip
        assert part in content, part
    assert second.find(f"{ATOM}author/{ATOM}name").text == "甲某"  # type: ignore[union-attr]
    assert [each.get("term") for each in second.findall(f"{ATOM}category")] == ["要闻"]


def test_contents_of_an_issue(client: Client, appeared: Callable[..., Issue], own_host: str) -> None:
    appeared(2026, 1, ("甲文", "<乙>文"))
    (entry,) = xml(client, "/issues.atom").findall(f"{ATOM}entry")
    assert one(entry, "title") == "测试通讯2026年第1期"
    assert "<h3>要闻</h3>" in one(entry, "content")
    assert f'<a href="{own_host}/2026/1/2/yi-wen/">&lt;乙&gt;文</a>' in one(entry, "content")


def test_names_last_and_times_are_true(client: Client, appeared: Callable[..., Issue], own_host: str) -> None:
    issue = appeared()
    before = [one(entry, "id") for entry in xml(client, "/articles.atom").findall(f"{ATOM}entry")]
    Article.objects.filter(title="甲文").update(title="丁文", updated_at=utc(2026, 3, 1))
    feed = xml(client, "/articles.atom")
    first, second = feed.findall(f"{ATOM}entry")
    assert [one(first, "id"), one(second, "id")] == before
    assert before[0] == "tag:tongxun.example.org,2026:ceshi/2026/1/1"
    assert moment(one(first, "updated")) == moment(one(feed, "updated")) == utc(2026, 3, 1)
    assert moment(one(first, "published")) == moment(one(second, "updated")) == issue.published_at
    (listed,) = xml(client, "/issues.atom").findall(f"{ATOM}entry")
    assert moment(one(listed, "updated")) == utc(2026, 3, 1)


def test_newest_two_issues_are_whole(client: Client, appeared: Callable[..., Issue]) -> None:
    for number in (1, 2, 3):
        appeared(2026, number, tuple(f"第{number}期之{n}" for n in range(30)), utc(2026, number, 1))
    titles = [one(entry, "title") for entry in xml(client, "/articles.atom").findall(f"{ATOM}entry")]
    assert titles == [f"第{number}期之{n}" for number in (3, 2) for n in range(30)]


def test_what_no_xml_can_hold(client: Client, appeared: Callable[..., Issue]) -> None:
    appeared()
    Article.objects.filter(title="甲文").update(
        title=f"控制{UNFIT}字符 & <b>", byline=f"甲{UNFIT}某", body=f"<p>文{UNFIT}]]>字</p>"
    )
    entry = xml(client, "/articles.atom").find(f"{ATOM}entry")
    assert entry is not None
    assert one(entry, "title") == "控制字符 & <b>"
    assert "文]]&gt;字" in one(entry, "content")
    xml(client, "/issues.atom")


def test_what_no_xml_can_hold_in_the_name_of_a_section(
    client: Client, appeared: Callable[..., Issue]
) -> None:
    issue = appeared()
    Section.objects.filter(periodical=issue.periodical).update(name=f'要{UNFIT}闻 "&<')
    entry = xml(client, "/articles.atom").find(f"{ATOM}entry")
    assert entry is not None
    assert [each.get("term") for each in entry.findall(f"{ATOM}category")] == ['要闻 "&<']


def test_each_author_by_name(client: Client, appeared: Callable[..., Issue]) -> None:
    appeared()
    Article.objects.filter(title="甲文").update(byline="本刊记者 甲\ufffe某、John Smith")
    first, second = xml(client, "/articles.atom").findall(f"{ATOM}entry")
    names = [one(author, "name") for author in first.findall(f"{ATOM}author")]
    assert names == ["甲某", "John Smith"]
    assert not second.findall(f"{ATOM}author")


def test_corrections_are_told(client: Client, appeared: Callable[..., Issue], cast: Cast) -> None:
    issue = appeared()
    few = queries(client, "/articles.atom")
    decided = {"decided_by": cast.superuser, "decided_at": utc(2026, 3, 3)}
    for title, state in (("甲文", CorrectionState.CONFIRMED), ("乙文", CorrectionState.DECLINED)):
        Correction.objects.create(
            article=Article.objects.get(title=title), issue=issue, note="第二段改了<一>字。", state=state,
            proposed_by=cast.editor, **decided,
        )  # fmt: skip
    first, second = xml(client, "/articles.atom").findall(f"{ATOM}entry")
    assert "<p>更正：第二段改了&lt;一&gt;字。（2026年3月3日）</p>" in one(first, "content")
    assert "更正" not in one(second, "content")
    assert queries(client, "/articles.atom") == few


def test_nothing_that_is_not_public(
    client: Client, appeared: Callable[..., Issue], make_issue: Callable[..., Issue],
    make_article: Callable[..., Article], other_periodical: Periodical,
) -> None:  # fmt: skip
    issue = appeared(2026, 1, ("甲文", "撤签文"))
    make_issue(2026, 2, articles=[make_article("未发布", signed_off=True)])
    section = article_services.section_named(other_periodical, "数据")
    appeared(2026, 4, ("季刊文",), periodical=other_periodical, section=section)
    Article.objects.filter(title="撤签文").update(status="draft", signed_off_digest="")
    for address in FEEDS:
        text = client.get(address).content.decode()
        assert "甲文" in text
        for hidden in ("撤签文", "未发布", "2026年第2期", "季刊"):
            assert hidden not in text, hidden
        assert "季刊文" in client.get(f"/jikan{address}").content.decode()
    Issue.objects.filter(pk=issue.pk).update(status="planning", published_at=None)
    assert {client.get(address).status_code for address in FEEDS} == {404}


def test_issue_without_an_article(client: Client, appeared: Callable[..., Issue]) -> None:
    appeared(titles=())
    feed = xml(client, "/articles.atom")
    assert moment(one(feed, "updated")) == utc(2026, 1, 15, 1)
    assert feed.find(f"{ATOM}entry") is None


@pytest.mark.parametrize("address", FEEDS)
def test_queries(client: Client, appeared: Callable[..., Issue], address: str) -> None:
    issue = appeared(2026, 1, ("一文",))
    few = queries(client, address)
    for number in range(2, 14):
        appeared(2026, number, tuple(f"文{n}" for n in range(8)))
    published_at(issue, utc(2026, 1, 15))
    assert queries(client, address) == few <= 6


@pytest.mark.parametrize("address", FEEDS)
def test_announced_on_every_page(client: Client, appeared: Callable[..., Issue], address: str) -> None:
    appeared()
    for page in ("/", "/2026/1/", "/2026/1/1/jia-wen/", "/issues/", "/sections/yao-wen/"):
        html = client.get(page).content.decode()
        assert re.search(
            rf'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="{address}">', html
        ), page


def test_one_address(client: Client, appeared: Callable[..., Issue]) -> None:
    appeared()
    moved = client.get("/ceshi/articles.atom")
    assert (moved.status_code, moved["Location"]) == (301, "/articles.atom")
    assert client.post("/articles.atom").status_code == 405
