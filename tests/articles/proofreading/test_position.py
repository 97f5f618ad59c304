"""People and their positions."""

from articles.proofreading.lists import Entry, Lists, Purpose, WordList
from tests.articles.proofreading.texts import article, findings

LISTS = Lists({Purpose.POSITIONS: WordList((Entry("林知远", "东山编务协会副会长"),))})


def _quotes(text: str) -> list[str]:
    return [f.quote for f in findings("position", article(text), LISTS)]


def test_another_position_before_or_behind_the_name() -> None:
    assert _quotes("林知远会长到会。") == ["会长"]
    assert _quotes("会长林知远到会。") == ["会长"]


def test_the_position_of_the_list_is_right() -> None:
    assert _quotes("林知远副会长到会，东山编务协会副会长林知远讲话。") == []


def test_a_name_without_position_is_left_alone() -> None:
    assert _quotes("林知远到会，大家同会长见面。") == []
