"""Full-width digits and letters."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共３５人参加。", [("３５", "35")]),
        ("采用ＡＢＣ方法。", [("ＡＢＣ", "ABC")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("full-width-digit", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "共35人参加。",
        "采用ABC方法。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("full-width-digit", text) == []
