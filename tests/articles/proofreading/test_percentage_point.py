"""Per cent and percentage points."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("提高3%个百分点。", [("3%个百分点", "3个百分点")]),
        ("提高3百分点。", [("3百分点", "3个百分点")]),
        ("用工下降3倍。", [("下降3倍", None)]),
        ("占比提高3%。", [("3%", "3个百分点")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("percentage-point", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "提高3个百分点。",
        "产量增长3倍。",
        "产量提高3%。",
        "占比达到3%以上。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("percentage-point", text) == []


def test_a_difference_that_adds_up_is_in_points() -> None:
    assert found("percentage-point", "产量增速由3%提高到5%，提高2%。") == [("2%", "2个百分点")]
    assert found("percentage-point", "单价由30%回落到15%，降低了50%。") == []
