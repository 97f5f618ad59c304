"""校对 beside the text under hands quicker than the server: no press, no word and no note is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.houserules import Judgement, WordEntry
from articles.models import Article
from tests.articles.desk.pages import open_article, text_of, type_at_end
from tests.browser import hold_first, wait_until
from tests.conftest import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHECKED = "**/proofreading/"


@pytest.fixture
def article(make_article: Callable[..., Article]) -> Article:
    WordEntry.objects.all().delete()
    WordEntry.objects.create(purpose="errors", word="混泥土", instead="混凝土")
    return make_article("东山练习", body="<p>塔筒用混泥土建成。</p>", source="东山日报")


@pytest.fixture
def page(open_page: Callable[..., Page], article: Article, cast: Cast) -> Page:
    page = open_article(open_page, article, cast.editor)
    expect(_panel(page)).to_contain_text("1 处待核")
    return page


def _panel(page: Page) -> Locator:
    return page.get_by_role("region", name="校对")


def _suggestion(page: Page) -> Locator:
    return _panel(page).get_by_role("button", name="改为“混凝土”")


def _let_the_answer_in(page: Page, release: Callable[[], None]) -> None:
    with page.expect_response(CHECKED) as answer:
        release()
    answer.value.finished()
    # Whatever the page does with it at once, it has done.
    page.evaluate("() => new Promise(done => setTimeout(done, 200))")


def test_a_press_is_heard_though_an_answer_comes_under_it(page: Page) -> None:
    asked = hold_first(page, CHECKED, lambda: type_at_end(page, "高9 米。"))
    _suggestion(page).hover()
    page.mouse.down()
    _let_the_answer_in(page, asked.continue_)
    page.mouse.up()
    expect(_panel(page)).to_contain_text("改好 1 处")
    assert "塔筒用混凝土建成" in text_of(page)
    # What came in under the hand is shown after it.
    expect(_panel(page)).to_contain_text("高9 米")
    expect(_suggestion(page)).to_have_count(0)


def test_a_reason_being_composed_is_not_broken_off(page: Page) -> None:
    asked = hold_first(page, CHECKED, lambda: type_at_end(page, "高9 米。"))
    _panel(page).get_by_text("不改…").click()
    reason = _panel(page).get_by_label("理由")
    reason.focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "zhuan", "selectionStart": 5, "selectionEnd": 5})
    _let_the_answer_in(page, asked.continue_)
    keyboard.send("Input.insertText", {"text": "专名"})
    expect(_panel(page)).to_contain_text("2 处待核")
    expect(reason.first).to_have_value("专名")


def test_saving_at_once_does_not_lose_what_was_taken(page: Page, article: Article) -> None:
    noted = hold_first(page, "**/proofreading/taken/", _suggestion(page).click)
    with page.expect_navigation():
        page.keyboard.press("Control+s")
        expect(_panel(page)).to_contain_text("接着就保存")
        noted.continue_()
    wait_until(page, lambda: "混凝土" in Article.objects.get(pk=article.pk).body)
    assert [each.quote for each in Judgement.objects.filter(verdict="taken")] == ["混泥土"]


def test_saving_goes_on_when_the_note_cannot_arrive(page: Page, article: Article) -> None:
    noted = hold_first(page, "**/proofreading/taken/", _suggestion(page).click)
    with page.expect_navigation():
        page.keyboard.press("Control+s")
        expect(_panel(page)).to_contain_text("接着就保存")
        noted.abort()
    wait_until(page, lambda: "混凝土" in Article.objects.get(pk=article.pk).body)
