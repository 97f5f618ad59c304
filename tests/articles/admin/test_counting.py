"""字数 as the office counts it."""

import pytest

from articles.counting import count_characters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("两会召开。", 5),
        ("2024年增长3.5%", 6),
        ("GDP 与 CNC", 3),
        ("《人民日报》", 6),
        ("　全角空格 不计\n", 6),
        ("state-of-the-art", 1),
        ("𠮷", 1),
    ],
)
def test_characters_marks_words_and_numbers(text: str, expected: int) -> None:
    assert count_characters(text) == expected
