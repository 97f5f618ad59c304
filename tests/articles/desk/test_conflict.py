"""Whoever saves second gets both texts and chooses; nothing typed is lost on any of the three ways."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Article
from articles.services import save_text
from tests.articles.desk.conftest import address, everything, form_data
from tests.conftest import Cast

SignIn = Callable[[User], Client]

BASE = "<p>第一段原来的话。</p><p>第二段原来的话。</p><p>第三段原来的话。</p>"
THEIRS = BASE.replace("第一段原来", "第一段对方改过").replace("第三段原来", "第三段对方改过")
MINE = BASE.replace("第二段原来", "第二段我改过").replace("第三段原来", "第三段我改过")


@pytest.fixture
def article(make_article: Callable[..., Article], cast: Cast) -> Article:
    made = make_article(body=BASE)
    stored = Article.objects.get(pk=made.pk)
    stored.body, stored.byline = THEIRS, "对方署名"
    save_text(stored, actor=cast.superuser, seen_version=1)
    return made


def _typed(article: Article, **values: Any) -> dict[str, Any]:
    return form_data(article, body=MINE, title="我的题目", seen_version=1, **values)


def _hidden(text: str, name: str) -> str:
    start = text.index(f'name="{name}" value="') + len(f'name="{name}" value="')
    return unescape(text[start : text.index('"', start)])


def _picks(text: str) -> list[str]:
    return sorted({part.partition('"')[0] for part in text.split('name="pick-')[1:]})


def test_the_page_holds_both_texts(as_: SignIn, article: Article, cast: Cast) -> None:
    before = everything()
    response = as_(cast.editor).post(address(article), _typed(article))
    text = response.content.decode()
    assert "没有保存：庚超管先存了一步" in text
    assert "一个字也没有丢" in text
    assert (_hidden(text, "body"), _hidden(text, "title")) == (MINE, "我的题目")
    assert _hidden(text, "seen_version") == "2"
    assert text.count("只有对方改过") == 2  # the byline and the first paragraph
    assert text.count("只有您改过") == 2  # the title and the second
    assert text.count("两人都改过") == 1
    assert everything() == before


def test_mine_is_stored_on_top(as_: SignIn, article: Article, cast: Cast) -> None:
    client = as_(cast.editor)
    text = client.post(address(article), _typed(article)).content.decode()
    data = _typed(article) | {"seen_version": _hidden(text, "seen_version"), "_continue": "1"}
    assert client.post(address(article), data).status_code == 302
    article.refresh_from_db()
    assert (article.body, article.title, article.version) == (MINE, "我的题目", 3)
    assert article.history.filter(version=2, body=THEIRS).exists()


def test_picks_are_put_together_and_stored_only_then(as_: SignIn, article: Article, cast: Cast) -> None:
    client = as_(cast.editor)
    text = client.post(address(article), _typed(article)).content.decode()
    picks = {f"pick-{name}": "theirs" for name in _picks(text)} | {"pick-body-1": "mine"}
    data = _typed(article) | {"seen_version": "2", "began_with": "1", "_merge": "1"} | picks
    before = everything()
    page = client.post(address(article), data)
    merged = page.context["adminform"].form.data
    assert merged["body"] == THEIRS.replace("第二段原来", "第二段我改过")
    assert (merged["byline"], merged["title"]) == ("对方署名", "一篇稿件")
    assert "已按您的挑选拼成一稿" in page.content.decode()
    assert everything() == before
    again = {name: merged[name] for name in form_data(article)}
    assert client.post(address(article), again).status_code == 302
    article.refresh_from_db()
    assert (article.body, article.version) == (merged["body"], 3)


def test_a_missing_pick_is_asked_for_with_the_others_kept(as_: SignIn, article: Article, cast: Cast) -> None:
    data = _typed(article) | {
        "seen_version": "2", "began_with": "1", "_merge": "1", "pick-body-0": "mine",
    }  # fmt: skip
    before = everything()
    text = as_(cast.editor).post(address(article), data).content.decode()
    assert "处没有选" in text
    assert _hidden(text, "body") == MINE
    assert everything() == before


def test_a_third_version_in_between_shows_the_page_again(as_: SignIn, article: Article, cast: Cast) -> None:
    stored = Article.objects.get()
    stored.body = "<p>第三版。</p>"
    save_text(stored, actor=cast.superuser)
    for way in ("_merge", "_continue"):
        data = _typed(article) | {"seen_version": "2", "began_with": "1", way: "1"}
        text = as_(cast.editor).post(address(article), data).content.decode()
        assert _hidden(text, "seen_version") == "3"
        assert _hidden(text, "body") == MINE
    article.refresh_from_db()
    assert article.body == "<p>第三版。</p>"


def test_what_was_passed_meanwhile_is_not_merged_into(as_: SignIn, article: Article, cast: Cast) -> None:
    Article.objects.update(status="awaiting_sign_off")
    data = _typed(article) | {"seen_version": "2", "_merge": "1", "pick-body-0": "mine"}
    before = everything()
    text = as_(cast.editor).post(address(article), data).content.decode()
    assert "文字已锁定" in text
    assert "第二段我改过" in text
    assert everything() == before


def test_who_may_not_write_merges_nothing(as_: SignIn, article: Article, cast: Cast) -> None:
    data = _typed(article) | {"seen_version": "2", "_merge": "1"}
    before = everything()
    assert as_(cast.administrator).post(address(article), data).status_code == 403
    assert everything() == before


@pytest.mark.parametrize("seen", ["", "0"])
def test_a_form_that_does_not_say_what_it_saw_overwrites_nothing(
    as_: SignIn, article: Article, cast: Cast, seen: str
) -> None:
    before = everything()
    response = as_(cast.editor).post(address(article), {**_typed(article), "seen_version": seen})
    assert "没有保存：庚超管先存了一步" in response.content.decode()
    assert everything() == before
