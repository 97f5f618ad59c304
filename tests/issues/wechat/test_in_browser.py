"""The clipboard of a real browser: allowed, forbidden, and without the script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Cast

pytestmark = pytest.mark.browser

# A page that only takes what is pasted, as an account's editor does.
_PASTED = """async () => {
  const [item] = await navigator.clipboard.read();
  const text = async (type) => (await item.getType(type)).text();
  return {html: await text("text/html"), plain: await text("text/plain")};
}"""


def test_the_sheet_comes_onto_the_clipboard(
    open_page: Callable[..., Page], make_article: Any, cast: Cast, settings: Any
) -> None:
    settings.SITE_URL = "https://bianji.example.org"
    body = "<p>第一段</p><table><tr><td>格</td></tr></table><p><img src='/media/none.png' alt=''></p>"
    article = make_article("题目", signed_off=True, body=body)
    page = open_page(
        f"/admin/articles/article/{article.pk}/wechat/", user=cast.editor,
        permissions=["clipboard-read", "clipboard-write"],
    )  # fmt: skip
    page.get_by_role("button", name="复制正文").click()
    expect(page.locator("[data-said]")).to_have_text("正文已复制。")
    pasted = page.evaluate(_PASTED)
    assert "text-indent: 2em" in pasted["html"]
    assert 'src="https://bianji.example.org/media/none.png"' in pasted["html"]
    assert "第一段" in pasted["plain"]

    # As where the site has no HTTPS: the browser has no clipboard for scripts, only for selections.
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})")
    page.locator("dd", has_text="题目").get_by_role("button", name="复制").click()
    expect(page.locator("[data-said]")).to_have_text("标题已复制。")
    page.get_by_role("button", name="复制正文").click()
    expect(page.locator("[data-said]")).to_have_text("正文已复制。")
    page.evaluate("delete navigator.clipboard")
    assert "text-indent: 2em" in page.evaluate(_PASTED)["html"]

    plain = open_page(
        f"/admin/articles/article/{article.pk}/wechat/", user=cast.editor, java_script_enabled=False
    )
    expect(plain.get_by_role("button", name="复制")).to_have_count(0)
    expect(plain.get_by_text("选中以后按 Ctrl+C")).to_be_visible()
