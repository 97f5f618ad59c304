"""Four eyes for a 更正: nobody whose words stand in the text confirms, and nobody is asked in vain."""

import pytest

from accounts.models import User
from articles.models import Article
from articles.services import save_text
from articles.workflow import Status
from issues.corrections import confirm, decline, objection, propose, waiting_for
from issues.models import Correction, CorrectionState, Issue
from issues.publishing import withdraw
from issues.services import Refused
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def _proposed(article: Article, actor: User, note: str = "印本第3页图注有误。") -> Correction:
    return propose(article, actor=actor, note=note)


def test_an_earlier_writer_does_not_confirm_after_another_one_changed_the_text(
    article: Article, cast: Cast, second_reviewer: User
) -> None:
    Article.objects.filter(pk=article.pk).update(status=Status.DRAFT, signed_off_digest="")
    article.refresh_from_db()
    article.body = "<p>乙文的正文，超管改过。</p>"
    article = save_text(article, actor=cast.superuser)
    digest = article.text_digest()
    Article.objects.filter(pk=article.pk).update(status=Status.SIGNED_OFF, signed_off_digest=digest)
    first = propose(article, actor=cast.editor, field="body", passage="改过", replacement="动过")
    confirm(first, actor=second_reviewer, seen_version=article.version)
    article.refresh_from_db()
    assert article.last_changed_by == cast.editor
    second = _proposed(article, cast.proof_editor)
    with pytest.raises(Refused, match="写过《乙文》的文字，更正须由别人确认"):
        confirm(second, actor=cast.superuser, seen_version=article.version)
    assert waiting_for(cast.superuser) == []
    assert waiting_for(cast.final_reviewer) == [second]


def test_who_may_not_confirm_is_not_asked(article: Article, cast: Cast, second_reviewer: User) -> None:
    correction = _proposed(article, cast.final_reviewer)
    assert waiting_for(cast.final_reviewer) == []
    assert waiting_for(cast.editor) == []
    assert waiting_for(second_reviewer) == [correction]
    periodical = article.section.periodical
    periodical.four_eyes = False
    periodical.save()
    assert waiting_for(cast.final_reviewer) == [correction]


def test_of_a_withdrawn_issue_nothing_is_asked_and_it_can_be_declined(
    published: Issue, article: Article, cast: Cast
) -> None:
    correction = _proposed(article, cast.editor)
    withdraw(published, actor=cast.responsible_editor, comment="有误")
    assert waiting_for(cast.final_reviewer) == []
    with pytest.raises(Refused, match="还没有发布"):
        confirm(correction, actor=cast.final_reviewer, seen_version=article.version)
    assert "本期已撤回发布" in str(objection(correction, cast.final_reviewer))
    decline(correction, actor=cast.final_reviewer, comment="已撤回，改在稿件里")
    correction.refresh_from_db()
    assert correction.state == CorrectionState.DECLINED
