"""Addresses that cannot be right."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("网址http:/example.cn。", [("http:/example.cn", None)]),
        ("邮箱bianwu＠example.cn。", [("bianwu＠example.cn", None)]),
        ("邮箱bianwu@example", [("bianwu@example", None)]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("broken-address", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "网址http://example.cn/a。",
        "邮箱bianwu@example.cn。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("broken-address", text) == []
