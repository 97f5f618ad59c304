"""The rules of line adjustment, on marks of a size that is easy to count with."""

import pytest

from issues.typesetting.spacing import Mark, adjust, is_lone, may_break, meet, spare

EM = 10.0


def marks(text: str) -> list[Mark]:
    return [Mark(c, EM if ord(c) > 0x2000 else EM / 2, EM) for c in text]


def width(text: str, changes: list[tuple[float, float]]) -> float:
    return sum(m.advance for m in marks(text)) + sum(advance for _, advance in changes)


def test_missing_width_is_shared_evenly_over_the_gaps_of_a_chinese_line() -> None:
    changes = adjust(marks("中文排版"), 43.0, fill=True)
    assert changes == [(0.0, pytest.approx(1.0))] * 3 + [(0.0, 0.0)]


def test_no_gap_opens_inside_a_number_or_a_word() -> None:
    changes = adjust(marks("达12.5万GB级"), 64.0, fill=True)
    grown = ["达12.5万GB级"[i] for i, (_, advance) in enumerate(changes) if advance]
    assert grown == ["达", "5", "万", "B"]


def test_no_gap_opens_before_a_closing_or_after_an_opening_mark_or_in_a_dash() -> None:
    text = "说：“好”——真的"
    changes = adjust(marks(text), 95.0, fill=True)
    grown = [i for i, (_, advance) in enumerate(changes) if advance > 0]
    assert grown == [1, 4, 6, 7]


def test_the_mark_at_the_end_gives_up_its_empty_half() -> None:
    changes = adjust(marks("中文排版，"), 50.0, fill=True)
    assert changes[-1] == (0.0, -5.0)
    assert width("中文排版，", changes) == pytest.approx(50.0, abs=0.02)


def test_the_mark_at_the_start_moves_to_the_edge_but_not_in_an_indented_line() -> None:
    assert adjust(marks("《中文》版"), 50.0, fill=False)[0] == (-5.0, -5.0)
    assert adjust(marks("《中文》版"), 50.0, fill=False, trim_start=False)[0] == (0.0, 0.0)


def test_marks_inside_close_up_when_one_more_has_been_let_in() -> None:
    text = "中，文、排，版。"
    available = 8 * EM - 5.0 - 6.0
    changes = adjust(marks(text), available, fill=True)
    assert width(text, changes) == pytest.approx(available)
    assert [advance for _, advance in changes] == [0, -2.0, 0, -2.0, 0, -2.0, 0, -5.0]


def test_what_a_line_can_spare_is_a_quarter_of_each_inner_mark_and_half_of_the_last() -> None:
    assert spare(marks("中，文。")) == 2.5 + 5.0
    assert spare(marks("《中，文")) == 2.5 + 2.5
    assert spare(marks("《中，文"), trim_start=True) == 5.0 + 2.5
    assert spare([]) == 0.0


def test_the_last_line_of_a_paragraph_stays_as_it_is() -> None:
    assert adjust(marks("完。"), 100.0, fill=False) == [(0.0, 0.0)] * 2


def test_a_blank_grows_first_and_by_a_quarter_only() -> None:
    changes = adjust(marks("中文 排版"), 47.0, fill=True)
    assert changes[2][1] == pytest.approx(2.0)
    assert all(advance == 0 for i, (_, advance) in enumerate(changes) if i != 2)
    changes = adjust(marks("中文 排版"), 51.5, fill=True)
    assert changes[2][1] == pytest.approx(2.5 + 4 / 3, abs=0.02)
    assert changes[0][1] == pytest.approx(4 / 3, abs=0.02)


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        ("中", "文", True),
        ("中", "“", True),
        ("”", "中", True),
        ("中", "，", False),
        ("中", "”", False),
        ("《", "中", False),
        ("—", "—", False),
        ("1", "2", False),
        ("年", "3", True),
        ("5", "%", False),
    ],
)
def test_where_a_line_may_turn(before: str, after: str, allowed: bool) -> None:
    assert may_break(before, after) is allowed


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [("年", "3", True), ("G", "网", True), ("中", "文", False), ("，", "3", False), ("%", "的", False)],
)
def test_where_han_and_latin_meet(before: str, after: str, expected: bool) -> None:
    assert meet(before, after) is expected


def test_a_quarter_of_a_character_stands_between_han_and_latin_also_in_a_last_line() -> None:
    changes = adjust(marks("共12篇"), 100.0, fill=False)
    assert [advance for _, advance in changes] == [2.5, 0.0, 2.5, 0.0]


def test_half_of_it_goes_where_the_line_is_full() -> None:
    changes = adjust(marks("共12篇"), 32.5, fill=True)
    assert [advance for _, advance in changes] == [1.25, 0.0, 1.25, 0.0]


def test_none_stands_beside_raised_figures() -> None:
    raised = [Mark("注", EM, EM), Mark("1", EM * 0.3, EM * 0.65)]
    assert adjust(raised, 100.0, fill=False) == [(0.0, 0.0)] * 2


@pytest.mark.parametrize(
    ("text", "alone"),
    [("态。", True), ("”。", True), ("5G。", True), ("3.9%）。", True), ("态势。", False), ("2031年", False)],
)
def test_what_is_too_little_for_a_last_line(text: str, alone: bool) -> None:
    assert is_lone(text) is alone
