"""Two days for one event."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5月27日编务研讨会年会26日在东山召开。", [("5月27日编务研讨会年会26日", None)]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("two-dates", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "5月27日编务研讨会在东山召开。",
        "5月26日至27日研讨会在东山召开。",
        "比5月26日提前的会议27日在东山召开。",
        "5月27日，会议26日在东山召开的消息传来。",
        "5月25日开幕的研讨会27日在东山闭幕。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("two-dates", text) == []
