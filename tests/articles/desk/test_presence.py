"""Who else edits: said by a heartbeat, taken back on leaving, forgotten after a minute; it locks nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles import presence
from articles.models import Article, Presence
from tests.articles.desk.conftest import address
from tests.conftest import Cast

SignIn = Callable[[User], Client]


def _beat(client: Client, article: Article, state: str = "editing") -> list[str]:
    found: list[str] = client.post(address(article, "presence/"), {"state": state}).json()["others"]
    return found


def test_others_see_who_and_since_when(as_: SignIn, draft: Article, cast: Cast) -> None:
    assert _beat(as_(cast.editor), draft) == []
    since = timezone.localtime(Presence.objects.get().since)
    sentence = f"甲编辑从 {since.hour}:{since.minute:02} 起正在编辑"
    assert _beat(as_(cast.superuser), draft) == [sentence]
    assert sentence in as_(cast.proof_editor).get(address(draft)).content.decode()
    _beat(as_(cast.editor), draft, "leaving")
    assert _beat(as_(cast.proof_editor), draft) == ["庚超管从 " + sentence.partition("从 ")[2]]


def test_a_beat_keeps_the_beginning_and_silence_ends_it(draft: Article, cast: Cast) -> None:
    first = presence.arrive(draft, cast.editor)
    assert presence.arrive(draft, cast.editor).since == first.since
    assert [p.user for p in presence.others(draft, cast.superuser)] == [cast.editor]
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=61))
    assert presence.others(draft, cast.superuser) == []
    assert presence.arrive(draft, cast.editor).since > first.since
    assert Presence.objects.count() == 1


@pytest.mark.parametrize("who", ["administrator", "editor"])
def test_who_only_reads_is_not_said_to_edit(
    who: str, as_: SignIn, draft: Article, cast: Cast, awaiting: Article
) -> None:
    client = as_(getattr(cast, who))
    # The administrator may not write; what waits for its sign-off nobody may.
    assert _beat(client, awaiting) == []
    assert _beat(client, awaiting, "reading") == []
    assert not Presence.objects.exists()


def test_leaving_takes_back_only_oneself(as_: SignIn, draft: Article, cast: Cast) -> None:
    _beat(as_(cast.editor), draft)
    _beat(as_(cast.superuser), draft, "leaving")
    assert Presence.objects.get().user == cast.editor
    assert as_(cast.editor).get(address(draft, "presence/")).status_code == 405
    assert as_(cast.print_office).post(address(draft, "presence/")).status_code == 403
    assert as_(cast.outsider).post(address(draft, "presence/")).status_code == 302


def test_two_who_edit_may_both_save(as_: SignIn, draft: Article, cast: Cast) -> None:
    _beat(as_(cast.editor), draft)
    assert 'name="_save"' in as_(cast.superuser).get(address(draft)).content.decode()
