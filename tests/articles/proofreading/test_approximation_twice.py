"""Approximations said twice."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("约300人左右参加。", [("约300人左右", None)]),
        ("近300余人参加。", [("近300余人", None)]),
        ("超过500家以上。", [("超过500家以上", None)]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("approximation-twice", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "约300人参加。",
        "300余人参加。",
        "近300人参加，以上都是代表。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("approximation-twice", text) == []
