"""Ellipses."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("苹果、梨...", [("...", "……")]),
        ("苹果、梨…", [("…", "……")]),
        ("苹果、梨……等水果", [("……等", "等")]),
        ("完了。。。", [("。。。", "……")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("ellipsis", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "苹果、梨……",
        "Wait... he said.",
        "还有……等待着大家。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("ellipsis", text) == []
