"""Terms that the office does not use."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("重3公分。", [("3公分", "3厘米")]),
        ("国家工商总局印发文件。", [("国家工商总局", "市场监管总局")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("term", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "长3厘米。",
        "市场监管总局印发文件。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("term", text) == []
