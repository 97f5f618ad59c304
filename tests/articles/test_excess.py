"""More than one article may hold is refused with a sentence, and nothing is stored."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from articles.richtext import clean, excess
from articles.services import Refused, save_text
from tests.conftest import Cast

ROW = "<tr><td>一</td><td>二</td></tr>"
TOO_MUCH = {
    "characters": ("<p>" + "字" * 100_001 + "</p>", "正文有100001字"),
    "line breaks": ("<p>" + "<br>" * 50_000 + "</p>", "正文有50000处换行"),
    "paragraphs": ("<p>字</p>" * 4_001, "正文有4001段"),
    "cells": (f"<table>{ROW * 1_501}</table>", "正文有3002个单元格"),
    "spans": ('<table><tr><td colspan="50" rowspan="50">一</td></tr><tr><td colspan="50" rowspan="11">二</td>'
              "</tr></table>", "正文有3050个单元格"),
    "tables": (f"<table>{ROW}</table>" * 101, "正文有101个表格"),
    "pictures": ('<p><img src="/media/a.png"></p>' * 201, "正文有201张图片"),
    "markup": ("<p>" + "<strong>字</strong>文" * 10_000 + "</p>", "处格式标记"),
}  # fmt: skip


@pytest.mark.parametrize("name", TOO_MUCH)
def test_too_much_is_said(name: str) -> None:
    html, words = TOO_MUCH[name]
    sentence = excess(clean(html))
    assert sentence
    assert words in sentence


def test_a_long_article_is_none_too_long() -> None:
    html = ("<p>" + "字" * 99 + "</p>") * 900 + f"<table>{ROW * 400}</table>" + "<p>一<br>二</p>" * 100
    assert excess(clean(html)) is None


@pytest.mark.django_db
def test_nothing_of_it_is_stored(make_article: Callable[..., Article], cast: Cast) -> None:
    article = make_article("题目")
    before = Article.objects.values().get()
    article.body = TOO_MUCH["line breaks"][0]
    with pytest.raises(Refused, match="《题目》正文有50000处换行，排版时一篇最多1000处换行；"):
        save_text(article, actor=cast.editor)
    new = Article(section=article.section, title="新稿", body=TOO_MUCH["cells"][0])
    with pytest.raises(Refused, match="《新稿》正文有3002个单元格"):
        save_text(new, actor=cast.editor)
    assert Article.objects.values().get() == before


@pytest.mark.django_db
def test_the_form_says_it_and_keeps_what_was_typed(
    client: Client, make_article: Callable[..., Article], cast: Cast
) -> None:
    article = make_article("题目")
    client.force_login(cast.editor)
    response = client.post(
        reverse("admin:articles_article_change", args=[article.pk]),
        {"section": article.section_id, "title": "题目", "body": "<p>" + "一<br>" * 1_001 + "</p>"},
    )
    assert response.status_code == 200
    page = response.content.decode()
    assert "正文有1001处换行，排版时一篇最多1000处换行" in page
    assert "一&lt;br&gt;一&lt;br&gt;" in page
    assert Article.objects.get().version == 1
