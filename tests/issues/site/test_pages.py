"""What the pages hold."""

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from django.test import Client

from articles import services as article_services
from articles.models import Article
from issues.models import ContentsEntry, Issue
from periodicals.models import Frequency, Kind, Periodical

ALL = ("/", "/issues/", "/sections/", "/sections/yao-wen/", "/2026/1/", "/2026/1/1/jia-wen/", "/nothing/")


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<script.*?</script>|<[^>]+>", "", html, flags=re.DOTALL))


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("address", ALL)
def test_every_page(
    client: Client, published: Callable[..., Issue], make_article: Callable[..., Article], address: str
) -> None:
    issue = published(pdf=b"%PDF-")
    Article.objects.filter(title="甲文").update(body="<h4>小节</h4><p>文</p><h3>节</h3><h4>小节</h4>")
    assert issue.entries.count() == 2
    html = client.get(address).content.decode()
    assert html.startswith("<!DOCTYPE html>")
    assert '<html lang="zh-Hans">' in html
    assert html.count("<h1") == 1
    assert html.count("<main ") == html.count('href="#main"') == 1
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    # Data for machines is no script, and names that no browser fetches are no requests.
    html = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", html)
    html = re.sub(r'<link rel="(?:canonical|schema\.DC)"[^>]*>', "", html)
    assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son[a-z]+=", html)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)
    assert re.search(r"<title>[^<\s][^<]*</title>", html)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for named in re.findall(r'aria-labelledby="([^"]+)"', html):
        assert named in ids


def test_front_page_is_the_newest_issue(
    client: Client, published: Callable[..., Issue], periodical: Periodical
) -> None:
    published(2025, 12, ("旧文",), whole_number=420)
    published(2026, 2, ("新文",), whole_number=422)
    published(2026, 1, ("中文",), whole_number=421)
    html = read(client, "/")
    words = text(html)
    assert words.index("测试通讯") < words.index("2026年第2期") < words.index("总第422期")
    assert words.index("总第422期") < words.index("测试学会") < words.index("测试研究院")
    assert words.index("测试研究院") < words.index("主办") < words.index("月刊") < words.index("2026年2月")
    assert words.index("2026年2月") < words.index("目录") < words.index("要闻") < words.index("新文")
    assert "旧文" not in html
    assert words.index("新文") < words.index("2026年第1期") < words.index("2025年第12期")
    assert 'href="/2026/1/"' in html
    assert "(" not in words.split("目录")[0]


def test_without_whole_number_and_sponsors(
    client: Client, published: Callable[..., Issue], periodical: Periodical
) -> None:
    Periodical.objects.filter(pk=periodical.pk).update(sponsors="", frequency=Frequency.WEEKLY)
    published()
    words = text(read(client, "/"))
    assert "总第" not in words
    assert "主办" not in words
    assert "2026年1月15日" in words


def test_cover_says_what_kind_of_publication_it_is(
    client: Client, published: Callable[..., Issue], periodical: Periodical
) -> None:
    published()
    assert "内部资料" not in read(client, "/")  # nothing to say without a number
    Periodical.objects.filter(pk=periodical.pk).update(print_permit_number="晋内资准字第1号")
    assert text(read(client, "/")).index("内部资料，免费交流 晋内资准字第1号") > 0
    Periodical.objects.filter(pk=periodical.pk).update(
        kind=Kind.PUBLIC, print_permit_number="", cn_number="CN 14-0000/TH"
    )
    words = text(read(client, "/"))
    assert "CN 14-0000/TH" in words
    assert "内部资料" not in words


def test_contents_in_printed_order_with_pages(
    client: Client, make_article: Callable[..., Article], make_issue: Callable[..., Issue],
    publish: Callable[..., Issue], periodical: Periodical,
) -> None:  # fmt: skip
    data = article_services.section_named(periodical, "数据")
    written = [
        make_article("甲文", signed_off=True), make_article("乙文", signed_off=True, section=data),
        make_article("丙文", signed_off=True),
    ]  # fmt: skip
    publish(make_issue(articles=written))
    words = text(read(client, "/2026/1/"))
    assert re.search(r"目录 要闻 甲文 第2页 数据 乙文 第4页 要闻 丙文 第6页", words)
    assert "…" not in words
    assert "···" not in words


def test_page_numbers_of_the_paper_come_first(client: Client, published: Callable[..., Issue]) -> None:
    issue = published(pdf=b"%PDF-")
    assert "PDF 系重新排版" not in read(client, "/2026/1/")
    ContentsEntry.objects.filter(issue=issue, position=2).update(printed_page=7)
    html = read(client, "/2026/1/")
    assert "乙文 第7页" in text(html)
    assert "PDF 系重新排版" in html
    assert "本期第7页" in text(read(client, "/2026/1/2/yi-wen/"))


def test_entry_without_page_number(client: Client, published: Callable[..., Issue]) -> None:
    ContentsEntry.objects.filter(issue=published()).update(start_page=None)
    assert "None" not in read(client, "/2026/1/")
    assert "None" not in read(client, "/2026/1/1/jia-wen/")


