"""What 内部资料 may not say."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize("text", ["欢迎给本刊来稿。", "记者从东山市获悉。", "每册定价：5元。"])
def test_only_in_internal_periodicals(text: str) -> None:
    assert found("internal", text, internal=True)
    assert found("internal", text, internal=False) == []


@pytest.mark.parametrize(
    "text", ["成本刊登在此。", "本报告指出。", "他回答记者的提问。", "新闻媒体记者到会。"]
)
def test_other_words_are_left_alone(text: str) -> None:
    assert found("internal", text, internal=True) == []
