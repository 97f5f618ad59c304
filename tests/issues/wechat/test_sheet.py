"""What is pasted into an official account: styles inside, nothing that its editor would drop."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from articles.models import Article
from issues.models import Issue
from issues.wechat.sheet import sheet
from tests.issues.epub import hostile


def _style_of(html: str, tag: str) -> str:
    found = re.search(rf'<{tag}[^>]* style="([^"]*)"', html)
    assert found, tag
    return found[1]


@pytest.fixture
def dressed(make_article: Callable[..., Article]) -> Callable[..., Any]:
    """The sheet of an article with this body."""
    return lambda body="<p>段</p>", **fields: sheet(
        make_article("题目", signed_off=True, body=body, **fields), None
    )


def test_every_kind_of_element_carries_its_style(dressed: Callable[..., Any]) -> None:
    html = dressed(
        "<p>段</p><h3>题</h3><h4>小题</h4><blockquote>引</blockquote><ul><li>项</li></ul><ol><li>项</li></ol>"
        "<table><tr><th>列</th></tr><tr><td>格</td></tr></table><p><img src='/media/a.png'></p>"
    ).html
    assert "text-indent: 2em" in _style_of(html, "p")
    for tag in ("h2", "h3", "blockquote", "ul", "ol", "li", "table", "th", "td", "img"):
        assert _style_of(html, tag)
    assert "border: 1px solid" in _style_of(html, "td")


def test_kicker_subtitle_and_source_stand_above_the_text(dressed: Callable[..., Any]) -> None:
    made = dressed(kicker="引题", subtitle="副题", byline="某人", source="《某报》")
    words = re.sub(r"<[^>]+>|\s", "", made.html)
    assert words == "引题副题某人来源：《某报》段"
    assert (made.title, made.author) == ("题目", "某人")


def test_links_become_words_and_are_counted(dressed: Callable[..., Any]) -> None:
    made = dressed("<p><a href='https://example.org/'>去看</a></p>")
    assert made.links == 1
    assert "去看" in made.html
    assert "href" not in made.html


def test_a_tables_caption_stands_in_front_of_it(dressed: Callable[..., Any]) -> None:
    html = dressed("<table><caption>表一</caption><tr><td>格</td></tr></table>").html
    assert html.index("表一") < html.index("<table")
    assert "caption>" not in html


def test_nothing_active_comes_through(dressed: Callable[..., Any], db: None) -> None:
    for body in (*hostile.BODIES.values(), "<script>alert(1)</script><p onclick='x()' style='x'>段</p>"):
        html = dressed(body).html
        assert not re.search(r"<(?:script|style|link|iframe|figure|a)\b", html)
        assert not re.search(r"<[^>]* on[a-z]+=", html)


@pytest.mark.parametrize(("public", "ending"), [(True, "网页："), (False, "")])
def test_the_page_is_named_once_there_is_one(
    public: bool, ending: str, make_article: Any, make_issue: Any, publish: Any, settings: Any
) -> None:
    settings.SITE_URL = "https://bianji.example.org"
    article = make_article("题目", signed_off=True)
    issue: Issue = make_issue(2026, 1, articles=[article])
    if public:
        publish(issue)
    made = sheet(article, issue.entries.get())
    assert "本文刊于《测试通讯》2026年第1期" in made.html
    assert made.address == ("https://bianji.example.org/2026/1/1/ti-mu/" if public else "")
    assert ("网页：" in made.html) == public
