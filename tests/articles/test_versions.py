"""Every version is kept, with who made it and why; who saves an older version is told."""

from collections.abc import Callable

import pytest

from articles.models import Article
from articles.services import Outdated, pass_review, save_text, sign_off, submit
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def test_text_and_steps_are_versions_with_names(make_article: Callable[..., Article], cast: Cast) -> None:
    article = save_text(
        Article(section=make_article("别篇").section, title="题目", body="<p>一。</p>"), actor=cast.editor
    )
    article.body = "<p>一。</p><p>二。</p>"
    article = save_text(article, actor=cast.superuser)
    article = submit(article, actor=cast.editor)
    article = sign_off(pass_review(article, actor=cast.proof_editor), actor=cast.final_reviewer)
    kept = [
        (h.history_change_reason, h.history_user, h.version, h.status)
        for h in article.history.order_by("history_date", "history_id")
    ]
    assert kept == [
        ("建稿", cast.editor, 1, "draft"),
        ("改稿", cast.superuser, 2, "draft"),
        ("送审", cast.editor, 2, "in_review"),
        ("审校通过", cast.proof_editor, 2, "awaiting_sign_off"),
        ("终审签发", cast.final_reviewer, 2, "signed_off"),
    ]


def test_an_older_version_does_not_overwrite_a_newer(
    make_article: Callable[..., Article], cast: Cast
) -> None:
    article = make_article("题目")
    mine, yours = Article.objects.get(pk=article.pk), Article.objects.get(pk=article.pk)
    yours.title = "你的题目"
    save_text(yours, actor=cast.superuser, seen_version=1)
    mine.title = "我的题目"
    with pytest.raises(Outdated, match="庚超管已保存了第2版") as refusal:
        save_text(mine, actor=cast.editor, seen_version=1)
    assert refusal.value.stored.title == "你的题目"
    assert Article.objects.get().title == "你的题目"


def test_a_save_that_changes_nothing_is_never_outdated(
    make_article: Callable[..., Article], cast: Cast
) -> None:
    article = make_article("题目")
    save_text(Article.objects.get(), actor=cast.editor, seen_version=0)
    assert article.history.count() == 1
