"""Days that no calendar has, and wrong weekdays."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6月31日截稿。", [("6月31日", None)]),
        ("2031年2月29日截稿。", [("2031年2月29日", None)]),
        ("2031年13月开会。", [("2031年13月", None)]),
        ("2031年8月1日（星期一）开会。", [("2031年8月1日（星期一", "2031年8月1日（星期五")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("impossible-date", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "6月30日截稿。",
        "2月29日截稿。",
        "2031年8月1日（星期五）开会。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("impossible-date", text) == []
