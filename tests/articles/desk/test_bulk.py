"""Steps on several articles: each on its own, each refusal with its reason, the others still done."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Article, StatusChange
from articles.services import submit
from tests.articles.desk.conftest import BASE, everything
from tests.conftest import Cast

SignIn = Callable[[User], Client]


def _post(client: Client, step: str, articles: list[Article], **more: str) -> str:
    data = {"action": f"bulk_{step}", "_selected_action": [article.pk for article in articles], **more}
    return client.post(BASE, data, follow=True).content.decode()


def test_refusals_are_told_and_the_others_done(
    as_: SignIn, cast: Cast, make_article: Callable[..., Article]
) -> None:
    good, empty, gone = make_article("甲"), make_article("乙", body=""), make_article("丙")
    submit(gone, actor=cast.editor)
    text = _post(as_(cast.editor), "submit", [good, empty, gone])
    assert "已送审1篇。" in text
    assert "没有送审：《乙》还没有正文，不能送审。" in text
    assert "没有送审：《丙》现在是“审校”，不能送审。" in text
    assert StatusChange.objects.filter(article=good).count() == 1
    assert not StatusChange.objects.filter(article=empty).exists()


def test_passing_and_signing_off(as_: SignIn, cast: Cast, make_article: Callable[..., Article]) -> None:
    articles = [submit(make_article(title), actor=cast.editor) for title in "甲乙"]
    assert "已审校通过2篇。" in _post(as_(cast.proof_editor), "pass_review", articles)
    assert "已终审签发2篇。" in _post(as_(cast.final_reviewer), "sign_off", articles)
    assert set(Article.objects.values_list("status", flat=True)) == {"signed_off"}


def test_returning_asks_for_the_reason_first(
    as_: SignIn, cast: Cast, make_article: Callable[..., Article]
) -> None:
    articles = [submit(make_article(title), actor=cast.editor) for title in "甲乙"]
    client, before = as_(cast.proof_editor), everything()
    text = _post(client, "return_to_editor", articles)
    assert "退回的理由" in text
    assert text.count('name="_selected_action"') == 2
    assert "须写明理由" in _post(client, "return_to_editor", articles, confirmed="yes", comment=" ")
    assert everything() == before
    text = _post(client, "return_to_editor", articles, confirmed="yes", comment="数字请核")
    assert "已退回2篇。" in text
    assert [c.comment for c in StatusChange.objects.filter(transition="return_to_editor")] == ["数字请核"] * 2


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("editor", {"submit"}),
        ("proof_editor", {"pass_review", "return_to_editor"}),
        ("final_reviewer", {"sign_off", "return_to_editor"}),
        ("administrator", set()),
        ("superuser", {"submit", "pass_review", "sign_off", "return_to_editor"}),
    ],
)
def test_a_role_is_offered_its_own_steps(
    who: str, offered: set[str], as_: SignIn, cast: Cast, draft: Article
) -> None:
    client = as_(getattr(cast, who))
    text = client.get(BASE).content.decode()
    steps = ("submit", "pass_review", "sign_off", "return_to_editor")
    assert {step for step in steps if f'value="bulk_{step}"' in text} == offered
    before = everything()
    for step in set(steps) - offered:
        _post(client, step, [draft], confirmed="yes", comment="x")
    assert everything() == before


def test_four_eyes_hold_for_many_as_for_one(
    as_: SignIn, cast: Cast, make_article: Callable[..., Article]
) -> None:
    mine = submit(make_article("我的", created_by=cast.superuser), actor=cast.editor)
    before = everything()
    text = _post(as_(cast.superuser), "pass_review", [mine])
    assert "须由别人审校通过" in text
    assert everything() == before
