"""Words written twice."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各编辑部编辑部都要学习。", [("编辑部编辑部", "编辑部")]),
        ("这是新的的办法。", [("的的", "的")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("repeated-word", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "大家研究研究再说。",
        "一步一步走。",
        "实实在在的事。",
        "的的确确。",
        "为了了解情况。",
        "达到目的的办法。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("repeated-word", text) == []
