"""However many opinions, versions and people: the pages ask the same number of queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from articles import commenting
from articles.models import Article
from articles.services import save_text
from tests.articles.desk.conftest import address
from tests.conftest import Cast

SignIn = Callable[[User], Client]


def _grow(article: Article, cast: Cast, total: int) -> None:
    for n in range(article.comments.filter(reply_to=None).count(), total):
        opinion = commenting.comment(article, f"意见{n}", actor=cast.proof_editor, quote="的正文")
        commenting.reply(opinion, "回复", actor=cast.editor)
        article.title = f"第{n}题"
        article = save_text(article, actor=cast.editor)
        User.objects.create_superuser(f"more{n}", full_name=f"人{n}")


@pytest.mark.parametrize("below", ["change/", "versions/", "handover/", "step/pass_review/"])
@pytest.mark.parametrize("who", ["proof_editor", "editor"])
def test_three_and_sixty_ask_the_same(
    below: str, who: str, as_: SignIn, in_review: Article, cast: Cast
) -> None:
    client, counts = as_(getattr(cast, who)), []
    for total in (3, 60):
        _grow(Article.objects.get(pk=in_review.pk), cast, total)
        # Django remembers content types from the first request on.
        client.get(address(in_review, below))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(in_review, below)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= (22 if below == "change/" else 10)


def test_a_comparison_asks_the_same_for_any_two(
    as_: SignIn, in_review: Article, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    _grow(in_review, cast, 5)
    first, last = in_review.history.earliest(), in_review.history.latest()
    client = as_(cast.proof_editor)
    with django_assert_max_num_queries(12):
        client.get(address(in_review, f"versions/compare/?old={first.pk}&new={last.pk}"))
