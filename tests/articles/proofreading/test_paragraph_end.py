"""Paragraphs that end in the middle of a sentence."""

import pytest

from tests.articles.proofreading.texts import found

TEXT = "东山市编务练习十日开课，来自各处的编辑到场学习"


@pytest.mark.parametrize("mark", ["，", "、"])
def test_it_is_found(mark: str) -> None:
    assert found("paragraph-end", TEXT + mark) == [(mark, None)]


@pytest.mark.parametrize("text", [TEXT + "。", TEXT + "：", TEXT + "；", "各位会员，"])
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("paragraph-end", text) == []
