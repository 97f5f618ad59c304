from datetime import date

import pytest

from issues.importing.bulletin import Rule
from tests.issues.importing.made_up import found, issue, read


@pytest.mark.parametrize(
    ("cover", "expected"),
    [
        ("《办公室通讯》 2031 年第 12 期（总第 90 期）", ("办公室通讯", 2031, 12, 90)),
        ("办公室通讯\n2031年第5期 总77期", ("办公室通讯", 2031, 5, 77)),
        ("２０３１年第５期\n办公室通讯", ("办公室通讯", 2031, 5, None)),
    ],
)
def test_title_and_numbers(cover: str, expected: tuple[str, int, int, int | None]) -> None:
    bulletin = read(issue(cover=cover + "\n"))
    assert (bulletin.title, bulletin.year, bulletin.number, bulletin.whole_number) == expected


@pytest.mark.parametrize(
    "words",
    ["东山市文秘协会\n主 办", "主办：东山市文秘协会", "主办单位： 东山市文秘协会", "东山市文秘协会 主办"],
)
def test_sponsors(words: str) -> None:
    bulletin = read(issue(cover=f"办公室通讯\n2031年第5期\n{words}\n"))
    assert bulletin.sponsors == ("东山市文秘协会",)
    assert bulletin.account.unplaced == ()


def test_a_printed_day_is_kept() -> None:
    assert read(issue(cover="办公室通讯\n2031年第5期\n2031年5月20日\n")).issue_date == date(2031, 5, 20)


def test_each_missing_item_is_a_finding() -> None:
    bulletin = read(issue(cover="办公室通讯\n2031年第5期\n"))
    assert len(found(bulletin, Rule.COVER_INCOMPLETE)) == 4
    assert (bulletin.whole_number, bulletin.sponsors, bulletin.frequency) == (None, (), "")
    assert bulletin.issue_date is None


def test_two_issue_numbers_are_a_finding_and_the_first_counts() -> None:
    bulletin = read(issue(cover="办公室通讯\n2031年第5期\n2031年第6期\n"))
    assert bulletin.number == 5
    assert [f.line for f in found(bulletin, Rule.COVER_DISAGREES)] == [3]


def test_a_month_of_another_year_is_a_finding() -> None:
    bulletin = read(issue(cover="办公室通讯\n2031年第5期\n2030年5月\n"))
    assert len(found(bulletin, Rule.COVER_DISAGREES)) == 1


def test_what_is_not_understood_stands_under_unplaced_with_its_line() -> None:
    bulletin = read(issue(cover="办公室通讯\n2031年第5期\n内部资料 免费交流\n2031年13月\n"))
    assert [(u.line, u.text) for u in bulletin.account.unplaced] == [
        (3, "内部资料 免费交流"),
        (4, "2031年13月"),
    ]
