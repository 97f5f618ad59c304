"""Marks at the end of headings."""

import pytest

from tests.articles.proofreading.texts import found, heading


@pytest.mark.parametrize("text", ["主要做法。", "主要做法，", "主要做法；"])
def test_a_heading_ends_without_a_stop(text: str) -> None:
    assert found("heading-mark", heading(text)) == [(text[-1], "")]


@pytest.mark.parametrize("text", ["怎么办？", "来了！", "主要做法", "先学后做。边学边做。"])
def test_questions_exclamations_and_sentences_are_left_alone(text: str) -> None:
    assert found("heading-mark", heading(text)) == []


def test_a_title_is_a_heading() -> None:
    assert found("heading-mark", "正文。", title="东山编务开课。") == [("。", "")]
