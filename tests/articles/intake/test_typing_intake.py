"""The page in a browser: files dropped, progress, corrections that outlive a reload, drafts at the end."""

import base64
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article, Section
from articles.submissions import Submission
from tests.articles.intake import words
from tests.articles.intake.conftest import BASE
from tests.conftest import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DROP = """files => {
    const data = new DataTransfer();
    for (const [name, content] of files) {
        const bytes = Uint8Array.from(atob(content), each => each.charCodeAt(0));
        data.items.add(new File([bytes], name));
    }
    document.querySelector('[data-drop]').dispatchEvent(
        new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


def test_from_the_drop_to_the_drafts(open_page: Callable[..., Page], section: Section, cast: Cast) -> None:
    files = [
        ("茶壶.docx", words.article()), ("老.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("窗台.txt", "窗台\n绿萝长得很好。".encode()),
    ]  # fmt: skip
    page = open_page(BASE, user=cast.editor)
    expect(page.get_by_text("还没有待确认的来稿")).to_be_visible()
    page.evaluate(DROP, [[name, base64.b64encode(data).decode()] for name, data in files])
    expect(page.locator("[data-card]")).to_have_count(2)
    expect(page.locator("[data-progress] li")).to_have_count(1)
    expect(page.locator("[data-progress]")).to_contain_text("旧版 Word")
    expect(page.get_by_role("button", name="全部收下（2）")).to_be_visible()

    card = page.locator("[data-card]", has_text="窗台.txt")
    card.get_by_label("标题", exact=True).fill("窗台上的绿萝")
    card.get_by_label("作者").click()
    expect(card).to_contain_text("已记下改动")
    page.reload()
    expect(card.get_by_label("标题", exact=True)).to_have_value("窗台上的绿萝")
    page.get_by_text("看正文").first.click()
    picture = page.locator(".as-read img")
    expect(picture).to_be_visible()
    page.wait_for_function("document.querySelector('.as-read img').naturalWidth === 40")

    with page.expect_navigation():
        page.get_by_role("button", name="全部收下（2）").click()
    expect(page.locator(".messagelist")).to_contain_text("收下了2篇，都是草稿")
    assert set(Article.objects.values_list("title", flat=True)) == {"办公室添置新茶壶", "窗台上的绿萝"}
    assert not Submission.objects.exists()


def test_a_lapsed_session_is_told(open_page: Callable[..., Page], section: Section, cast: Cast) -> None:
    page = open_page(BASE, user=cast.editor)
    page.context.clear_cookies(name="sessionid")
    page.evaluate(DROP, [["窗台.txt", base64.b64encode("窗台\n绿萝。".encode()).decode()]])
    expect(page.locator("[data-progress]")).to_contain_text("登录已过期")
