"""Words of the list of common errors."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截止目前，已有5民编辑用混泥土。", [("截止目前", "截至目前"), ("5民", "5名"), ("混泥土", "混凝土")]),
        ("惟一的办法。", [("惟一", "唯一")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("common-error", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "截止日期是6月1日。",
        "全市聚焦碳达峰。",
        "2个民族。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("common-error", text) == []
