"""Marks in the place of pictures."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    "mark", ["〔外来图片：img.example.org〕", "〔图片：没有取入〕", "〔图片：没有带入，请另行上传〕"]
)
def test_it_is_found(mark: str) -> None:
    assert found("missing-picture", f"练习开课。{mark}") == [(mark, None)]


@pytest.mark.parametrize("text", ["东政〔2031〕5号", "〔图片说明〕东山"])
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("missing-picture", text) == []
