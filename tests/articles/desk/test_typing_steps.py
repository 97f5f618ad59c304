"""The steps in the browser: by keyboard, after confirmation, and never over unsaved text."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article, Presence
from tests.articles.desk.conftest import address
from tests.articles.desk.pages import open_article, type_at_end, wait_for_editor
from tests.browser import wait_until
from tests.conftest import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_ctrl_enter_opens_the_next_step_and_confirms_it(
    open_page: Callable[..., Page], draft: Article, cast: Cast
) -> None:
    page = open_article(open_page, draft, cast.editor)
    page.locator(".ck-content").click()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="送审", exact=True)).to_be_focused()
    draft.refresh_from_db()
    assert draft.status == "draft"
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(page.locator(".messagelist")).to_contain_text("《一篇稿件》已送审")
    draft.refresh_from_db()
    assert (draft.status, draft.body) == ("in_review", "<p>一篇稿件的正文。</p>")


def test_unsaved_text_is_saved_before_the_step(
    open_page: Callable[..., Page], draft: Article, cast: Cast
) -> None:
    page = open_article(open_page, draft, cast.editor)
    type_at_end(page, "新写的一段。")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".step-unsaved")).to_contain_text("还有没保存的改动，要先保存再送审")
    expect(page.get_by_role("button", name="送审", exact=True)).to_be_disabled()
    with page.expect_navigation():
        page.get_by_role("button", name="现在保存").click()
    wait_for_editor(page)
    # The step stands open again, now over stored text.
    with page.expect_navigation():
        page.get_by_role("button", name="送审", exact=True).click()
    draft.refresh_from_db()
    assert draft.status == "in_review"
    assert "新写的一段" in draft.body


def test_text_typed_while_the_step_stands_open_is_not_left(
    open_page: Callable[..., Page], draft: Article, cast: Cast
) -> None:
    page = open_article(open_page, draft, cast.editor)
    page.get_by_text("送审…").click()
    expect(page.get_by_role("button", name="送审", exact=True)).to_be_enabled()
    page.locator("#id_source").evaluate(
        "e => {e.value = '甲报'; e.dispatchEvent(new Event('input', {bubbles: true}))}"
    )
    page.get_by_role("button", name="送审", exact=True).click()
    expect(page.locator(".step-unsaved")).to_be_visible()
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_return_without_a_reason_is_not_sent(
    open_page: Callable[..., Page], in_review: Article, cast: Cast
) -> None:
    page = open_article(open_page, in_review, cast.proof_editor, width=390)
    page.get_by_text("退回…").click()
    page.get_by_role("button", name="退回", exact=True).click()
    expect(page.get_by_label("退回的理由")).to_be_focused()
    in_review.refresh_from_db()
    assert in_review.status == "in_review"
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.keyboard.press("Escape")
    expect(page.get_by_label("退回的理由")).to_be_hidden()


def test_another_editor_is_seen_and_gone_again(
    open_page: Callable[..., Page], draft: Article, cast: Cast
) -> None:
    theirs = open_article(open_page, draft, cast.superuser)
    wait_until(theirs, Presence.objects.filter(user=cast.superuser).exists)
    mine = open_article(open_page, draft, cast.editor)
    expect(mine.locator(".desk-other")).to_contain_text("庚超管从")
    theirs.goto(address(draft, "versions/"))
    wait_until(mine, lambda: not Presence.objects.filter(user=cast.superuser).exists())
    mine.reload()
    expect(mine.locator(".desk-other")).to_have_count(0)
