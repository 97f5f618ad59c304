"""审稿意见 in the browser: select a passage, write on it, follow it, answer, resolve; text is never left."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles import commenting
from articles.models import Article, ReviewComment
from tests.articles.desk.conftest import address
from tests.articles.desk.pages import open_article, select, text_of, type_at_end
from tests.conftest import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("where", ["editor", "read-only"])
def test_a_selected_passage_is_quoted(
    where: str, open_page: Callable[..., Page], awaiting: Article, in_review: Article, cast: Cast
) -> None:
    if where == "editor":
        Article.objects.update(status="in_review")
    page = open_article(open_page, awaiting, cast.superuser)
    expect(page.get_by_role("button", name="对这句写意见")).to_be_hidden()
    select(page, "稿件的正文")
    page.get_by_role("button", name="对这句写意见").click()
    expect(page.get_by_label("所指原文")).to_have_value("稿件的正文")
    page.keyboard.insert_text("应写明是哪一篇。")
    page.get_by_role("button", name="写下意见").click()
    panel = page.get_by_role("complementary", name="审稿意见")
    expect(panel).to_contain_text("1 条未解决")
    expect(panel.locator(".opinion")).to_contain_text("应写明是哪一篇。")
    assert ReviewComment.objects.get().quote == "稿件的正文"
    assert page.evaluate("[...CSS.highlights.get('opinion')].map(String)") == ["稿件的正文"]
    # Pressed and looked at in one go: the mark goes out again by itself.
    shown = panel.get_by_role("button", name="稿件的正文").evaluate(
        "button => { button.click(); return [...CSS.highlights.get('opinion-shown')].map(String); }"
    )
    assert shown == ["稿件的正文"]


def test_unsaved_text_and_begun_answers_stay(
    open_page: Callable[..., Page], in_review: Article, cast: Cast
) -> None:
    one = commenting.comment(in_review, "第一条", actor=cast.superuser)
    two = commenting.comment(in_review, "第二条", actor=cast.superuser, quote="的正文")
    page = open_article(open_page, in_review, cast.superuser)
    type_at_end(page, "还没保存的一段。")
    page.locator(f"#opinion-{one.pk}").locator("summary").click()
    page.locator(f"#reply-{one.pk}-text").fill("写了一半的回复")
    page.locator(f"#opinion-{two.pk}").get_by_role("button", name="已解决").click()
    expect(page.locator(f"#opinion-{two.pk}")).to_contain_text("改回未解决")
    expect(page.locator(f"#reply-{one.pk}-text")).to_have_value("写了一半的回复")
    assert "还没保存的一段" in text_of(page)
    page.locator(f"#opinion-{one.pk}").get_by_role("button", name="写下回复").click()
    expect(page.locator(f"#opinion-{one.pk} .opinion-reply")).to_contain_text("写了一半的回复")


def test_a_refusal_keeps_what_was_written(
    open_page: Callable[..., Page], in_review: Article, cast: Cast
) -> None:
    page = open_article(open_page, in_review, cast.proof_editor)
    page.get_by_label("所指原文").fill("没有这句")
    page.get_by_label("意见", exact=True).fill("写了很久的意见")
    page.get_by_role("button", name="写下意见").click()
    expect(page.locator(".opinions-said")).to_contain_text("在稿件里找不到")
    expect(page.get_by_label("意见", exact=True)).to_have_value("写了很久的意见")


def test_without_script_too(open_page: Callable[..., Page], in_review: Article, cast: Cast) -> None:
    page = open_page(address(in_review), user=cast.proof_editor, java_script_enabled=False)
    page.get_by_label("所指原文").fill("的正文")
    page.get_by_label("意见", exact=True).fill("请核对")
    page.get_by_role("button", name="写下意见").click()
    expect(page.locator(".opinion")).to_contain_text("请核对")
    page.get_by_text("退回…").click()
    page.get_by_label("退回的理由").fill("共1处，见审稿意见")
    page.get_by_role("button", name="退回", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("已退回，现在甲编辑手上")
