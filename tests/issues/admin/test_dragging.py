"""The 目录 in a real browser: dragged, moved by key, added to, saved."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.models import Article
from articles.services import section_named
from issues.models import Issue
from periodicals.models import Periodical
from tests.conftest import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(
    open_page: Callable[..., Page],
    cast: Cast,
    make_article: Callable[..., Article],
    make_issue: Callable[..., Issue],
    periodical: Periodical,
) -> Page:
    other = section_named(periodical, "综述")
    titles = [make_article("甲题"), make_article("乙题"), make_article("丙题", section=other)]
    issue = make_issue(2026, 3, articles=titles)
    make_article("新题")
    return open_page(f"/admin/issues/issue/{issue.pk}/change/", user=cast.responsible_editor)


def _shows(page: Page, *names: str) -> None:
    lines = page.locator(".contents-list").locator(".contents-section > span, .contents-title")
    expect(lines).to_have_text(names)


def _grip(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=f"移动{name}，")


def _drag(page: Page, grip: Locator, to: Locator) -> None:
    target = to.bounding_box()
    assert target
    grip.hover()
    page.mouse.down()
    page.mouse.move(target["x"] + 60, target["y"] + 2, steps=8)
    page.mouse.up()


def _save(page: Page) -> list[str]:
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    return list(Issue.objects.get().entries.order_by("position").values_list("article__title", flat=True))


def test_an_entry_is_dragged_and_the_headings_follow(page: Page) -> None:
    _shows(page, "要闻", "甲题", "乙题", "综述", "丙题")
    _drag(page, _grip(page, "《丙题》"), page.locator(".contents-entry").nth(1))
    _shows(page, "要闻", "甲题", "综述", "丙题", "要闻", "乙题")
    expect(page.locator(".contents-said")).to_have_text("《丙题》移到第 2 篇，共 3 篇。")
    assert _save(page) == ["甲题", "丙题", "乙题"]


def test_a_section_is_dragged_with_its_entries(page: Page) -> None:
    _drag(page, _grip(page, "栏目“综述”"), page.locator(".contents-list > li").first)
    _shows(page, "综述", "丙题", "要闻", "甲题", "乙题")
    assert _save(page) == ["丙题", "甲题", "乙题"]


def test_everything_goes_by_keyboard_too(page: Page) -> None:
    _grip(page, "《甲题》").focus()
    page.keyboard.press("ArrowDown")
    _shows(page, "要闻", "乙题", "甲题", "综述", "丙题")
    expect(_grip(page, "《甲题》")).to_be_focused()
    _grip(page, "栏目“综述”").focus()
    page.keyboard.press("ArrowUp")
    _shows(page, "综述", "丙题", "要闻", "乙题", "甲题")
    page.get_by_role("button", name="移出《乙题》").press("Enter")
    assert _save(page) == ["丙题", "甲题"]


def test_a_free_article_is_found_and_added_below_its_section(page: Page) -> None:
    page.get_by_role("combobox", name="按标题或栏目查找稿件").click()
    expect(page.locator(".select2-search__field")).to_be_focused()
    page.keyboard.type("新")
    page.get_by_role("option", name="新题").click()
    _shows(page, "要闻", "甲题", "乙题", "新题", "综述", "丙题")
    assert _save(page) == ["甲题", "乙题", "新题", "丙题"]
