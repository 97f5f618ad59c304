"""Half-width marks in Chinese."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议开始,大家发言。", [(",", "，")]),
        ("分两步走;先学后做。", [(";", "；")]),
        ("问题是:谁来写？", [(":", "：")]),
        ("稿件(第一批)已到。", [("(第一批)", "（第一批）")]),
        ('他说"很好"。', [('"很好"', "“很好”")]),
        ("工作结束了.", [(".", "。")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("half-width-mark", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "比分为2:1，8:30开始。",
        "共1,234件。",
        "网址 www.example.cn/a,b 可查。",
        "He said, fine.",
        "见 http://example.cn:86/ 网页。",
        "版本2.0上线。",
        "数字经济(API)接口。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("half-width-mark", text) == []
