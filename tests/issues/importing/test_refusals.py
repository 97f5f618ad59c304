"""What is no issue gets one clear Chinese sentence."""

import pytest

from issues.importing.bulletin import BulletinError, Rule
from issues.importing.reading import read_bulletin
from tests.issues.importing.made_up import COVER, MEETING, body, contents, found, issue
from tests.issues.importing.shapes import pages


def refusal(data: bytes) -> str:
    with pytest.raises(BulletinError) as refused:
        read_bulletin(data)
    message = str(refused.value)
    assert message.endswith("。"), message
    assert message.count("。") == 1, message
    assert "\n" not in message
    return message


@pytest.mark.parametrize("data", [b"", b" \n\t\n", "\u3000\r\n".encode(), b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file(data: bytes) -> None:
    assert "空" in refusal(data)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04\x14\x00", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Word"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "目录|编码|空字节"),
        (b"\xff\xfe\x00\xd8A\x00", "编码"),
        ("字\0".encode("utf-16"), "空字节"),
    ],
)
def test_a_file_that_is_no_text(data: bytes, word: str) -> None:
    assert any(part in refusal(data) for part in word.split("|"))


def test_a_text_that_is_no_bulletin() -> None:
    assert "目录" in refusal("一封写给同事的信。\n\n信里说天气很好。".encode())


def test_a_cover_without_year_and_number() -> None:
    assert "期号" in refusal(issue(cover="办公室通讯\n").encode())


def test_a_cover_without_title() -> None:
    assert "刊名" in refusal(issue(cover="2031年第5期\n").encode())


def test_contents_without_entries() -> None:
    assert "目录" in refusal((COVER + "目 录\n\n会议消息\n").encode())


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_file_cut_off_anywhere_in_the_contents(encoding: str) -> None:
    begin = len((COVER + "\n").encode(encoding))
    whole = (COVER + "\n" + contents()).encode(encoding)
    for end in range(begin + 4, len(whole) + 1):
        refusal(whole[:end])


def test_a_file_cut_off_behind_the_first_title() -> None:
    assert "断" in refusal((COVER + contents() + "会议消息\n\n" + MEETING.title).encode())


def test_contents_and_body_of_different_issues() -> None:
    other = "会议消息\n\n另外一期里的文章标题\n\n它的文字和这一期的目录没有关系。"
    assert "找不到" in refusal(issue(body_text=other).encode())


def test_a_body_without_contents_is_read_with_doubts() -> None:
    bulletin = read_bulletin((COVER + body()).encode())
    assert (bulletin.title, bulletin.number) == ("办公室通讯", 5)
    assert bulletin.account.unplaced == ()
    assert found(bulletin, Rule.CUT_IN_DOUBT)


def test_titles_without_year_and_number() -> None:
    assert "期号" in refusal("\n".join(pages.FULL_HEAD).encode())
