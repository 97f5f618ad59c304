"""Hostile files end: read or refused. How many steps they take is bounded, not how many seconds."""

import pytest

from issues.importing.bulletin import BulletinError
from issues.importing.reading import read_bulletin
from issues.importing.source import MAX_BYTES, MAX_LINES
from tests.issues.importing.made_up import MEETING, MadeUp, body, issue

NOTICES = [("通知", [MadeUp(f"关于加强第{n}项管理工作的通知", 1) for n in range(400)])]


def ends_soon(text: str) -> str | None:
    """The refusal, None if the text was read as an issue."""
    try:
        read_bulletin(text.encode())
    except BulletinError as error:
        return str(error)
    return None


def test_a_file_too_large_is_refused() -> None:
    assert "MB" in (ends_soon("a" * (MAX_BYTES + 1)) or "")


def test_too_many_lines_are_refused() -> None:
    assert "行" in (ends_soon("一行。\n" * (MAX_LINES + 1)) or "")


@pytest.mark.parametrize("unit", ["汉", "汉，", "（《“", r"$\a", "1", "编辑："])
def test_one_giant_line(unit: str) -> None:
    text = issue(body_text=body() + "\n" + unit * (4_000_000 // len(unit.encode())))
    assert ends_soon(text) is None


@pytest.mark.parametrize("blank", ["\n", " ", "\u3000", "\t\n"])
def test_megabytes_of_blanks(blank: str) -> None:
    blanks = blank * (2_000_000 // len(blank.encode()))
    assert ends_soon(f"x{blanks}y\n" + issue()) is None
    assert ends_soon(issue(body_text=f"{body()}\nx{blanks}y")) is None


def test_tens_of_thousands_of_cut_lines() -> None:
    assert ends_soon(issue(body_text=body() + "\n没有标点的一行文字一直写下去不停也不断" * 20_000)) is None


def test_titles_that_all_look_alike_are_refused() -> None:
    lines = "\n关于加强第五项管理工作的通知呀" * 40_000
    assert "相像" in (ends_soon(issue(NOTICES, body_text=body([("通知", [MEETING])]) + lines)) or "")


def test_one_title_thousands_of_times() -> None:
    assert ends_soon(issue(body_text=body() + f"\n{MEETING.title}" * 40_000)) is None


def test_thousands_of_headings_without_entries_are_refused() -> None:
    headings = "目 录\n" + "".join(f"栏{n}\n" for n in range(30_000)) + "某事 1\n"
    assert "栏目" in (ends_soon(issue(contents_text=headings)) or "")
