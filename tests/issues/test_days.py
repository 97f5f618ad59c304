"""Days as people say them, seen from Tuesday, 24 March 2026."""

from datetime import UTC, date, datetime

import pytest

from issues.days import day, due, full_day

TODAY = date(2026, 3, 24)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (date(2026, 3, 24), "今天"), (date(2026, 3, 25), "明天"), (date(2026, 3, 23), "昨天"),
        (date(2026, 3, 27), "周五"), (date(2026, 3, 29), "周日"), (date(2026, 3, 22), "上周日"),
        (date(2026, 3, 16), "上周一"), (date(2026, 3, 30), "下周一"), (date(2026, 4, 5), "下周日"),
        (date(2026, 4, 6), "4月6日"), (date(2026, 3, 15), "3月15日"), (date(2025, 12, 31), "2025年12月31日"),
    ],
)  # fmt: skip
def test_a_day_is_named_near_by_and_dated_further_off(when: date, said: str) -> None:
    assert day(when, TODAY) == said


def test_a_time_belongs_to_the_office_s_day() -> None:
    evening = datetime(2026, 3, 23, 17, tzinfo=UTC)  # one in the morning in the office
    assert day(evening, TODAY) == "今天"
    assert full_day(evening) == "2026年3月24日"


def test_a_deadline_is_said_in_words() -> None:
    assert due(TODAY, TODAY) == "今天到期"
    assert due(date(2026, 3, 25), TODAY) == "明天到期"
    assert due(date(2026, 3, 21), TODAY) == "逾期3天"
    assert due(None, TODAY) == ""
