"""Numbers of headings and points."""

import pytest

from tests.articles.proofreading.texts import found, heading


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["一、学", "二、练", "三、改", "三、评", "五、奖"], [("三", "四"), ("五", "四")]),
        (["一、学", "三、改"], [("三", "二")]),
        (["（一）学", "（二）练", "（二）改"], [("二", "三")]),
        (["1.学", "2.练", "4.改"], [("4", "3")]),
        (["①学", "③练"], [("③", "②")]),
        (["要做到：一是学；二是练；四是改。"], [("四", "三")]),
        (["二、练"], [("二", None)]),
    ],
)
def test_numbers_that_skip_or_repeat(texts: list[str], expected: list[tuple[str, str | None]]) -> None:
    assert found("numbering", *map(heading, texts)) == expected


@pytest.mark.parametrize(
    "texts",
    [
        ["一、学", "（一）课上", "（二）课下", "二、练", "（一）课上"],
        ["1.学", "2.练", "一、又", "1.学"],
        ["首先是学。", "其次是练。", "三是改。"],
        ["一是学。二是练。", "还要：一是改；二是评。"],
        ["一些人来了。", "2.5万人参加。", "2031年开会。"],
        ["再次强调编务。一是学；二是练。"],
    ],
)
def test_numbers_in_order_are_right(texts: list[str]) -> None:
    assert found("numbering", *texts) == []
