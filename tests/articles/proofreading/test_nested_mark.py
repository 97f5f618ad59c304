"""Levels of quotes and book-title marks."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("避免‘空转’现象。", [("‘空转’", "“空转”")]),
        ("他说：“要避免“空转”现象。”", [("“空转”", "‘空转’")]),
        ("读《论《春秋》》一文。", [("《春秋》", "〈春秋〉")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("nested-mark", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "他说：“要避免‘空转’现象。”",
        "读《论〈春秋〉》一文。",
        "《“十二五”规划》印发。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("nested-mark", text) == []
