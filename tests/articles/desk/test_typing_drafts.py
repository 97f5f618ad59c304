"""What is typed outlives a crash, a reload and a lapsed session, and goes once it is stored."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article, Section
from tests.articles.desk.conftest import BASE, address
from tests.articles.desk.pages import open_article, save, text_of, type_at_end, wait_for_editor
from tests.conftest import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('draft:'))"


@pytest.fixture
def page(open_page: Callable[..., Page], draft: Article, cast: Cast) -> Page:
    cast.editor.set_password("correct horse battery")
    cast.editor.save()
    opened = open_article(open_page, draft, cast.editor)
    opened.on("dialog", lambda dialog: dialog.accept())
    type_at_end(opened, "没有存下的一段5.2%。")
    opened.locator("#id_source").fill("甲报")
    opened.wait_for_function(f"{KEPT}.length === 1")
    return opened


def _reload(page: Page) -> None:
    page.reload()
    wait_for_editor(page)


def test_after_a_reload_it_is_offered_and_taken_up(page: Page, draft: Article) -> None:
    _reload(page)
    box = page.locator("[data-draft]")
    expect(box).to_contain_text("上次没有存下的文字（")
    expect(box).to_contain_text("正文比存下的多 10 字")
    assert "没有存下的一段" not in text_of(page)
    page.get_by_role("button", name="恢复").click()
    expect(box).to_be_hidden()
    assert "没有存下的一段" in text_of(page)
    expect(page.locator("#id_source")).to_have_value("甲报")
    save(page)
    draft.refresh_from_db()
    assert draft.body.endswith("<p>没有存下的一段5.2%。</p>")
    expect(box).to_be_hidden()
    assert page.evaluate(KEPT) == []


@pytest.mark.parametrize("button", ["_save", "_addanother"])
def test_nothing_stays_on_the_machine_once_it_is_stored(button: str, page: Page, draft: Article) -> None:
    with page.expect_navigation():
        page.locator(f"[name={button}]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    wait_for_editor(page)
    assert page.evaluate(KEPT) == []
    draft.refresh_from_db()
    assert draft.version == 2


def test_dropped_it_is_not_offered_again(page: Page) -> None:
    _reload(page)
    page.get_by_role("button", name="丢弃").click()
    assert page.evaluate(KEPT) == []
    _reload(page)
    expect(page.locator("[data-draft]")).to_be_hidden()


def test_not_answered_it_stays(page: Page) -> None:
    _reload(page)
    _reload(page)
    expect(page.locator("[data-draft]")).to_be_visible()


def test_a_lapsed_session_loses_nothing(page: Page, draft: Article) -> None:
    page.context.clear_cookies(name="sessionid")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    page.fill("#id_username", "editor")
    page.fill("#id_password", "correct horse battery")
    with page.expect_navigation():
        page.get_by_role("button", name="登录").click()
    wait_for_editor(page)
    assert page.url.endswith(address(draft))
    page.get_by_role("button", name="恢复").click()
    save(page)
    draft.refresh_from_db()
    assert "没有存下的一段" in draft.body
    assert draft.source == "甲报"


def test_another_person_at_the_same_machine_is_not_offered_it(
    page: Page, open_page: Callable[..., Page], draft: Article, cast: Cast
) -> None:
    kept = page.evaluate("JSON.stringify(localStorage)")
    other = open_article(open_page, draft, cast.superuser)
    other.evaluate("kept => Object.assign(localStorage, JSON.parse(kept))", kept)
    _reload(other)
    expect(other.locator("[data-draft]")).to_be_hidden()


def test_a_new_article_too(open_page: Callable[..., Page], section: Section, cast: Cast) -> None:
    page = open_page(f"{BASE}add/", user=cast.editor)
    page.on("dialog", lambda dialog: dialog.accept())
    wait_for_editor(page)
    page.fill("#id_title", "新稿的题目")
    page.select_option("#id_section", str(section.pk))
    type_at_end(page, "新稿的正文。")
    page.wait_for_function(f"{KEPT}.length === 1")
    _reload(page)
    page.get_by_role("button", name="恢复").click()
    expect(page.locator("#id_title")).to_have_value("新稿的题目")
    save(page)
    assert Article.objects.get().title == "新稿的题目"
    page.goto(f"{BASE}add/")
    wait_for_editor(page)
    expect(page.locator("[data-draft]")).to_be_hidden()
    assert page.evaluate(KEPT) == []
