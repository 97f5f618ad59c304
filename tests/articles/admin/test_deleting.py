"""What cannot be deleted says so in Chinese, with the reason."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Section
from tests.conftest import Cast


@pytest.fixture
def boss(client: Client, cast: Cast) -> Client:
    client.force_login(cast.superuser)
    return client


def test_a_placed_article_names_its_issue(
    boss: Client, make_article: Callable[..., Article], make_issue: Callable[..., Any]
) -> None:
    article = make_article()
    make_issue(2026, 3, articles=[article])
    page = f"/admin/articles/article/{article.pk}/delete/"
    text = boss.get(page).content.decode()
    assert "不能删除" in text
    assert "已编入《测试通讯》2026年第3期：请先在该期的目录中移出" in text
    boss.post(page, {"post": "yes"})
    assert Article.objects.filter(pk=article.pk).exists()


def test_a_signed_off_article_is_kept(boss: Client, make_article: Callable[..., Article]) -> None:
    signed, draft = make_article("已签", signed_off=True), make_article("草稿")
    assert boss.post(f"/admin/articles/article/{signed.pk}/delete/", {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [signed.pk, draft.pk]}
    text = boss.post("/admin/articles/article/", data).content.decode()
    assert "选中的内容里有您不能删除的" in text
    boss.post("/admin/articles/article/", {**data, "post": "yes"})
    assert Article.objects.count() == 2


def test_a_draft_is_deleted_after_a_question(boss: Client, make_article: Callable[..., Article]) -> None:
    draft = make_article("草稿")
    page = f"/admin/articles/article/{draft.pk}/delete/"
    assert "删除之后不能恢复" in boss.get(page).content.decode()
    boss.post(page, {"post": "yes"})
    assert not Article.objects.exists()


def test_a_section_in_use_is_kept(
    boss: Client, make_article: Callable[..., Article], section: Section
) -> None:
    make_article()
    page = f"/admin/articles/section/{section.pk}/delete/"
    assert "下面这些内容还在用它" in boss.get(page).content.decode()
    boss.post(page, {"post": "yes"})
    assert Section.objects.filter(pk=section.pk).exists()
