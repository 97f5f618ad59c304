"""Marks doubled."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到会的有，，三人。", [("，，", "，")]),
        ("工作完成。，下一步", [("。，", None)]),
        ("结束了。。", [("。。", "。")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("doubled-mark", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "到会的有三人。",
        "真的吗？！",
        "他说：“好。”大家笑了。",
        "等等……",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("doubled-mark", text) == []
