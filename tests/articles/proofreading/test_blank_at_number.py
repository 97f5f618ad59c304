"""Blanks between digits and characters."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9月 23至 25日开会，共3人。", [("9月 23至 25日", "9月23至25日")]),
        ("增长 8%以上，比2月高。", [("增长 8%以", "增长8%以")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("blank-at-number", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "9月23至25日开会。",
        "用 Word 2031 打开。",
        "图1 车间一角",
        "表2-1 2031年产量",
        "附件1 报名表",
        "本会讯 3月12日上午开会。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("blank-at-number", text) == []
