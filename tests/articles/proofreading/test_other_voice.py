"""Another paper's voice left in a text."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "quote"),
    [("他接受本报记者采访。", "本报记者"), ("讨论我局起草的方案。", "我局"), ("本报讯练习开课。", "本报讯")],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert [found_quote for found_quote, _ in found("other-voice", text)] == [quote]


@pytest.mark.parametrize(
    "text", ["我国开展练习。", "他说：“我局已经办好。”", "自我行为要规范。", "他回答记者的提问。"]
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("other-voice", text) == []
