"""Items announced and items listed."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("提出三点意见：一是学；二是练；三是改；四是评。", [("三", None)]),
        ("参加的两家单位分别是：甲社、乙社、丙社。", [("两", None)]),
        ("甲社、乙社、丙社等2家单位参加。", [("2", None)]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("count-of-items", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "提出三点意见：一是学；二是练；三是改。",
        "参加的两家单位分别是：甲社、乙社。",
        "甲社、乙社等3家单位参加。",
        "参加的三家单位分别是：甲社、乙社和丙社。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("count-of-items", text) == []
