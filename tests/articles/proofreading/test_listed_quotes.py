"""Quotes and titles in a row."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学习《甲法》、《乙法》。", [("》、《", "》《")]),
        ("做到“快”、“准”。", [("”、“", "”“")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("listed-quotes", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "学习《甲法》《乙法》。",
        "学习《甲法》（试行）、《乙法》。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("listed-quotes", text) == []
