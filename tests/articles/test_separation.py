"""Three reviews by different people: nobody, not even a superuser, waves their own text through."""

from collections.abc import Callable

import pytest

from articles.models import Article, StatusChange
from articles.services import (
    Refused,
    pass_review,
    reopen,
    return_to_editor,
    save_text,
    section_named,
    sign_off,
    submit,
)
from articles.workflow import Status
from periodicals.models import Periodical
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def _submitted(article: Article, cast: Cast) -> Article:
    return submit(article, actor=cast.editor)


def test_the_whole_way_with_three_people(make_article: Callable[..., Article], cast: Cast) -> None:
    article = _submitted(make_article("题目"), cast)
    article = pass_review(article, actor=cast.proof_editor)
    article = sign_off(article, actor=cast.final_reviewer)
    assert article.status == Status.SIGNED_OFF
    assert [c.transition for c in article.status_changes.all()] == ["submit", "pass_review", "sign_off"]
    assert not StatusChange.objects.filter(separation_waived=True).exists()


def test_who_wrote_it_cannot_pass_it(make_article: Callable[..., Article], cast: Cast) -> None:
    article = submit(make_article("题目", created_by=cast.superuser), actor=cast.superuser)
    with pytest.raises(Refused, match="庚超管写的"):
        pass_review(article, actor=cast.superuser)


def test_who_last_changed_it_cannot_pass_it(make_article: Callable[..., Article], cast: Cast) -> None:
    article = _submitted(make_article("题目"), cast)
    article.body += "<p>添一句。</p>"
    article = save_text(article, actor=cast.proof_editor)
    with pytest.raises(Refused, match="改动过"):
        pass_review(article, actor=cast.proof_editor)
    pass_review(article, actor=cast.superuser)


def test_who_passed_it_cannot_sign_it_off(make_article: Callable[..., Article], cast: Cast) -> None:
    article = pass_review(_submitted(make_article("题目"), cast), actor=cast.superuser)
    with pytest.raises(Refused, match="审校通过的"):
        sign_off(article, actor=cast.superuser)
    sign_off(article, actor=cast.final_reviewer)


def test_who_wrote_it_cannot_sign_it_off(make_article: Callable[..., Article], cast: Cast) -> None:
    article = make_article("题目", created_by=cast.superuser)
    article = pass_review(submit(article, actor=cast.superuser), actor=cast.proof_editor)
    with pytest.raises(Refused, match="写的"):
        sign_off(article, actor=cast.superuser)


def test_an_earlier_review_counts_too(make_article: Callable[..., Article], cast: Cast) -> None:
    article = pass_review(_submitted(make_article("题目"), cast), actor=cast.superuser)
    article = return_to_editor(article, actor=cast.final_reviewer, comment="再核")
    article = pass_review(_submitted(article, cast), actor=cast.proof_editor)
    with pytest.raises(Refused, match="审校通过的"):
        sign_off(article, actor=cast.superuser)
    assert sign_off(article, actor=cast.final_reviewer).status == Status.SIGNED_OFF


def test_an_article_stays_with_its_periodical(
    make_article: Callable[..., Article], periodical: Periodical, cast: Cast
) -> None:
    laxer = Periodical.objects.create(
        title="乙刊", slug="yi", four_eyes=False, default_layout=periodical.default_layout
    )
    article = make_article("题目")
    article.section = section_named(laxer, "要闻")
    with pytest.raises(Refused, match="不能改到别的刊物"):
        save_text(article, actor=cast.superuser)


def test_a_periodical_may_relax_it_and_the_trail_says_so(
    make_article: Callable[..., Article], periodical: Periodical, cast: Cast
) -> None:
    Periodical.objects.update(four_eyes=False)
    article = submit(make_article("题目", created_by=cast.superuser), actor=cast.superuser)
    article = sign_off(pass_review(article, actor=cast.superuser), actor=cast.superuser)
    assert [(c.transition, c.separation_waived) for c in article.status_changes.all()] == [
        ("submit", False), ("pass_review", True), ("sign_off", True),
    ]  # fmt: skip


def test_reviewed_text_is_locked_too(make_article: Callable[..., Article], cast: Cast) -> None:
    article = pass_review(_submitted(make_article("题目"), cast), actor=cast.proof_editor)
    article.title = "新题目"
    with pytest.raises(Refused, match="请先退回"):
        save_text(article, actor=cast.final_reviewer)


def test_a_reopened_text_goes_the_whole_way_again(make_article: Callable[..., Article], cast: Cast) -> None:
    article = make_article("题目", signed_off=True)
    article = reopen(article, actor=cast.final_reviewer, comment="厂名有误")
    assert (article.status, article.signed_off_digest, article.assignee) == ("draft", "", cast.editor)
    with pytest.raises(Refused, match="现在是“草稿”"):
        sign_off(article, actor=cast.final_reviewer)
