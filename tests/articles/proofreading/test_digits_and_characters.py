"""Digits beside 十, 百, 千, 几."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("有3千多家企业。", [("3千", "3000")]),
        ("来了20几个人。", [("20几", None)]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("digits-and-characters", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "有3000多家企业。",
        "重5千克。",
        "长3千米。",
        "功率50千瓦。",
        "约3万家。",
        "二十几个人。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("digits-and-characters", text) == []
