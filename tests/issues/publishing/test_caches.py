"""Each thing that readers see anew begins a new generation at once; what only the office does begins none."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.models import Article
from issues.appointments import cancel, set_time
from issues.building.appearing import keep_times
from issues.corrections import confirm, decline, propose, take_back
from issues.models import Appointment, Issue, IssueStatus
from issues.takedowns import put_back, take_down
from periodicals.models import PublicVersion
from tests.conftest import Cast
from tests.issues.publishing.test_setting_a_time import soon

pytestmark = pytest.mark.django_db


def _renews(step: Callable[[], Any]) -> bool:
    def tokens() -> list[str]:
        return list(PublicVersion.objects.values_list("token", flat=True))

    before = tokens()
    step()
    return tokens() != before


def test_a_correction_shows_when_it_is_confirmed_and_not_before(article: Article, cast: Cast) -> None:
    for values in ({"field": "body", "passage": "正文", "replacement": "文字"}, {"note": "印本有误。"}):
        article.refresh_from_db()
        seen = article.version
        assert not _renews(lambda: propose(article, actor=cast.editor, **values))  # noqa: B023
        first = article.corrections.get(state="proposed")
        assert not _renews(lambda: take_back(first, actor=cast.editor))  # noqa: B023
        second = propose(article, actor=cast.editor, **values)
        assert not _renews(lambda: decline(second, actor=cast.final_reviewer, comment="无误"))  # noqa: B023
        third = propose(article, actor=cast.editor, **values)
        assert _renews(lambda: confirm(third, actor=cast.final_reviewer, seen_version=seen))  # noqa: B023


def test_an_article_is_gone_and_back_at_once(article: Article, cast: Cast) -> None:
    actor = cast.responsible_editor
    assert _renews(lambda: take_down(article, actor=actor, reason="有误", note="待核实"))
    assert _renews(lambda: put_back(article, actor=actor, reason="已核实"))


def test_a_time_shows_when_the_issue_appears(released: Issue, cast: Cast) -> None:
    assert not _renews(lambda: set_time(released, soon(), actor=cast.responsible_editor))
    assert not _renews(lambda: cancel(released, actor=cast.responsible_editor))
    set_time(released, soon(), actor=cast.responsible_editor)
    Appointment.objects.filter(state="waiting").update(due_at=timezone.now() - timedelta(minutes=1))
    assert _renews(lambda: keep_times(timezone.now()))
    released.refresh_from_db()
    assert released.status == IssueStatus.PUBLISHED
