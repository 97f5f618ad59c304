"""The planning page under hands that are quicker than the server: nothing pressed is lost, and it is said."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from issues.models import Issue
from tests.browser import hold_first
from tests.conftest import Cast
from tests.issues.planning.conftest import titles

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MAY_LEAVE = "window.dispatchEvent(new Event('beforeunload', {cancelable: true}))"


@pytest.fixture
def page(
    open_page: Callable[..., Page], issue: Issue, make_article: Callable[..., Article], cast: Cast
) -> Page:
    make_article("丁")
    make_article("戊")
    page = open_page(f"/admin/issues/issue/{issue.pk}/planning/", user=cast.responsible_editor)
    _counted(page)
    return page


def _counted(page: Page) -> None:
    expect(page.locator(".plan.is-counting")).to_have_count(0)


def test_a_press_is_heard_though_an_answer_comes_under_it(page: Page, issue: Issue) -> None:
    first = hold_first(page, "**/place/**", page.get_by_role("button", name="编入《丁》").click)
    page.get_by_role("button", name="编入《戊》").hover()
    page.mouse.down()
    with page.expect_response("**/place/**"):
        first.continue_()
    expect(page.locator("[data-said]")).to_contain_text("《丁》已编入")
    page.mouse.up()
    expect(page.locator("[data-said]")).to_contain_text("《戊》已编入")
    _counted(page)
    assert titles(issue) == "甲乙丁戊丙"


def test_what_came_under_an_idle_press_is_shown_after_it(page: Page) -> None:
    first = hold_first(page, "**/place/**", page.get_by_role("button", name="编入《丁》").click)
    page.locator(".plan-contents").hover()
    page.mouse.down()
    first.continue_()
    expect(page.locator("[data-said]")).to_contain_text("《丁》已编入")
    page.mouse.up()
    expect(page.get_by_role("button", name="移动《丁》")).to_be_visible()
    _counted(page)


def test_it_says_when_all_is_stored_and_is_not_left_before(page: Page, issue: Issue) -> None:
    sign = page.locator("[data-saved]")
    page.get_by_role("button", name="移动《甲》").focus()
    first = hold_first(page, "**/reorder/**", lambda: page.keyboard.press("Alt+ArrowDown"))
    page.keyboard.press("Alt+ArrowDown")
    expect(sign).to_have_text("正在保存…")
    assert not page.evaluate(MAY_LEAVE)
    first.continue_()
    expect(sign).to_have_text("已保存")
    assert page.evaluate(MAY_LEAVE)
    assert titles(issue) == "乙丙甲"


def test_changes_after_a_refused_one_are_put_back_and_counting_ends(page: Page, issue: Issue) -> None:
    page.get_by_role("button", name="移动《甲》").focus()
    first = hold_first(page, "**/reorder/**", lambda: page.keyboard.press("Alt+ArrowDown"))
    page.keyboard.press("Alt+ArrowDown")
    first.abort()
    expect(page.locator("[data-said]")).to_contain_text("与服务器的连接断了")
    _counted(page)
    expect(page.locator("[data-saved]")).to_be_empty()
    assert page.evaluate(MAY_LEAVE)
    assert titles(issue) == "甲乙丙"
