"""Dashes."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("目标--质量", [("--", "——")]),
        ("目标———质量", [("———", "——")]),
        ("目标──质量", [("──", "——")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("dash", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "目标——质量",
        "编号A--B",
        "东山—西岭铁路",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("dash", text) == []
