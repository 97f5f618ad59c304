"""The full way of an article through the admin, with five people: written, returned, reviewed, signed off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article, Section
from tests.articles.desk.conftest import BASE, address
from tests.articles.desk.pages import open_article, save, select, type_at_end, wait_for_editor
from tests.conftest import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _take(page: Page, label: str, done: str) -> None:
    page.get_by_text(f"{label}…", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("button", name=label, exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text(done)


def test_five_people_bring_an_article_to_its_sign_off(
    open_page: Callable[..., Page], section: Section, cast: Cast
) -> None:
    article = _begun(open_page, section, cast)

    # 编辑 writes and submits.
    editor = open_article(open_page, article, cast.editor)
    type_at_end(editor, "会议由副会长主持。")
    save(editor)
    _take(editor, "送审", "《座谈会召开》已送审")

    # 校编 writes an opinion on a passage and returns the article.
    proof = open_article(open_page, article, cast.proof_editor)
    select(proof, "同比增长5.2%")
    proof.get_by_role("button", name="对这句写意见").click()
    proof.keyboard.insert_text("应为5.3%。")
    proof.get_by_role("button", name="写下意见").click()
    expect(proof.locator(".opinion")).to_contain_text("应为5.3%。")
    proof.get_by_text("退回…").click()
    proof.get_by_label("退回的理由").fill("共1处，见审稿意见")
    with proof.expect_navigation():
        proof.get_by_role("button", name="退回", exact=True).click()

    # 编辑 corrects and submits once more; 校编 looks at what changed, resolves and passes.
    editor.goto(address(article))
    wait_for_editor(editor)
    expect(editor.locator(".opinion")).to_contain_text("应为5.3%。")
    editor.evaluate("editors.id_body.setData(editors.id_body.getData().replace('5.2%', '5.3%'))")
    save(editor)
    _take(editor, "送审", "已送审")
    proof.goto(address(article))
    proof.get_by_role("link", name="自上次审校以来的改动").click()
    expect(proof.locator(".cmp")).to_contain_text("5.3%")
    proof.go_back()
    wait_for_editor(proof)
    proof.get_by_role("button", name="已解决").click()
    expect(proof.locator(".opinion")).to_contain_text("改回未解决")
    _take(proof, "审校通过", "已审校通过")

    _signed_off(open_page, article, proof, cast)


def _begun(open_page: Callable[..., Page], section: Section, cast: Cast) -> Article:
    # 责任编辑 begins the article and hands it to the editor.
    page = open_page(f"{BASE}add/", user=cast.responsible_editor)
    wait_for_editor(page)
    page.select_option("#id_section", str(section.pk))
    page.fill("#id_title", "座谈会召开")
    type_at_end(page, "同比增长5.2%。")
    save(page)
    article = Article.objects.get()
    page.get_by_text("移交…").click()
    page.locator("#handover-assignee").select_option(label="甲编辑")
    page.locator("#handover-comment").fill("请写完")
    with page.expect_navigation():
        page.get_by_role("button", name="移交", exact=True).click()
    expect(page.locator(".desk-standing")).to_contain_text("现在甲编辑手上")
    return article


def _signed_off(open_page: Callable[..., Page], article: Article, proof: Page, cast: Cast) -> None:
    # 校编 cannot sign off; 终审 can, and from there nobody changes the text.
    expect(proof.locator(".step-refused").first).to_contain_text("乙校编没有“终审签发”的权限")
    final = open_article(open_page, article, cast.final_reviewer)
    expect(final.locator(".lock-reason")).to_contain_text("文字已锁定")
    _take(final, "终审签发", "《座谈会召开》已终审签发。")
    article.refresh_from_db()
    assert article.status == "signed_off"
    assert "5.3%" in article.body

    # 管理员 reads it and its trail, and can do nothing to it.
    reader = open_page(address(article), user=cast.administrator)
    expect(reader.locator(".trail").first).to_contain_text("丙终审 终审签发")
    expect(reader.locator(".lock-reason")).to_contain_text("已终审签发")
    expect(reader.locator("#id_title")).to_have_count(0)
