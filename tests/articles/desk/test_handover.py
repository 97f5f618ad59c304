"""移交 on the article's page."""

from collections.abc import Callable
from datetime import date

from django.test import Client

from accounts.models import User
from articles.models import Article, Assignment
from tests.articles.desk.conftest import address, everything
from tests.conftest import Cast

SignIn = Callable[[User], Client]


def test_handing_over_with_a_word_and_a_day(as_: SignIn, in_review: Article, cast: Cast) -> None:
    data = {"assignee": cast.superuser.pk, "due_date": "2026-05-06", "comment": "我明天出差"}
    response = as_(cast.proof_editor).post(address(in_review, "handover/"), data, follow=True)
    assert "《一篇稿件》已移交，交给庚超管，期限5月6日。" in response.content.decode()
    in_review.refresh_from_db()
    assert (in_review.assignee, in_review.due_date) == (cast.superuser, date(2026, 5, 6))
    assert Assignment.objects.get().comment == "我明天出差"


def test_back_to_whoever_has_time(as_: SignIn, draft: Article, cast: Cast) -> None:
    Article.objects.update(assignee=cast.editor)
    as_(cast.editor).post(address(draft, "handover/"), {"assignee": "", "due_date": ""})
    draft.refresh_from_db()
    assert draft.assignee is None


def test_only_those_who_can_go_on_are_offered(as_: SignIn, in_review: Article, cast: Cast) -> None:
    client, before = as_(cast.editor), everything()
    text = client.get(address(in_review, "handover/")).content.decode()
    assert "乙校编</option>" in text
    assert "丙终审</option>" not in text
    response = client.post(address(in_review, "handover/"), {"assignee": cast.final_reviewer.pk})
    assert response.status_code == 200
    assert everything() == before


def test_not_without_permission_and_not_when_finished(
    as_: SignIn, in_review: Article, cast: Cast, make_article: Callable[..., Article]
) -> None:
    client, before = as_(cast.administrator), everything()
    response = client.post(address(in_review, "handover/"), {"assignee": cast.proof_editor.pk})
    assert "己管理没有指派和移交的权限。" in response.content.decode()
    assert everything() == before
    signed = make_article("已签", signed_off=True)
    text = as_(cast.editor).get(address(signed, "handover/")).content.decode()
    assert "不必再移交" in text
    assert client.delete(address(signed, "handover/")).status_code == 405
