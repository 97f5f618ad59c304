"""审稿意见 on the article's page: written, answered, resolved; as JSON for the script, and without script."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from articles import commenting
from articles.models import Article, ReviewComment
from tests.articles.desk.conftest import address, everything
from tests.conftest import Cast

SignIn = Callable[[User], Client]
JSON: dict[str, Any] = {"headers": {"accept": "application/json"}}


@pytest.fixture
def opinion(in_review: Article, cast: Cast) -> ReviewComment:
    return commenting.comment(in_review, "请核对", actor=cast.proof_editor, quote="的正文")


def test_writing_on_a_passage_without_script(as_: SignIn, in_review: Article, cast: Cast) -> None:
    data = {"text": "应为2025年", "quote": "一篇稿件的 正文"}
    response = as_(cast.proof_editor).post(address(in_review, "opinions/"), data)
    assert response["Location"] == f"{address(in_review)}#opinions"
    stored = ReviewComment.objects.get()
    assert (stored.text, stored.author, stored.stage) == ("应为2025年", cast.proof_editor, "in_review")
    text = as_(cast.editor).get(address(in_review)).content.decode()
    assert 'data-quote="一篇稿件的 正文"' in text
    assert "应为2025年" in text
    assert "1 条未解决" in text


def test_the_script_gets_the_list_anew(as_: SignIn, in_review: Article, cast: Cast) -> None:
    response = as_(cast.proof_editor).post(address(in_review, "opinions/"), {"text": "请核对"}, **JSON)
    assert response.status_code == 200
    told = response.json()
    assert "请核对" in told["opinions"]
    assert "审校通过…" in told["steps"]
    assert told["said"] == "意见已记下。"


@pytest.mark.parametrize(
    ("data", "reason"),
    [({"text": " "}, "意见还是空的"), ({"text": "写了很久的意见", "quote": "没有的话"}, "在稿件里找不到")],
)
def test_a_refused_opinion_is_not_lost(
    data: dict[str, str], reason: str, as_: SignIn, in_review: Article, cast: Cast
) -> None:
    client, before = as_(cast.proof_editor), everything()
    text = client.post(address(in_review, "opinions/"), data).content.decode()
    assert reason in text
    assert data["text"] in text
    assert data.get("quote", "") in text
    response = client.post(address(in_review, "opinions/"), data, **JSON)
    assert response.status_code == 409
    assert reason in response.json()["error"]
    assert everything() == before


def test_answering_and_resolving_and_taking_it_back(as_: SignIn, opinion: ReviewComment, cast: Cast) -> None:
    below = f"opinions/{opinion.pk}/"
    as_(cast.editor).post(address(opinion.article, f"{below}reply/"), {"text": "已改"})
    assert opinion.replies.get().author == cast.editor
    client = as_(cast.proof_editor)
    client.post(address(opinion.article, f"{below}resolve/"))
    opinion.refresh_from_db()
    assert opinion.resolved_by == cast.proof_editor
    before = everything()
    client.post(address(opinion.article, f"{below}resolve/"))
    assert everything() == before
    text = client.get(address(opinion.article)).content.decode()
    assert "改回未解决" in text
    assert "都已解决" in text
    client.post(address(opinion.article, f"{below}unresolve/"))
    opinion.refresh_from_db()
    assert opinion.resolved_at is None


@pytest.mark.parametrize("what", ["resolve", "unresolve"])
def test_only_its_author_or_a_senior_resolves(
    what: str, as_: SignIn, opinion: ReviewComment, cast: Cast
) -> None:
    if what == "unresolve":
        commenting.resolve(opinion, actor=cast.proof_editor)
    client, before = as_(cast.editor), everything()
    below = address(opinion.article, f"opinions/{opinion.pk}/{what}/")
    assert "须由提出人" in client.post(below, follow=True).content.decode()
    assert client.post(below, **JSON).status_code == 409
    assert everything() == before
    assert as_(cast.final_reviewer).post(below, **JSON).status_code == 200


def test_who_may_not_comment_writes_nothing(as_: SignIn, opinion: ReviewComment, cast: Cast) -> None:
    client, before = as_(cast.administrator), everything()
    article = opinion.article
    assert client.post(address(article, "opinions/"), {"text": "x"}, **JSON).status_code == 409
    below = f"opinions/{opinion.pk}/reply/"
    assert client.post(address(article, below), {"text": "x"}, **JSON).status_code == 409
    text = client.get(address(article)).content.decode()
    assert "写意见" not in text
    assert "回复</summary>" not in text
    assert everything() == before


def test_other_methods_and_other_articles(
    as_: SignIn, opinion: ReviewComment, cast: Cast, make_article: Callable[..., Article]
) -> None:
    client, other = as_(cast.proof_editor), make_article("别篇")
    below = f"opinions/{opinion.pk}/resolve/"
    assert client.get(address(opinion.article, "opinions/")).status_code == 405
    assert client.get(address(opinion.article, below)).status_code == 405
    assert client.post(address(other, below)).status_code == 404
    assert client.post(address(opinion.article, f"opinions/{opinion.pk}/delete/")).status_code == 404


def test_open_ones_come_first_and_a_passage_that_went_is_named(
    as_: SignIn, opinion: ReviewComment, cast: Cast
) -> None:
    commenting.resolve(opinion, actor=cast.proof_editor)
    commenting.comment(opinion.article, "第二条", actor=cast.proof_editor, quote="一篇稿件的")
    Article.objects.update(body="<p>全改了。</p>")
    text = as_(cast.editor).get(address(opinion.article)).content.decode().partition('id="opinions"')[2]
    assert text.index("第二条") < text.index("请核对")
    assert text.count("原文已改") == 2
