"""修订历史: the list, any two side by side, an old one as a new one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Article
from articles.services import return_to_editor, save_text, submit
from tests.articles.desk.conftest import address, everything
from tests.conftest import Cast

SignIn = Callable[[User], Client]


@pytest.fixture
def changed(draft: Article, cast: Cast) -> Article:
    draft.body = "<p>第二版的文字。</p>"
    return save_text(draft, actor=cast.editor)


def _records(article: Article) -> list[Any]:
    return list(article.history.order_by("history_date", "history_id"))


def test_who_when_and_why(as_: SignIn, changed: Article, cast: Cast) -> None:
    submit(changed, actor=cast.editor)
    text = as_(cast.administrator).get(address(changed, "versions/")).content.decode()
    assert text.count("第2版</th>") == 2
    assert "甲编辑 <b>改稿</b>" in text
    assert "甲编辑 <b>送审</b>" in text
    assert "与上一版对照" in text
    assert "恢复此版本" not in text


def test_two_side_by_side_the_older_left(as_: SignIn, changed: Article, cast: Cast) -> None:
    first, second = _records(changed)
    client = as_(cast.proof_editor)
    for query in (f"old={first.pk}&new={second.pk}", f"old={second.pk}&new={first.pk}"):
        response = client.get(f"{address(changed, 'versions/compare/')}?{query}")
        text = response.content.decode()
        assert response.context["old"] == first
        assert "第1版（" in text
        assert "<del" in text
    same = client.get(f"{address(changed, 'versions/compare/')}?old={first.pk}&new={first.pk}")
    assert "两个版本没有不同" in same.content.decode()


@pytest.mark.parametrize("query", ["", "?old=1", "?old=x&new=y", f"?old={'9' * 30}&new=1", "?old=²&new=1"])
def test_a_senseless_choice_is_not_found(query: str, as_: SignIn, changed: Article, cast: Cast) -> None:
    assert as_(cast.editor).get(address(changed, "versions/compare/") + query).status_code == 404


def test_the_version_of_another_article_is_not_found(
    as_: SignIn, changed: Article, cast: Cast, make_article: Callable[..., Article]
) -> None:
    other, record = make_article("别篇"), _records(changed)[0]
    client = as_(cast.editor)
    query = f"?old={record.pk}&new={record.pk}"
    assert client.get(address(other, "versions/compare/") + query).status_code == 404
    assert client.post(address(other, f"versions/{record.pk}/restore/")).status_code == 404


def test_restoring_is_a_new_version(as_: SignIn, changed: Article, cast: Cast) -> None:
    below = address(changed, f"versions/{_records(changed)[0].pk}/restore/")
    response = as_(cast.superuser).post(below, {"seen_version": 2}, follow=True)
    assert "已用第1版的文字另存为第3版" in response.content.decode()
    changed.refresh_from_db()
    assert (changed.body, changed.version) == ("<p>一篇稿件的正文。</p>", 3)
    assert changed.last_changed_by == cast.superuser
    assert _records(changed)[-1].history_change_reason == "恢复第1版"
    # Repeated, it is what stands there already.
    before = everything()
    text = as_(cast.superuser).post(below, {"seen_version": 3}, follow=True).content.decode()
    assert "没有另存" in text
    assert everything() == before


def test_restoring_is_refused_where_it_would_overwrite_or_is_locked(
    as_: SignIn, changed: Article, cast: Cast
) -> None:
    below = address(changed, f"versions/{_records(changed)[0].pk}/restore/")
    client, before = as_(cast.superuser), everything()
    assert "已保存了第2版" in client.post(below, {"seen_version": 1}, follow=True).content.decode()
    assert "已保存了第2版" in client.post(below, {}, follow=True).content.decode()
    assert client.get(below).status_code == 405
    as_(cast.administrator).post(below, {"seen_version": 2})
    assert everything() == before
    Article.objects.update(status="awaiting_sign_off")
    before = everything()
    text = as_(cast.superuser).post(below, {"seen_version": 2}, follow=True).content.decode()
    assert "文字已锁定" in text
    assert "恢复此版本" not in text
    assert everything() == before


def test_a_reviewer_is_led_to_what_changed(as_: SignIn, in_review: Article, cast: Cast) -> None:
    article = return_to_editor(in_review, actor=cast.proof_editor, comment="请改")
    article.body = "<p>改过的。</p>"
    article = submit(save_text(article, actor=cast.editor), actor=cast.editor)
    client = as_(cast.proof_editor)
    text = client.get(address(article)).content.decode()
    assert "自上次审校以来的改动" in text
    assert "与送审稿对照" not in text
    article.body = "<p>审校时又改。</p>"
    save_text(article, actor=cast.superuser)
    assert "与送审稿对照" in client.get(address(article)).content.decode()
