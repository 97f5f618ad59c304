"""The steps on the article's page: taken by POST through the service, refused with a reason."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Article, Assignment, StatusChange
from tests.articles.desk.conftest import address, everything
from tests.conftest import Cast

SignIn = Callable[[User], Client]


def test_submitting_hands_on_until_a_day(as_: SignIn, draft: Article, cast: Cast) -> None:
    data = {"assignee": cast.proof_editor.pk, "due_date": "2026-03-04", "comment": "请先看这篇"}
    response = as_(cast.editor).post(address(draft, "step/submit/"), data, follow=True)
    assert response.redirect_chain == [(address(draft), 302)]
    assert "《一篇稿件》已送审，交给乙校编，期限3月4日。" in response.content.decode()
    draft.refresh_from_db()
    assert (draft.status, draft.assignee, draft.due_date) == (
        "in_review", cast.proof_editor, date(2026, 3, 4),
    )  # fmt: skip
    assert StatusChange.objects.get().comment == "请先看这篇"


def test_submitting_without_naming_anyone(as_: SignIn, draft: Article, cast: Cast) -> None:
    as_(cast.editor).post(address(draft, "step/submit/"), {})
    draft.refresh_from_db()
    assert (draft.status, draft.assignee) == ("in_review", None)
    assert not Assignment.objects.exists()


def test_the_day_of_the_issue_is_proposed_and_not_kept_twice(
    as_: SignIn, draft: Article, cast: Cast, make_issue: Callable[..., Any]
) -> None:
    make_issue(articles=[draft], review_deadline=date(2026, 1, 9))
    client = as_(cast.editor)
    text = client.get(address(draft)).content.decode()
    assert 'value="2026-01-09"' in text
    client.post(address(draft, "step/submit/"), {"assignee": cast.proof_editor.pk, "due_date": "2026-01-09"})
    draft.refresh_from_db()
    assert (draft.assignee, draft.due_date) == (cast.proof_editor, None)
    assert "现在乙校编手上，期限1月9日" in client.get(address(draft)).content.decode()


def test_one_who_cannot_review_is_not_offered_and_not_taken(as_: SignIn, draft: Article, cast: Cast) -> None:
    before = everything()
    response = as_(cast.editor).post(
        address(draft, "step/submit/"), {"assignee": cast.final_reviewer.pk, "comment": "写了半天的话"}
    )
    assert response.status_code == 200
    assert "写了半天的话" in response.content.decode()
    assert everything() == before


def test_the_reviewer_is_not_offered_for_the_sign_off(as_: SignIn, in_review: Article, cast: Cast) -> None:
    text = as_(cast.superuser).get(address(in_review, "step/pass_review/")).content.decode()
    assert "丙终审" in text
    assert f'<option value="{cast.superuser.pk}">' not in text


@pytest.mark.parametrize("name", ["return_to_editor", "reopen"])
def test_a_reason_is_demanded_and_kept(
    name: str, as_: SignIn, awaiting: Article, cast: Cast, make_article: Callable[..., Article]
) -> None:
    article = awaiting if name == "return_to_editor" else make_article("已签", signed_off=True)
    client, before = as_(cast.final_reviewer), everything()
    response = client.post(address(article, f"step/{name}/"), {"comment": "  "})
    assert response.status_code == 200
    assert "须写明理由" in response.content.decode()
    assert everything() == before
    response = client.post(address(article, f"step/{name}/"), {"comment": "第二段请核"}, follow=True)
    assert "现在甲编辑手上" in response.content.decode() or name == "reopen"
    article.refresh_from_db()
    assert article.status == "draft"
    assert StatusChange.objects.latest("at").comment == "第二段请核"


@pytest.mark.parametrize("who", ["editor", "responsible_editor", "administrator"])
def test_another_role_is_refused_with_the_reason(
    who: str, as_: SignIn, in_review: Article, cast: Cast
) -> None:
    client, before = as_(getattr(cast, who)), everything()
    response = client.post(address(in_review, "step/pass_review/"), {})
    assert response.status_code == 200
    assert "没有“审校通过”的权限" in response.content.decode()
    assert everything() == before


@pytest.mark.parametrize("below", ["step/submit/", "handover/", "versions/", "versions/compare/"])
def test_who_sees_no_articles_sees_none_of_it(below: str, as_: SignIn, draft: Article, cast: Cast) -> None:
    assert as_(cast.print_office).get(address(draft, below)).status_code == 403
    response = as_(cast.outsider).get(address(draft, below))
    assert response.status_code == 302
    assert "/login/" in response["Location"]


def test_repeated_it_is_refused_and_nothing_is_written_twice(
    as_: SignIn, awaiting: Article, cast: Cast
) -> None:
    client = as_(cast.final_reviewer)
    client.post(address(awaiting, "step/sign_off/"), {})
    before = everything()
    response = client.post(address(awaiting, "step/sign_off/"), {})
    assert "不能终审签发" in response.content.decode()
    assert everything() == before


def test_asking_takes_no_step(as_: SignIn, draft: Article, cast: Cast) -> None:
    client, before = as_(cast.superuser), everything()
    assert client.get(address(draft, "step/submit/")).status_code == 200
    assert client.head(address(draft, "step/submit/")).status_code == 200
    assert client.put(address(draft, "step/submit/")).status_code == 405
    assert client.get(address(draft, "step/register_printed/")).status_code == 404
    assert client.get(f"/admin/articles/article/{draft.pk + 1}/step/submit/").status_code == 404
    assert everything() == before


def test_the_page_shows_the_next_step_filled_and_says_why_not(
    as_: SignIn, in_review: Article, cast: Cast
) -> None:
    text = as_(cast.proof_editor).get(address(in_review)).content.decode()
    assert text.count('class="button default"') == 2  # the step, and its form's own button
    assert '<summary class="button default">审校通过…</summary>' in text
    text = as_(cast.editor).get(address(in_review)).content.decode()
    assert '<summary class="button default">' not in text
    assert "甲编辑没有“审校通过”的权限。" in text


def test_four_eyes_hold_for_the_superuser_too(as_: SignIn, in_review: Article, cast: Cast) -> None:
    Article.objects.update(last_changed_by=cast.superuser)
    response = as_(cast.superuser).post(address(in_review, "step/pass_review/"), {})
    assert "庚超管改动过《一篇稿件》的文字，须由别人审校通过。" in response.content.decode()
    in_review.refresh_from_db()
    assert in_review.status == "in_review"
