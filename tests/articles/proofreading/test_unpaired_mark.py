"""Marks that come in pairs."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他提出“三步法。", [("“", None)]),
        ("会议通过了方案》。", [("》", None)]),
        ("见附件（第一号)。", [(")", "）")]),
        ("按《办法（试行》执行。", [("（", None)]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("unpaired-mark", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "他提出“三步法”。",
        "按《办法（试行）》执行。",
        "1）先读；2）后改。",
        "a) 先读。",
        "It’s fine.",
        "（见“说明”）",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("unpaired-mark", text) == []
