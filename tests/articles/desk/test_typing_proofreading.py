"""校对 in the browser: found while typing, underlined, taken into the editor, dismissed with a reason."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.houserules import Judgement, WordEntry
from articles.models import Article
from tests.articles.desk.pages import open_article, save, text_of, type_at_end
from tests.conftest import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _underlined(page: Page) -> list[str]:
    return list(page.evaluate("[...(CSS.highlights.get('finding') ?? [])].map(String)"))


def test_from_typing_to_the_stored_text(
    open_page: Callable[..., Page], make_article: Callable[..., Article], cast: Cast
) -> None:
    # The tables were emptied before: the lists are the test's own.
    WordEntry.objects.all().delete()
    WordEntry.objects.create(purpose="errors", word="混泥土", instead="混凝土")
    article = make_article("东山练习", body="<p>练习<strong>开课</strong>。</p>", source="东山日报")
    page = open_article(open_page, article, cast.editor)
    panel = page.get_by_role("region", name="校对")
    expect(panel).to_contain_text("没有待核的")
    type_at_end(page, "塔筒用混泥土,高9 米。")
    expect(panel).to_contain_text("3 处待核")
    assert "混泥土" in _underlined(page)
    panel.get_by_role("button", name="改为“混凝土”").click()
    expect(panel).to_contain_text("2 处待核")
    assert "塔筒用混凝土,高" in text_of(page)
    mark = panel.locator(".finding").first
    mark.get_by_text("不改…").click()
    mark.get_by_label("理由").fill("原文如此")
    mark.get_by_role("button", name="不改").click()
    expect(panel).to_contain_text("1 处待核")
    expect(panel).to_contain_text("已核、不改的 1 处")
    title = page.get_by_label("标题", exact=True)
    title.fill("东山混泥土练习")
    expect(panel).to_contain_text("2 处待核")
    panel.get_by_role("button", name="改为“混凝土”").click()
    expect(title).to_have_value("东山混凝土练习")
    # Asked for anew once the server has noted what was taken.
    expect(panel).to_contain_text("1 处待核")
    save(page)
    stored = Article.objects.get(pk=article.pk)
    assert "混凝土,高" in stored.body
    assert stored.title == "东山混凝土练习"
    verdicts = sorted(Judgement.objects.values_list("verdict", flat=True))
    assert verdicts == ["dismissed", "taken", "taken"]
