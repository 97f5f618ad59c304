"""The form of an article: it saves through the service, and a refusal loses nothing of what was typed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Section
from tests.conftest import Cast

ADD = "/admin/articles/article/add/"


def _page(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def _data(section: Section, **values: Any) -> dict[str, Any]:
    return {
        "section": section.pk, "title": "新题", "kicker": "", "subtitle": "", "byline": "",
        "body": "<p>正文。</p>", "source": "", "source_date": "", "source_url": "",
        "original_title": "", "seen_version": 1, **values,
    }  # fmt: skip


@pytest.fixture
def editor(client: Client, cast: Cast) -> Client:
    client.force_login(cast.editor)
    return client


def test_a_new_article_belongs_to_who_made_it(editor: Client, section: Section, cast: Cast) -> None:
    response = editor.post(ADD, _data(section, source_date="2026-03-04"))
    assert response.status_code == 302
    article = Article.objects.get()
    assert (article.title, article.created_by, article.version) == ("新题", cast.editor, 1)
    assert article.source_date == date(2026, 3, 4)


def test_text_is_cleaned_and_counts_as_the_next_version(
    editor: Client, make_article: Callable[..., Article]
) -> None:
    article = make_article()
    data = _data(article.section, body='<p onclick="x()">新<script>alert(1)</script>文</p>')
    assert editor.post(_page(article), data).status_code == 302
    article.refresh_from_db()
    assert (article.body, article.version) == ("<p>新文</p>", 2)


def test_a_save_that_changes_nothing_changes_nothing(
    editor: Client, make_article: Callable[..., Article]
) -> None:
    article = make_article()
    data = _data(article.section, title=article.title, body=article.body)
    assert editor.post(_page(article), data).status_code == 302
    article.refresh_from_db()
    assert article.version == 1


def test_an_older_version_does_not_overwrite_and_loses_nothing(
    editor: Client, make_article: Callable[..., Article]
) -> None:
    article = make_article()
    editor.post(_page(article), _data(article.section, body="<p>别人改的。</p>"))
    response = editor.post(_page(article), _data(article.section, body="<p>我打的字。</p>"))
    text = response.content.decode()
    assert response.status_code == 200
    assert "已保存了第2版" in text
    assert "我打的字" in text
    article.refresh_from_db()
    assert article.body == "<p>别人改的。</p>"


def test_a_signed_off_article_is_shown_and_says_why_it_is_locked(
    editor: Client, make_article: Callable[..., Article]
) -> None:
    article = make_article("已签", signed_off=True)
    text = editor.get(_page(article)).content.decode()
    assert "本稿已终审签发，文字已锁定" in text
    assert 'name="title"' not in text
    assert 'name="_save"' not in text
    assert "已签的正文。" in text


def test_what_was_typed_while_another_signed_off_comes_back(
    editor: Client, make_article: Callable[..., Article]
) -> None:
    article = make_article("已签", signed_off=True)
    response = editor.post(_page(article), _data(article.section, body="<p>我打的字。</p>"))
    text = response.content.decode()
    assert response.status_code == 200
    assert "已终审签发，文字已锁定" in text
    assert "没有丢失" in text
    assert "我打的字" in text
    article.refresh_from_db()
    assert article.body == "<p>已签的正文。</p>"


def test_the_trail_is_told_in_sentences(
    client: Client, make_article: Callable[..., Article], cast: Cast
) -> None:
    article = make_article("已签", signed_off=True)
    client.force_login(cast.final_reviewer)
    text = client.get(_page(article)).content.decode()
    assert "甲编辑 <b>建稿</b>" in text
    assert "丁责编 <b>据印本登记</b>：测试" in text
    assert "正文 6 字" in text


def test_a_page_asks_few_queries_however_long_the_trail(
    client: Client, make_article: Callable[..., Article], cast: Cast, django_assert_max_num_queries: Any
) -> None:
    article = make_article("已签", signed_off=True)
    client.force_login(cast.superuser)
    with django_assert_max_num_queries(16):
        client.get(_page(article))


def test_only_who_may_write_gets_the_form(
    client: Client, make_article: Callable[..., Article], cast: Cast
) -> None:
    article = make_article()
    client.force_login(cast.administrator)
    assert 'name="title"' not in client.get(_page(article)).content.decode()
    assert client.post(_page(article), _data(article.section)).status_code == 403
    client.force_login(cast.print_office)
    assert client.get(_page(article)).status_code == 403
