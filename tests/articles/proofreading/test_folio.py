"""Folios and running titles left in the text."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("·· 10", [("·· 10", "")]),
        ("— 5 —", [("— 5 —", "")]),
        ("第 5 页", [("第 5 页", "")]),
        ("东山编务 2031年第5期", [("东山编务 2031年第5期", "")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("folio", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "第5页说明了这一点。",
        "10人参加。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("folio", text) == []
