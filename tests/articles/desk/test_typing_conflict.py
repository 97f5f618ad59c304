"""The page of two who saved, in the browser: all three ways, and what was typed until then."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from articles.services import save_text
from tests.articles.desk.pages import open_article, save, text_of, wait_for_editor
from tests.conftest import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BODY = "<p>第一段原来的话。</p><p>第二段原来的话。</p>"
THEIRS = BODY.replace("第一段原来", "第一段对方改过")
MINE = BODY.replace("第二段原来", "第二段我改过")


@pytest.fixture(params=[1280, 390])
def conflict(
    request: pytest.FixtureRequest,
    open_page: Callable[..., Page],
    make_article: Callable[..., Article],
    cast: Cast,
) -> Page:
    """My text was typed and sent, but another one was stored in between."""
    article = make_article(body=BODY)
    page = open_article(open_page, article, cast.editor, width=request.param)
    stored = Article.objects.get()
    stored.body = THEIRS
    save_text(stored, actor=cast.superuser)
    page.evaluate("html => window.editors.id_body.setData(html)", MINE)
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    expect(page.locator("h1")).to_have_text("没有保存：庚超管先存了一步")
    assert page.evaluate("document.documentElement.scrollWidth") == request.param
    return page


def test_what_only_one_changed_is_picked_already(conflict: Page) -> None:
    places = conflict.locator("fieldset.choice")
    expect(places).to_have_count(2)
    expect(places.nth(0).get_by_label("用对方的")).to_be_checked()
    expect(places.nth(1).get_by_label("用我的")).to_be_checked()
    with conflict.expect_navigation():
        conflict.get_by_role("button", name="按挑选拼成一稿").click()
    wait_for_editor(conflict)
    both = THEIRS.replace("第二段原来", "第二段我改过")
    assert text_of(conflict) == both
    assert Article.objects.get().body == THEIRS
    save(conflict)
    expect(conflict.locator(".messagelist")).to_contain_text("成功")
    assert (Article.objects.get().body, Article.objects.get().version) == (both, 3)
    expect(conflict.locator("[data-draft]")).to_be_hidden()


def test_mine(conflict: Page) -> None:
    with conflict.expect_navigation():
        conflict.get_by_role("button", name="存我的").click()
    assert (Article.objects.get().body, Article.objects.get().version) == (MINE, 3)
    wait_for_editor(conflict)
    expect(conflict.locator("[data-draft]")).to_be_hidden()


def test_theirs_only_after_confirmation(conflict: Page) -> None:
    expect(conflict.get_by_role("link", name="放弃我写的")).to_be_hidden()
    conflict.get_by_text("用对方的…").click()
    with conflict.expect_navigation():
        conflict.get_by_role("link", name="放弃我写的").click()
    wait_for_editor(conflict)
    assert text_of(conflict) == THEIRS
    expect(conflict.locator("[data-draft]")).to_be_hidden()
    assert Article.objects.get().version == 2


def test_who_goes_away_is_offered_it_again(conflict: Page) -> None:
    conflict.goto(conflict.url)
    wait_for_editor(conflict)
    expect(conflict.locator("[data-draft]")).to_contain_text("上次没有存下的文字")
    conflict.get_by_role("button", name="恢复").click()
    assert text_of(conflict) == MINE
    # It was typed on the older version: saving shows both texts again instead of overwriting.
    with conflict.expect_navigation():
        conflict.keyboard.press("Control+s")
    expect(conflict.locator("h1")).to_have_text("没有保存：庚超管先存了一步")
