"""Clauses that stand twice in a paragraph."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "各单位要高度重视这一项编务工作，认真落实，各单位要高度重视这一项编务工作。",
            [("各单位要高度重视这一项编务工作", None)],
        ),
        ("打造东山编务练习示范标杆，打造编务练习示范标杆。", [("打造编务练习示范标杆", None)]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("repeated-clause", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "要重视，要落实，要重视。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("repeated-clause", text) == []