def test_issue_page(client: Client, published: Callable[..., Issue]) -> None:
    for number in (1, 2, 3):
        published(2026, number, (f"文{number}",), pdf=b"%PDF-" + b"0" * 1_500_000)
    Issue.objects.filter(number=2).update(editor="张三", print_run=800, print_date=date(2026, 2, 20))
    html = read(client, "/2026/2/")
    assert 'href="/2026/1/" rel="prev"' in html
    assert 'href="/2026/3/" rel="next"' in html
    assert 'href="/2026/2/ceshi-2026-2.pdf"' in html
    words = text(html)
    assert "18页，1.4 MB" in words
    for row in ("编辑张三", "印刷日期2026年2月20日", "印数800册"):
        assert row in words


def test_lost_or_missing_pdf_leaves_the_page(client: Client, published: Callable[..., Issue]) -> None:
    issue = published(pdf=b"%PDF-")
    stored = issue.press_files.get().file
    Path(stored.path).unlink()
    assert "PDF" not in read(client, "/2026/1/")
    assert client.get("/2026/1/ceshi-2026-1.pdf").status_code == 404


def test_article_page(client: Client, published: Callable[..., Issue]) -> None:
    published(titles=("甲文", "乙文", "丙文"), whole_number=421)
    Article.objects.filter(title="乙文").update(
        kicker="引题一行", subtitle="副题一行", byline="记者某某", source="测试日报",
        source_date=date(2026, 1, 8), source_url="https://example.org/a?b=1&c=2",
        original_title="原来的题目", body="<p>正文一段。</p><p>正文<strong>二</strong>段。</p>",
    )  # fmt: skip
    html = read(client, "/2026/1/2/yi-wen/")
    words = text(html)
    for part in ("要闻", "引题一行", "乙文", "副题一行", "记者某某", "来源：测试日报", "2026年1月8日",
                 "本期第4页", "正文一段。", "原题：原来的题目", "总第421期"):  # fmt: skip
        assert part in words, part
    assert '<time datetime="2026-01-08">' in html
    assert 'href="https://example.org/a?b=1&amp;c=2"' in html
    assert 'href="/2026/1/1/jia-wen/" rel="prev"' in html
    assert 'href="/2026/1/3/bing-wen/" rel="next"' in html
    assert '<a href="/sections/yao-wen/">要闻</a>' in html
    assert '<meta name="description" content="正文一段。 正文二段。">' in html
    assert '<meta property="og:type" content="article">' in html
    assert "<title>乙文_测试通讯2026年第1期</title>" in html


def test_first_and_last_article(client: Client, published: Callable[..., Issue]) -> None:
    published()
    assert 'rel="prev"' not in read(client, "/2026/1/1/jia-wen/")
    assert 'rel="next"' not in read(client, "/2026/1/2/yi-wen/")


def test_next_article_steps_over_one_that_is_not_public(
    client: Client, published: Callable[..., Issue]
) -> None:
    published(titles=("甲文", "乙文", "丙文"))
    Article.objects.filter(title="乙文").update(status="draft", signed_off_digest="")
    assert 'href="/2026/1/3/bing-wen/" rel="next"' in read(client, "/2026/1/1/jia-wen/")


def test_titles_are_escaped(client: Client, published: Callable[..., Issue]) -> None:
    published(titles=("<script>alert(1)</script>",))
    for address in ("/", "/sections/yao-wen/", "/2026/1/1/script-alert-1-script/"):
        assert "<script>" not in read(client, address)


def test_archive_by_year(client: Client, published: Callable[..., Issue]) -> None:
    for year, number in ((2025, 11), (2025, 12), (2026, 1), (2026, 10)):
        published(year, number, (f"文{year}{number}",))
    words = text(read(client, "/issues/"))
    assert re.search(r"2026年 第10期 .*第1期 .*2025年 第12期 .*第11期", words)


def test_section_through_all_issues(
    client: Client, published: Callable[..., Issue], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("issues.views.sections.ARTICLES_A_PAGE", 2)
    published(2025, 12, ("一文", "二文"))
    published(2026, 1, ("三文", "四文", "五文"))
    first = read(client, "/sections/yao-wen/")
    assert re.search(r"2026年第1期 三文 第2页 四文 第4页", text(first))
    assert 'href="/sections/yao-wen/?page=2" rel="next"' in first
    second = read(client, "/sections/yao-wen/?page=2")
    assert re.search(r"2026年第1期 五文 第6页 2025年第12期 一文 第2页", text(second))
    assert 'href="/sections/yao-wen/" rel="prev"' in second
    assert '<link rel="canonical" href="http://127.0.0.1:8000/sections/yao-wen/?page=2">' in second
    assert 'rel="next"' not in read(client, "/sections/yao-wen/?page=3")


def test_other_periodicals_on_the_front_page(
    client: Client, published: Callable[..., Issue], other_periodical: Periodical,
    make_issue: Callable[..., Issue], publish: Callable[..., Issue],
) -> None:  # fmt: skip
    publish(make_issue(2026, 1, periodical=other_periodical))
    assert 'href="/jikan/">测试季刊' in read(client, "/")  # nothing of the primary one yet
    published()
    assert 'href="/jikan/">测试季刊' in read(client, "/")
    assert "本站其他刊物" not in read(client, "/jikan/")
