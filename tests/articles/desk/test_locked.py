"""Locked text stays as it is in every way in, for everyone; the page says why."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Article
from articles.services import sign_off
from tests.articles.desk.conftest import BASE, address, everything, form_data
from tests.conftest import Cast

SignIn = Callable[[User], Client]
REASONS = {
    "awaiting": "本稿已审校通过，文字已锁定，只能查看；要改动，请先退回（须写明理由）。",
    "signed_off": "本稿已终审签发，文字已锁定，只能查看；要改动，请先撤回签发（须写明理由）。",
}
EVERYONE = ["editor", "proof_editor", "final_reviewer", "responsible_editor", "superuser"]


@pytest.fixture(params=REASONS)
def locked(request: pytest.FixtureRequest, awaiting: Article, cast: Cast) -> tuple[Article, str]:
    if request.param == "signed_off":
        sign_off(awaiting, actor=cast.final_reviewer)
    return awaiting, REASONS[request.param]


@pytest.mark.parametrize("who", EVERYONE)
def test_it_is_shown_and_says_why(who: str, locked: tuple[Article, str], as_: SignIn, cast: Cast) -> None:
    article, reason = locked
    text = as_(getattr(cast, who)).get(address(article)).content.decode()
    assert reason in text
    assert 'name="title"' not in text
    assert 'name="body"' not in text
    assert 'name="_save"' not in text
    assert 'name="_continue"' not in text


@pytest.mark.parametrize("who", EVERYONE)
@pytest.mark.parametrize("button", ["_save", "_continue", "_addanother", "_merge"])
def test_a_handmade_post_changes_nothing(
    who: str, button: str, locked: tuple[Article, str], as_: SignIn, cast: Cast
) -> None:
    article, _ = locked
    data = form_data(article, body="<p>偷改。</p>", **{button: "1"})
    client, before = as_(getattr(cast, who)), everything()
    text = client.post(address(article), data).content.decode()
    assert "文字已锁定" in text
    assert "偷改" in text
    assert everything() == before


def test_the_list_has_nothing_to_type_into(locked: tuple[Article, str], as_: SignIn, cast: Cast) -> None:
    article, _ = locked
    client, before = as_(cast.superuser), everything()
    assert 'name="form-TOTAL_FORMS"' not in client.get(BASE).content.decode()
    data = {
        "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": article.pk,
        "form-0-title": "偷改", "_save": "保存",
    }  # fmt: skip
    client.post(BASE, data)
    assert everything() == before
