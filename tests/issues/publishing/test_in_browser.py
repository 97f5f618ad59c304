"""In the browser: a time is set, a preview is walked through, a text corrected, an article taken down."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils.timezone import localtime
from playwright.sync_api import Page, expect

from articles.models import Article
from issues.models import Issue
from tests.conftest import Cast


def _press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def test_a_time_is_set_and_cancelled(open_page: Callable[..., Page], released: Issue, cast: Cast) -> None:
    page = open_page(f"/admin/issues/issue/{released.pk}/timing/", user=cast.responsible_editor)
    day = localtime().date() + timedelta(days=3)
    page.get_by_label("日期").fill(day.isoformat())
    page.get_by_label("钟点").fill("08:30")
    _press(page, "定在这个时间")
    expect(page.get_by_text(f"{day.month}月{day.day}日8:30发布，由丁责编设定。")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("link", name="定时发布…").click()
    _press(page, "取消定时")
    expect(page.get_by_text("定时发布已取消")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_preview_is_walked_through(
    open_page: Callable[..., Page], planned: Issue, cast: Cast, script: bool
) -> None:
    page = open_page(
        f"/admin/issues/issue/{planned.pk}/planning/", user=cast.editor, width=390, java_script_enabled=script
    )
    with page.expect_navigation():
        page.get_by_role("link", name="预览（读者所见）").click()
    for link in ("甲文", "首页", "丙文"):
        with page.expect_navigation():
            page.get_by_role("link", name=link).first.click()
        expect(page.get_by_text("预览 · 读者还看不到")).to_be_visible()
        assert "/preview/site/" in page.url
    with page.expect_navigation():
        page.get_by_role("link", name="回到编排").click()
    expect(page.get_by_role("heading", name="编排")).to_be_visible()


def test_a_correction_goes_from_one_to_the_other(
    open_page: Callable[..., Page], article: Article, cast: Cast
) -> None:
    page = open_page(f"/admin/articles/article/{article.pk}/corrections/", user=cast.editor)
    page.get_by_label("原文").fill("正文")
    page.get_by_label("应为").fill("文字")
    _press(page, "提出更正")
    expect(page.get_by_text("等终审确认")).to_be_visible()
    page = open_page("/admin/", user=cast.final_reviewer)
    with page.expect_navigation():
        page.get_by_role("link", name="去确认").click()
    expect(page.locator("del")).to_have_text("正文")
    _press(page, "确认更正")
    expect(page.get_by_text("已更正，读者现在就能看到")).to_be_visible()
    reader = open_page("/2026/3/2/yi-wen/", width=390)
    expect(reader.get_by_text("第一段“正文”应为“文字”。")).to_be_visible()
    expect(reader.get_by_text("乙文的文字。")).to_be_visible()


def test_an_article_is_taken_down(open_page: Callable[..., Page], article: Article, cast: Cast) -> None:
    page = open_page(f"/admin/articles/article/{article.pk}/change/", user=cast.responsible_editor)
    with page.expect_navigation():
        page.get_by_role("link", name="撤下…").click()
    page.get_by_label("给读者的说明").fill("本文待核实。")
    page.get_by_label("撤下的理由").fill("来信指出有误")
    _press(page, "撤下本文")
    expect(page.get_by_text("已撤下，读者看到的是您写的说明")).to_be_visible()
    reader = open_page("/2026/3/", width=390)
    with reader.expect_navigation():
        reader.get_by_role("link", name="乙文（已撤下）").click()
    expect(reader.get_by_text("本文待核实。")).to_be_visible()
