import codecs

import pytest

from issues.importing.bulletin import BulletinError, Rule
from issues.importing.reading import read_bulletin
from issues.importing.source import read_source
from tests.issues.importing.made_up import found, issue, read

ENCODINGS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "gb18030": b"",
    "gbk": b"",
    "utf-16": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32": b"",
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_reads_the_same(encoding: str) -> None:
    data = ENCODINGS[encoding] + issue().encode(encoding)
    assert read_bulletin(data) == read(issue())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding: str) -> None:
    assert read_bulletin(issue().encode(encoding)) == read(issue())


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_every_kind_of_line_end_gives_the_same_line_numbers(end: str) -> None:
    assert read(issue().replace("\n", end)) == read(issue())


def test_other_separators_do_not_count_as_lines() -> None:
    lines = read_source("一\f二\u2028三\n四".encode()).lines
    assert [(line.number, line.text) for line in lines] == [(1, "一\f二\u2028三"), (2, "四")]


def test_a_mark_is_not_a_character_of_the_file() -> None:
    assert read_source("字".encode("utf-8-sig")).characters_in == 1


def test_a_file_that_ends_within_a_character_is_read_with_a_finding() -> None:
    bulletin = read_bulletin(issue(colophon="编辑：甲\n电话：一").encode()[:-1])
    assert [f.line for f in found(bulletin, Rule.FILE_CUT_OFF)] == [bulletin.findings[-1].line]
    assert bulletin.colophon["电话"] == ""


def test_a_damaged_utf_8_file_is_not_read_as_gibberish() -> None:
    data = issue().encode().replace("座谈会".encode(), b"\xff\xff", 1)
    with pytest.raises(BulletinError, match="损坏"):
        read_bulletin(data)
