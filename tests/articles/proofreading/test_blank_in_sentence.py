"""Blanks between characters of a sentence."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他是一个典 型人物，大家都学。", [("典 型", "典型")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("blank-in-sentence", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "口号是“学先进 赶先进”，人人知道。",
        "一、 会议，开始。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("blank-in-sentence", text) == []
