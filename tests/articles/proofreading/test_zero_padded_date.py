"""Zeros in front of months and days."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2031年09月06日开会。", [("2031年09月06日", "2031年9月6日")]),
        ("5月08日开会。", [("5月08日", "5月8日")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("zero-padded-date", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2031年9月6日开会。",
        "2031-09-06 开会。",
        "10月20日。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("zero-padded-date", text) == []
