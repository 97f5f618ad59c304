"""The planning page in a real browser: by mouse, by keyboard, by thumb; refused, undone, counted."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.models import Article, Section
from issues import services
from issues.models import Issue
from issues.planning import paging
from periodicals.models import Periodical
from tests.browser import hold_first
from tests.conftest import Cast
from tests.issues.planning.conftest import titles

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "<p>" + "正文一页又一页。" * 400 + "</p>"


@pytest.fixture
def issue(
    make_issue: Callable[..., Issue], make_article: Callable[..., Article], other_section: Section
) -> Issue:
    make_article("丁")
    paging._laid_out.cache_clear()
    articles = [make_article("甲", body=LONG), make_article("乙"), make_article("丙", section=other_section)]
    return make_issue(2026, 3, articles=articles)


@pytest.fixture
def open_desk(open_page: Callable[..., Page], cast: Cast, issue: Issue) -> Callable[..., Page]:
    def open_(**options: object) -> Page:
        page = open_page(f"/admin/issues/issue/{issue.pk}/planning/", user=cast.responsible_editor, **options)
        _counted(page)
        return page

    return open_


def _counted(page: Page) -> None:
    expect(page.locator(".plan.is-counting")).to_have_count(0)


def _shows(page: Page, contents: str) -> None:
    """``/要闻/甲乙/综述/丙``: sections between strokes, articles by their one character."""
    names = [section or title for section, title in re.findall(r"/([^/]+)/|(.)", contents)]
    expect(page.locator("[data-list]").locator(".plan-name, .plan-title")).to_have_text(names)


def _entry(page: Page, title: str) -> Locator:
    return page.locator(f'.plan-entry[data-title="{title}"]')


def _pages(page: Page, *numbers: str) -> None:
    expect(page.locator("[data-page]")).to_have_text(numbers)


def _saved(page: Page, said: str) -> None:
    expect(page.locator("[data-said]")).to_contain_text(said)
    _counted(page)


def _drag(page: Page, what: Locator, to: Locator, *, below: bool = False) -> None:
    box = to.bounding_box()
    assert box
    what.hover()
    page.mouse.down()
    y = box["y"] + (box["height"] - 2 if below else 2)
    page.mouse.move(box["x"] + 120, y, steps=8)
    expect(page.locator(".plan-slip")).to_be_visible()
    page.mouse.up()


def test_an_entry_is_dragged_and_pages_follow_without_leaving(
    open_desk: Callable[..., Page], issue: Issue
) -> None:
    page = open_desk()
    _shows(page, "/要闻/甲乙/综述/丙")
    _pages(page, "1", "3", "3")
    expect(page.locator(".plan-sum")).to_contain_text("4页 / 预算20页")
    page.evaluate("window.stayed = true")
    _drag(page, _entry(page, "丙").locator(".plan-title"), _entry(page, "甲"))
    _shows(page, "/综述/丙/要闻/甲乙")
    _saved(page, "《丙》移到第1篇，共3篇。")
    assert titles(issue) == "丙甲乙"
    _pages(page, "1", "1", "3")
    assert list(issue.entries.order_by("position").values_list("start_page", flat=True)) == [1, 1, 3]
    assert page.evaluate("window.stayed")


def test_a_long_objection_leaves_the_header_on_one_line(open_desk: Callable[..., Page]) -> None:
    Periodical.objects.update(page_multiple=8)
    page = open_desk()
    expect(page.locator(".plan-verdict")).to_have_text("比预算少16页；不是8的倍数，须再加4页或减4页。")
    parts = page.locator(".plan-sum, .plan-fitting, .plan-tools")
    middles = parts.evaluate_all(
        "parts => parts.map(part => part.getBoundingClientRect()).map(box => box.top + box.height / 2)"
    )
    assert len(middles) == 4
    assert max(middles) - min(middles) < 8


def test_a_section_is_dragged_with_its_entries(open_desk: Callable[..., Page], issue: Issue) -> None:
    page = open_desk()
    _drag(page, page.locator(".plan-name", has_text="要闻"), _entry(page, "丙"), below=True)
    _shows(page, "/综述/丙/要闻/甲乙")
    _saved(page, "整栏已移动，从第2篇，共3篇起")
    assert titles(issue) == "丙甲乙"


def test_dropped_on_the_pool_it_leaves_and_dragged_back_it_comes(
    open_desk: Callable[..., Page], issue: Issue
) -> None:
    page = open_desk()
    _drag(page, _entry(page, "乙"), page.locator(".plan-pool h2"))
    _saved(page, "《乙》已移出，回到稿库")
    assert titles(issue) == "甲丙"
    _drag(page, page.locator('.plan-free[data-title="丁"]'), _entry(page, "丙"), below=True)
    _saved(page, "《丁》已编入，排在第3篇。")
    assert titles(issue) == "甲丙丁"
    _shows(page, "/要闻/甲/综述/丙/要闻/丁")


def test_everything_moves_by_keyboard(open_desk: Callable[..., Page], issue: Issue) -> None:
    page = open_desk()
    grip = page.get_by_role("button", name="移动《甲》")
    grip.focus()
    page.keyboard.press("Alt+ArrowDown")
    _saved(page, "《甲》移到第2篇，共3篇。")
    expect(grip).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("[data-said]")).to_contain_text("已拿起")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-said]")).to_have_text("《甲》移到第3篇，共3篇。")
    assert titles(issue) == "乙甲丙"
    page.keyboard.press("Space")
    _counted(page)
    assert titles(issue) == "乙丙甲"
    page.keyboard.press("Space")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    expect(page.locator("[data-said]")).to_have_text("已放弃，次序没有变。")
    _shows(page, "/要闻/乙/综述/丙/要闻/甲")
    page.get_by_role("button", name="移动栏目“综述”").focus()
    page.keyboard.press("Alt+ArrowUp")
    _saved(page, "整栏已移动")
    assert titles(issue) == "丙乙甲"


def test_quick_changes_are_all_stored_and_counted_once(open_desk: Callable[..., Page], issue: Issue) -> None:
    page = open_desk()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/pages/" in request.url else None)
    # The first is held up until the last is made: however slow the hand is, they are quick ones.
    page.get_by_role("button", name="移动《甲》").focus()
    first = hold_first(page, "**/planning/reorder/**", lambda: page.keyboard.press("Alt+ArrowDown"))
    for key in ("Down", "Up", "Down"):
        page.keyboard.press(f"Alt+Arrow{key}")
    first.continue_()
    _counted(page)
    assert titles(issue) == "乙丙甲"
    _pages(page, "1", "1", "1")
    assert len(asked) == 1


def test_the_last_change_is_undone(open_desk: Callable[..., Page], issue: Issue) -> None:
    page = open_desk()
    undo = page.get_by_role("button", name="撤销")
    expect(undo).to_be_disabled()
    page.get_by_role("button", name="编入《丁》").click()
    _saved(page, "《丁》已编入，排在第3篇。")
    _shows(page, "/要闻/甲乙丁/综述/丙")
    undo.click()
    _saved(page, "已撤销上一步。")
    _shows(page, "/要闻/甲乙/综述/丙")
    assert titles(issue) == "甲乙丙"
    expect(undo).to_be_disabled()


def test_what_another_person_did_meanwhile_is_shown_and_said(
    open_desk: Callable[..., Page], issue: Issue, cast: Cast
) -> None:
    page = open_desk()
    services.remove(issue.entries.get(article__title="乙"), actor=cast.superuser)
    _drag(page, _entry(page, "丙"), _entry(page, "甲"))
    _saved(page, "已被他人改动")
    _shows(page, "/要闻/甲/综述/丙")
    assert titles(issue) == "甲丙"


def test_a_broken_line_puts_everything_back(open_desk: Callable[..., Page], issue: Issue) -> None:
    page = open_desk()
    page.route("**/planning/reorder/**", lambda route: route.abort())
    _drag(page, _entry(page, "丙"), _entry(page, "甲"))
    expect(page.locator("[data-said]")).to_contain_text("与服务器的连接断了")
    _shows(page, "/要闻/甲乙/综述/丙")
    assert titles(issue) == "甲乙丙"


def test_a_picture_that_is_missing_is_said_beside_its_article(
    open_page: Callable[..., Page], cast: Cast, issue: Issue
) -> None:
    Article.objects.filter(title="乙").update(body='<p><img src="/media/uploads/gone.png"></p>')
    page = open_page(f"/admin/issues/issue/{issue.pk}/planning/", user=cast.responsible_editor)
    _counted(page)
    expect(_entry(page, "乙").locator("[data-wrong]")).to_contain_text("取不到")
    expect(page.locator(".plan-sum")).to_contain_text("页码没有算出")


def test_by_thumb_everything_goes_by_buttons(
    open_desk: Callable[..., Page], issue: Issue, make_issue: Callable[..., Issue]
) -> None:
    april = make_issue(2026, 4)
    page = open_desk(width=390, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    _entry(page, "甲").locator("summary").tap()
    page.get_by_role("button", name="下移", exact=True).tap()
    _saved(page, "《甲》移到第2篇")
    # The menu stays open: one often moves by more than one place.
    page.get_by_role("button", name="下移", exact=True).tap()
    _saved(page, "《甲》移到第3篇")
    assert titles(issue) == "乙丙甲"
    page.locator("h1").tap()
    expect(page.locator(".plan-more[open]")).to_have_count(0)
    _entry(page, "乙").locator("summary").tap()
    page.get_by_role("link", name="移到他期…").tap()
    page.get_by_label("移到", exact=True).select_option("2026年第4期")
    page.get_by_role("button", name="移过去").tap()
    _saved(page, "《乙》已移到2026年第4期")
    assert (titles(issue), titles(april)) == ("丙甲", "乙")
    page.get_by_role("button", name="编入《丁》").tap()
    _saved(page, "《丁》已编入")
    assert titles(issue) == "丙甲丁"


def test_a_drag_given_up_changes_nothing_and_the_next_click_counts(
    open_desk: Callable[..., Page], issue: Issue
) -> None:
    page = open_desk()
    _entry(page, "甲").locator(".plan-title").hover()
    page.mouse.down()
    page.mouse.move(300, 700, steps=4)
    page.keyboard.press("Escape")
    expect(page.locator(".plan-slip")).to_have_count(0)
    page.mouse.up()
    _counted(page)
    assert titles(issue) == "甲乙丙"
    _shows(page, "/要闻/甲乙/综述/丙")
    _entry(page, "乙").locator("summary").click()
    page.get_by_role("button", name="上移", exact=True).click()
    _saved(page, "《乙》移到第1篇，共3篇。")
    assert titles(issue) == "乙甲丙"


def test_the_pool_is_searched_while_typing(
    open_desk: Callable[..., Page], make_article: Callable[..., Article]
) -> None:
    make_article("春耕")
    page = open_desk()
    page.get_by_label("查找稿件").type("春")
    expect(page.locator(".plan-free")).to_have_count(1)
    expect(page.locator(".plan-free")).to_contain_text("春耕")
