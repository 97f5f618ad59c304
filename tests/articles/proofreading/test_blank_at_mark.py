"""Blanks beside full-width marks."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议（ 第一次）召开。", [("（ 第", "（第")]),
        ("工作 ，完成。", [("作 ，", "作，")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("blank-at-mark", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "会议（第一次）召开。",
        "见 w",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("blank-at-mark", text) == []
