"""The three real bulletins through the page, with mouse and keys."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from issues.models import ImportDraft, Issue
from periodicals.models import Periodical
from tests.bulletins import bulletin_file
from tests.conftest import Cast

pytestmark = pytest.mark.browser
UPLOAD = "/admin/issues/issue/import/"


def choose(page: Page, name: str) -> None:
    page.set_input_files("input[type=file]", str(bulletin_file(name)))
    # The lines come before the script that hears what is done to them.
    page.wait_for_selector(".is-scripted .import-lines")


def name_periodical(page: Page, slug: str) -> None:
    """Choose a new periodical. Each field is stored as it is left: the name's own answer is waited for."""
    page.select_option("#id_periodical", "")
    page.fill("#id_slug", slug)
    with page.expect_response(lambda answer: f"slug={slug}" in (answer.request.post_data or "")):
        page.locator("#id_slug").blur()
    expect(page.locator("[data-said]")).to_contain_text("已存")


def press_import(page: Page) -> None:
    page.get_by_role("button", name="导入这一期").click()
    page.wait_for_url("**/done/")


def test_the_three_real_bulletins(open_page: Callable[..., Page], cast: Cast, periodical: Periodical) -> None:
    page = open_page(UPLOAD, user=cast.responsible_editor)
    for name, slug, articles, whole in (
        ("shanxi-2023-09.txt", "shanxi", 29, 409), ("shanxi-2024-08.txt", "", 22, 420),
    ):  # fmt: skip
        page.goto(UPLOAD)
        choose(page, name)
        expect(page.locator(".import-total")).to_contain_text(f"{articles}篇")
        expect(page.locator(".import-sum")).to_contain_text("一字不漏")
        if slug:
            name_periodical(page, slug)
        press_import(page)
        issue = Issue.objects.get(whole_number=whole)
        assert issue.entries.count() == articles
        assert issue.periodical.slug == "shanxi"

    page.goto(UPLOAD)
    choose(page, "zhejiang-2021-09.txt")
    expect(page.locator(".import-total")).to_contain_text("5个栏目，22篇")
    page.select_option("#id_periodical", str(periodical.pk))
    lines = page.locator(".import-lines")
    # To the first line in doubt, which is right as it is; a subheading is made of another, and undone.
    lines.press("n")
    doubts = page.locator(".in-doubt").count()
    lines.press("Enter")
    expect(page.locator(".in-doubt")).to_have_count(doubts - 1)
    lines.press("ArrowDown")
    lines.press("t")
    expect(page.locator(".import-total")).to_contain_text("23篇")
    lines.press("z")
    expect(page.locator(".import-total")).to_contain_text("22篇")
    # By mouse: two lines of a title become one line and its subtitle.
    page.locator("#line-2").click()
    page.get_by_role("button", name="副题").click()
    expect(page.locator("#line-2 .import-chip")).to_have_text("副题")
    # The boundary of the first article one line down and back.
    page.locator("#line-1").click()
    lines.press("Alt+ArrowDown")
    expect(page.locator("#line-2 .import-chip")).to_have_text("题目")
    lines.press("z")
    expect(page.locator("#line-1 .import-chip")).to_have_text("题目")
    page.reload()
    expect(page.locator("#line-2 .import-chip")).to_have_text("副题")
    press_import(page)
    first = Issue.objects.get(year=2021, number=9).entries.order_by("position")[0].article
    assert first.subtitle
    assert Article.objects.count() == 29 + 22 + 22
    assert ImportDraft.objects.filter(issue=None).count() == 0
    page.get_by_role("button", name="据印本登记22篇").click()
    expect(page.get_by_role("link", name="去发布")).to_be_visible()


def test_a_dropped_file_that_cannot_be_read_is_said_on_the_page(
    open_page: Callable[..., Page], cast: Cast, periodical: Periodical
) -> None:
    page = open_page(UPLOAD, user=cast.responsible_editor, width=390)
    page.set_input_files(
        "input[type=file]", {"name": "old.doc", "mimeType": "x", "buffer": b"\xd0\xcf\x11\xe0"}
    )
    expect(page.locator("[data-progress]")).to_contain_text("旧版 Word")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
