"""Markup and characters without a shape."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("温度$T \\leq 2$以下。", [("$T \\leq 2$", None)]),
        ("东山&nbsp;编务", [("&nbsp;", None)]),
        ("东山**编务**", [("**编务**", None)]),
        ("东山\u200b编务", [("\u200b", "")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("leftover-code", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "价格为5美元。",
        "a < b 且 c > d",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("leftover-code", text) == []
