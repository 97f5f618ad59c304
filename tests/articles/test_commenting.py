"""Opinions: on a passage or the whole, answered, resolved by who wrote them, in the way of sign-off."""

from collections.abc import Callable

import pytest

from articles.commenting import comment, reply, resolve, unresolve
from articles.models import Article, ReviewComment
from articles.services import Refused, pass_review, sign_off, submit
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(make_article: Callable[..., Article], cast: Cast) -> Article:
    made = make_article("题目", body="<p>年产<strong>8000</strong>吨，分两期。</p>")
    return submit(made, actor=cast.editor)


def test_an_opinion_on_a_passage_across_markup(article: Article, cast: Cast) -> None:
    opinion = comment(article, "与第四段不一", actor=cast.proof_editor, quote="年产8000吨")
    assert (opinion.quote, opinion.stage, opinion.author) == ("年产8000吨", "in_review", cast.proof_editor)


@pytest.mark.parametrize(
    ("text", "quote", "reason"),
    [
        (" ", "", "意见还是空的"),
        ("改" * 3_001, "", "这条写了3001字，一条最多3000字"),
        ("改", "年产9000吨", "找不到"),
        ("改", "长" * 501, "超过500字"),
    ],
)
def test_an_opinion_about_nothing_is_refused(
    text: str, quote: str, reason: str, article: Article, cast: Cast
) -> None:
    with pytest.raises(Refused, match=reason):
        comment(article, text, actor=cast.proof_editor, quote=quote)
    assert not ReviewComment.objects.exists()


def test_open_opinions_hinder_sign_off_until_resolved(article: Article, cast: Cast) -> None:
    first = comment(article, "一", actor=cast.proof_editor)
    second = comment(article, "二", actor=cast.final_reviewer)
    reply(first, "已改", actor=cast.editor)
    article = pass_review(article, actor=cast.proof_editor)
    with pytest.raises(Refused, match=r"还有2条审稿意见没有解决（乙校编、丙终审）"):
        sign_off(article, actor=cast.final_reviewer)
    resolve(first, actor=cast.proof_editor)
    resolve(second, actor=cast.final_reviewer)
    assert sign_off(article, actor=cast.final_reviewer).is_signed_off


def test_only_who_wrote_it_or_leads_resolves_it(article: Article, cast: Cast) -> None:
    opinion = comment(article, "一", actor=cast.proof_editor)
    with pytest.raises(Refused, match="乙校编提出"):
        resolve(opinion, actor=cast.editor)
    opinion = resolve(opinion, actor=cast.responsible_editor)
    assert opinion.resolved_by == cast.responsible_editor
    again = resolve(opinion, actor=cast.proof_editor)
    assert (again.resolved_at, again.resolved_by) == (opinion.resolved_at, cast.responsible_editor)
    assert unresolve(opinion, actor=cast.proof_editor).resolved_at is None


def test_a_reply_to_a_reply_answers_the_opinion(article: Article, cast: Cast) -> None:
    opinion = comment(article, "一", actor=cast.proof_editor)
    answer = reply(opinion, "为何", actor=cast.editor)
    assert reply(answer, "因为", actor=cast.proof_editor).reply_to == opinion


def test_finished_text_takes_no_more_opinions(make_article: Callable[..., Article], cast: Cast) -> None:
    with pytest.raises(Refused, match="撤回签发"):
        comment(make_article("题目", signed_off=True), "晚了", actor=cast.proof_editor)


def test_who_has_no_part_in_it_is_refused(article: Article, cast: Cast) -> None:
    for actor in (cast.print_office, cast.outsider, cast.administrator):
        with pytest.raises(Refused, match="权限"):
            comment(article, "一", actor=actor)
