"""Every page works without script, and shows no button that would need one."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.issues.site.world import ARTICLE, PAGES

pytestmark = pytest.mark.browser


def test_every_page(open_site: Callable[..., Page]) -> None:
    page = open_site("/", java_script_enabled=False, width=390)
    for name, address in PAGES.items():
        page.goto(address)
        expect(page.locator("h1"), name).to_be_visible()
        expect(page.locator("button:not([type=submit]):visible, .display:visible"), name).to_have_count(0)
    page.goto(ARTICLE)
    expect(page.get_by_text("本页地址")).to_be_visible()
    expect(page.locator("#here")).to_have_text(
        "http://127.0.0.1:8000" + page.url.partition("localhost")[2][6:]
    )
    page.get_by_text("引用本文").click()
    expect(page.locator("#cite")).to_contain_text("[J/OL]. 测试通讯, 2026(3): 6[引用日期]. http")
    page.locator(".find input").fill("节能")
    page.locator(".find button").click()
    expect(page.locator("h1")).to_have_text("搜索")
    expect(page.locator(".hits li").first).to_be_visible()
