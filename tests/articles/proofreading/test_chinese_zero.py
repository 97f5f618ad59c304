"""Zeros in years written in characters."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二0三一年动工。", [("二0三一", "二〇三一")]),
        ("二零三一年动工。", [("二零三一", "二〇三一")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("chinese-zero", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "二〇三一年动工。",
        "一百零一年。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("chinese-zero", text) == []
