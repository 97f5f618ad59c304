"""Storing an article's text: versions, the lock of what was signed off, saves that change nothing."""

from collections.abc import Callable

import pytest

from articles.models import Article
from articles.services import Refused, save_text
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def test_a_change_makes_the_next_version(make_article: Callable[..., Article], cast: Cast) -> None:
    article = make_article("题目")
    article.title = "新题目"
    save_text(article, actor=cast.editor)
    article.refresh_from_db()
    assert (article.title, article.version) == ("新题目", 2)


def test_a_save_that_changes_nothing_changes_nothing(
    make_article: Callable[..., Article], cast: Cast
) -> None:
    article = make_article("题目", signed_off=True)
    before = Article.objects.values().get()
    article.body = f"<script>1</script>{article.body}"  # cleaned, it is what stands there already
    save_text(article, actor=cast.editor)
    assert Article.objects.values().get() == before


@pytest.mark.parametrize("field", ["title", "body", "kicker", "subtitle", "byline", "source"])
def test_signed_off_text_is_locked(field: str, make_article: Callable[..., Article], cast: Cast) -> None:
    article = make_article("题目", signed_off=True)
    before = Article.objects.values().get()
    setattr(article, field, "<p>改动</p>")
    with pytest.raises(Refused, match="撤回签发"):
        save_text(article, actor=cast.superuser)
    assert Article.objects.values().get() == before


def test_who_may_not_write_is_refused(make_article: Callable[..., Article], cast: Cast) -> None:
    article = make_article("题目")
    article.title = "新题目"
    with pytest.raises(Refused, match="权限"):
        save_text(article, actor=cast.print_office)
