"""What people type, and what is looked for."""

import pytest

from issues.search.grammar import LONGEST_QUERY, MOST_TERMS, parse, term


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("高炉", ["高炉"]),
        ("高炉 节能", ["高炉", "节能"]),
        ("高炉　节能", ["高炉", "节能"]),
        ("高炉，节能、改造", ["高炉", "节能", "改造"]),
        ("“高炉 节能”", ["高炉 节能"]),
        ('"高炉 节能" 改造', ["高炉 节能", "改造"]),
        ("＂高炉 节能＂", ["高炉 节能"]),
        ("「高炉 节能」『改造 设备』", ["高炉 节能", "改造 设备"]),
        ("”高炉 节能“", ["高炉 节能"]),
        ("“高炉 节能", ["高炉", "节能"]),
        ("5G基站", [" 5 g 基站"]),
        ("３.5％", [" 3 5 "]),
        ("1,200 台", [" 1 200 ", "台"]),
        ("GB/T15834", [" gb t 15834 "]),
        ("在AI时", ["在 ai 时"]),
        ("A", [" a"]),
        ("高炉 高炉", ["高炉"]),
        ("《高炉》", ["高炉"]),
    ],
)
def test_terms(typed: str, plain: list[str]) -> None:
    query = parse(typed)
    assert [each.plain for each in query.terms] == plain
    assert not query.was_cut


@pytest.mark.parametrize("typed", ["", "   ", "，。！", "“”", '"', "***", "\0", "\ufffd", "%_%", "()", "🙂"])
def test_nothing_to_look_for(typed: str) -> None:
    assert not parse(typed)


@pytest.mark.parametrize(
    ("typed", "words", "is_prefix"),
    [
        ("时", ("时",), True),
        ("时代", ("时代",), False),
        ("新时代", ("新时", "时代"), False),
        ("AI时", ("ai", "时"), True),
        ("在AI", ("在", "ai"), False),
        ("AI在线5", ("ai", "在线", "线", "5"), False),
        ("a", ("a",), True),
        ("ab", ("ab",), False),
    ],
)
def test_words_of_the_index(typed: str, words: tuple[str, ...], is_prefix: bool) -> None:
    found = term(typed)
    assert found is not None
    assert (found.words, found.is_prefix) == (words, is_prefix)


def test_long_queries_are_cut_and_said_to_be() -> None:
    assert parse("高炉" * LONGEST_QUERY).was_cut
    many = parse(" ".join(chr(0x4E00 + n) for n in range(MOST_TERMS + 1)))
    assert (len(many.terms), many.was_cut) == (MOST_TERMS, True)
