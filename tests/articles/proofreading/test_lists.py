"""Word lists: reading, writing, searching."""

import pytest

from articles.proofreading.lists import (
    COLUMNS,
    FIRST_EDITION,
    Entry,
    ListError,
    Purpose,
    WordList,
    read_csv,
    write_csv,
)

HEAD = ",".join(COLUMNS) + "\n"


def _hits(text: str, *entries: Entry) -> list[tuple[str, str | None]]:
    return [(text[hit.start : hit.end], hit.instead) for hit in WordList(entries).hits(text)]


def test_a_digit_goes_over_into_the_right_word() -> None:
    assert _hits("来了5民编辑", Entry("#民", "#名")) == [("5民", "5名")]


def test_a_longer_wording_that_is_right_is_left_alone() -> None:
    entry = Entry("焦碳", "焦炭", ("聚焦碳",))
    assert _hits("聚焦碳达峰，焦碳涨价", entry) == [("焦碳", "焦炭")]


def test_the_longest_word_is_meant() -> None:
    assert _hits("一带一路", Entry("一带", "甲"), Entry("一带一路", "乙")) == [("一带一路", "乙")]


def test_of_several_words_only_a_person_can_choose() -> None:
    assert _hits("村官", Entry("村官", "甲|乙")) == [("村官", None)]


def test_what_is_written_is_read_again() -> None:
    entries = (Entry("甲", "乙", ("丙甲", "甲丁"), "说,明"), Entry("戊"))
    assert read_csv(write_csv(entries)) == entries


def test_gb18030_as_spreadsheets_save_it() -> None:
    assert read_csv((HEAD + "甲,乙,,\n").encode("gb18030")) == (Entry("甲", "乙"),)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "第 1 行应为表头"),
        ("词,对\n".encode(), "第 1 行应为表头"),
        ((HEAD + ",乙,,\n").encode(), "第 2 行没有填“词”。"),
        ((HEAD + "甲,甲,,\n").encode(), "第 2 行的“甲”与“应为”相同。"),
        ((HEAD + "甲,乙,,\n甲,丙,,\n").encode(), "第 3 行的“甲”前面已有一行。"),
        ((HEAD + "甲,乙,,,多\n").encode(), "第 2 行多于 4 列。"),
        ((HEAD + "##,乙,,\n").encode(), "第 2 行的词只有 #"),
        ((HEAD + "甲" * 41 + ",乙,,\n").encode(), "第 2 行的词超过 40 字。"),
        (b"\xff\xfe\xff\xff\x81", "认不出词表文件的文字编码"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(ListError, match="^" + sentence):
        read_csv(data)


def test_the_first_edition_never_calls_its_own_right_words_wrong() -> None:
    errors = FIRST_EDITION[Purpose.ERRORS]
    for entry in errors.entries:
        for word in filter(None, entry.instead.replace("#", "5").split("|")):
            assert list(errors.hits(word)) == [], entry.word


def test_the_first_edition_keeps_to_the_bounds_of_a_list() -> None:
    for purpose in Purpose:
        entries = FIRST_EDITION[purpose].entries
        assert read_csv(write_csv(entries)) == entries
    assert FIRST_EDITION[Purpose.POSITIONS].entries == ()
