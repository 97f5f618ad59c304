"""Corner quotes in lines that run across."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推行「三步法」。", [("「三步法」", "“三步法”")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("corner-quote", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "推行“三步法”。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("corner-quote", text) == []
