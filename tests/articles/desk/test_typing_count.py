"""字数 under the editor is the number that the office's rule gives: shared cases for both."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.counting import count_characters
from articles.models import Article
from articles.richtext import clean, plain_text
from tests.articles.desk.pages import open_article, type_at_end
from tests.conftest import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CASES = [
    ("<p>汉字，标点。</p>", 6),
    ("<p>用Python 3.11写</p>", 4),
    ("<p>128.6亿元，同比增长5.2%</p>", 10),
    ("<p>don’t re-use e-mail</p>", 3),
    ("<p>café Ω 12:30 1/2</p>", 4),
    ("<p>……——“引文”</p>", 8),
    ("<p>𠮷野家</p>", 3),
    ("<p>前后　全角空格 半角</p>", 8),
    ("<h3>小题</h3><p>AB</p><p>CD</p>", 4),
    ("<ul><li>甲1</li><li>2乙</li></ul><blockquote><p>x</p></blockquote><p>y</p>", 6),
    ('<figure class="table"><table><tbody><tr><td>1</td><td>2</td></tr></tbody></table></figure>', 2),
    ("<p>行一1<br>2行二</p>", 6),
    ("<p>m<sup>2</sup>与H<sub>2</sub>O</p>", 3),
    ("", 0),
]  # fmt: skip


def test_the_same_cases_count_the_same(open_page: Callable[..., Page], draft: Article, cast: Cast) -> None:
    page = open_article(open_page, draft, cast.editor)
    for html, total in CASES:
        assert count_characters(plain_text(clean(html))) == total, html
        page.evaluate("html => window.editors.id_body.setData(html)", html)
        expect(page.locator(".word-count"), html).to_have_text(f"正文 {total} 字")


def test_it_follows_the_typing(open_page: Callable[..., Page], draft: Article, cast: Cast) -> None:
    page = open_article(open_page, draft, cast.editor)
    expect(page.locator(".word-count")).to_have_text("正文 8 字")
    type_at_end(page, "再写5G")
    expect(page.locator(".word-count")).to_have_text("正文 11 字")
