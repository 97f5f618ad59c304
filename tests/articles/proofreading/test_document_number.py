"""Numbers of official documents."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("东山函[2031]28号文。", [("[2031]28号", "〔2031〕28号")]),
        ("东政发（2031）5号。", [("（2031）5号", "〔2031〕5号")]),
        ("东政发〔2031〕第05号。", [("〔2031〕第05号", "〔2031〕5号")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("document-number", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "东山函〔2031〕28号文。",
        "《办法（2031版）》施行。",
        "第5号公告。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("document-number", text) == []
