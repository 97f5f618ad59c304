"""The table of transitions, cell by cell."""

from collections.abc import Callable

import pytest

from accounts.roles import PERMISSIONS, Role
from articles.models import Article, StatusChange
from articles.services import Refused, perform
from articles.workflow import TRANSITIONS, Status, Transition
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

WHO_MAY = {
    "submit": "editor",
    "pass_review": "proof_editor",
    "return_to_editor": "proof_editor",
    "sign_off": "final_reviewer",
    "reopen": "final_reviewer",
    "register_printed": "responsible_editor",
}


def _standing_at(status: Status, article: Article) -> Article:
    digest = "0" * 64 if status == Status.SIGNED_OFF else ""
    Article.objects.filter(pk=article.pk).update(status=status, signed_off_digest=digest)
    article.refresh_from_db()
    return article


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("step", TRANSITIONS.values(), ids=lambda step: step.name)
def test_a_step_is_taken_from_its_sources_and_refused_elsewhere(
    step: Transition, status: Status, make_article: Callable[..., Article], cast: Cast
) -> None:
    article = _standing_at(status, make_article("题目"))
    actor = getattr(cast, WHO_MAY[step.name])
    if status in step.sources:
        perform(step, article, actor=actor, comment="理由")
        change = StatusChange.objects.get()
        assert (change.transition, change.from_status, change.to_status) == (step.name, status, step.target)
        assert (change.actor, change.comment) == (actor, "理由")
    else:
        with pytest.raises(Refused, match="现在是"):
            perform(step, article, actor=actor, comment="理由")
        assert not StatusChange.objects.exists()
    article.refresh_from_db()
    assert article.status == (step.target if status in step.sources else status)
    assert bool(article.signed_off_digest) == (article.status == Status.SIGNED_OFF)


ROLES = {
    "editor": Role.EDITOR,
    "proof_editor": Role.PROOF_EDITOR,
    "final_reviewer": Role.FINAL_REVIEWER,
    "responsible_editor": Role.RESPONSIBLE_EDITOR,
    "print_office": Role.PRINT_OFFICE,
    "administrator": Role.ADMINISTRATOR,
    "superuser": None,
    "outsider": None,
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("step", TRANSITIONS.values(), ids=lambda step: step.name)
def test_every_cell_of_step_status_and_role(
    step: Transition, status: Status, role: str, make_article: Callable[..., Article], cast: Cast
) -> None:
    article = _standing_at(status, make_article("题目"))
    named = ROLES[role]
    allowed = role == "superuser" or (named is not None and step.permission in PERMISSIONS[named])
    if allowed and status in step.sources:
        assert perform(step, article, actor=getattr(cast, role), comment="理由").status == step.target
        assert StatusChange.objects.get().actor == getattr(cast, role)
    else:
        with pytest.raises(Refused, match="现在是" if allowed else "没有"):
            perform(step, article, actor=getattr(cast, role), comment="理由")
        article.refresh_from_db()
        assert article.status == status
        assert not StatusChange.objects.exists()


@pytest.mark.parametrize("step", [s for s in TRANSITIONS.values() if s.needs_comment], ids=lambda s: s.name)
def test_a_step_that_needs_a_reason_is_refused_without(
    step: Transition, make_article: Callable[..., Article], cast: Cast
) -> None:
    article = _standing_at(min(step.sources), make_article("题目"))
    with pytest.raises(Refused, match="理由"):
        perform(step, article, actor=getattr(cast, WHO_MAY[step.name]), comment="  ")


def test_an_article_without_text_is_not_submitted(make_article: Callable[..., Article], cast: Cast) -> None:
    with pytest.raises(Refused, match="还没有正文"):
        perform(TRANSITIONS["submit"], make_article("题目", body="<p> </p>"), actor=cast.editor)
