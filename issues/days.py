"""Days as people say them: 今天、明天、周二、上周五、3月20日. Nothing here queries anything."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localtime

_WEEKDAYS = "一二三四五六日"
_NEAR = {-1: "昨天", 0: "今天", 1: "明天"}


def as_day(moment: date | datetime) -> date:
    """The office's day of a moment: a time in UTC may belong to the next one here."""
    return localtime(moment).date() if isinstance(moment, datetime) else moment


def day(moment: date | datetime, today: date) -> str:
    """A day as said on ``today``: by name in this week and the two beside it, else by date.

    The year is said only where it is another one.
    """
    when = as_day(moment)
    if near := _NEAR.get((when - today).days):
        return near
    weeks = (_monday(when) - _monday(today)).days // 7
    if weeks in (-1, 0, 1):
        return f"{('', '下', '上')[weeks]}周{_WEEKDAYS[when.weekday()]}"
    return full_day(when) if when.year != today.year else f"{when.month}月{when.day}日"


def full_day(moment: date | datetime) -> str:
    """A day with its year: 2026年3月20日."""
    when = as_day(moment)
    return f"{when.year}年{when.month}月{when.day}日"


def full_time(moment: datetime) -> str:
    """A day with its year and the hour: 2026年3月20日9:00."""
    return f"{full_day(moment)}{localtime(moment):%-H:%M}"


def due(deadline: date | None, today: date) -> str:
    """When something is due: 今天到期, 周五到期, 逾期3天; nothing where no day is set."""
    if deadline is None:
        return ""
    late = (today - deadline).days
    return f"逾期{late}天" if late > 0 else f"{day(deadline, today)}到期"


def _monday(when: date) -> date:
    return when - timedelta(days=when.weekday())
