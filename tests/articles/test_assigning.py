"""Handing over: to whom it can go, until when, and the record of it."""

from collections.abc import Callable
from datetime import date

import pytest

from articles.assigning import assign, candidates
from articles.models import Article, Assignment
from articles.services import Refused, pass_review, return_to_editor, submit
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def test_it_goes_to_who_can_do_what_comes_next(make_article: Callable[..., Article], cast: Cast) -> None:
    article = submit(make_article("题目"), actor=cast.editor)
    assert candidates(article) == [cast.proof_editor, cast.superuser]
    article = assign(
        article, cast.proof_editor, actor=cast.editor, due_date=date(2026, 4, 1), comment="请先看数字"
    )
    assert (article.assignee, article.due_date) == (cast.proof_editor, date(2026, 4, 1))
    record = Assignment.objects.get()
    assert (record.assignee, record.actor, record.comment) == (
        cast.proof_editor, cast.editor, "请先看数字",
    )  # fmt: skip


def test_it_does_not_go_to_who_cannot(make_article: Callable[..., Article], cast: Cast) -> None:
    article = submit(make_article("题目", created_by=cast.superuser), actor=cast.superuser)
    for person, reason in ((cast.editor, "不能审校通过"), (cast.superuser, "写的"), (cast.outsider, "不能")):
        with pytest.raises(Refused, match=reason):
            assign(article, person, actor=cast.responsible_editor)
    assert not Assignment.objects.exists()


def test_handing_over_twice_is_handing_over_once(make_article: Callable[..., Article], cast: Cast) -> None:
    article = submit(make_article("题目"), actor=cast.editor)
    for _ in range(2):
        assign(article, cast.proof_editor, actor=cast.editor)
    assert Assignment.objects.count() == 1


def test_a_step_forward_clears_it_and_a_step_back_returns_it(
    make_article: Callable[..., Article], cast: Cast
) -> None:
    article = submit(make_article("题目"), actor=cast.editor)
    article = assign(article, cast.proof_editor, actor=cast.editor, due_date=date(2026, 4, 1))
    article = pass_review(article, actor=cast.proof_editor)
    assert (article.assignee, article.due_date) == (None, None)
    article = return_to_editor(article, actor=cast.final_reviewer, comment="再核")
    assert article.assignee == cast.editor


def test_a_finished_article_has_nobody(make_article: Callable[..., Article], cast: Cast) -> None:
    article = make_article("题目", signed_off=True)
    assert candidates(article) == []
    with pytest.raises(Refused, match="不必再移交"):
        assign(article, cast.editor, actor=cast.editor)


def test_who_may_not_assign_is_refused(make_article: Callable[..., Article], cast: Cast) -> None:
    with pytest.raises(Refused, match="权限"):
        assign(make_article("题目"), cast.editor, actor=cast.print_office)
