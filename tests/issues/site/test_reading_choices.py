"""What a reader chooses: size of type, light or dark, kept on the device; copying address and reference."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from issues.models import Issue

pytestmark = pytest.mark.browser

LIGHT, DARK = "rgb(253, 252, 249)", "rgb(23, 22, 20)"
ADDRESS = "/2026/1/1/jia-wen/"


def test_size_and_mode_are_kept(published: Callable[..., Issue], open_page: Callable[..., Page]) -> None:
    published()
    page = open_page(ADDRESS, color_scheme="dark")
    ground = page.locator("html")
    expect(ground).to_have_css("background-color", DARK)
    page.get_by_text("显示", exact=True).click()
    page.get_by_label("特大").check()
    page.get_by_label("浅色").check()
    expect(ground).to_have_css("font-size", "21px")
    expect(ground).to_have_css("background-color", LIGHT)
    page.keyboard.press("Escape")
    expect(page.get_by_label("特大")).to_be_hidden()
    expect(page.locator(".display summary")).to_be_focused()
    # The next page is painted so from the first: the script stands in front of everything that shows.
    page.goto("/", wait_until="commit")
    page.wait_for_selector("main", state="attached")
    expect(ground).to_have_css("background-color", LIGHT)
    expect(page.locator('meta[name="theme-color"]').nth(1)).to_have_attribute("content", "#fdfcf9")
    page.get_by_text("显示", exact=True).click()
    expect(page.get_by_label("特大")).to_be_checked()
    page.get_by_label("标准").check()
    page.get_by_label("自动").check()
    expect(ground).to_have_css("font-size", "16px")
    expect(ground).to_have_css("background-color", DARK)
    page.locator("h1").click()
    expect(page.get_by_label("标准")).to_be_hidden()


def test_what_was_stored_wrongly_changes_nothing(
    published: Callable[..., Issue], open_page: Callable[..., Page]
) -> None:
    published()
    page = open_page(ADDRESS)
    page.evaluate("localStorage['reading-size'] = '\"><b>'")
    page.reload()
    expect(page.locator("html")).to_have_css("font-size", "16px")
    expect(page.locator("html")).not_to_have_attribute("data-size", re.compile(""))


def test_copying(published: Callable[..., Issue], open_page: Callable[..., Page]) -> None:
    published()
    page = open_page(ADDRESS, permissions=["clipboard-read", "clipboard-write"])
    copied = "navigator.clipboard.readText()"
    page.get_by_role("button", name="复制链接").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    assert page.evaluate(copied) == f"http://127.0.0.1:8000{ADDRESS}"
    page.get_by_text("引用本文").click()
    page.get_by_role("button", name="复制", exact=True).click()
    expect(page.get_by_role("button", name="已复制").last).to_be_visible()
    day = page.evaluate("new Date().toLocaleDateString('sv-SE')")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", day)
    assert date.fromisoformat(day)
    assert page.evaluate(copied) == (
        f"甲文[J/OL]. 测试通讯, 2026(1): 2[{day}]. http://127.0.0.1:8000{ADDRESS}"
    )
    with page.expect_download() as download:
        page.get_by_role("link", name="BibTeX").click()
    assert download.value.suggested_filename == "ceshi-2026-1-1.bib"
