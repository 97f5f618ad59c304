"""The source lead of an article: 2031年5月8日《东山日报》：… or 新华社东山5月8日电（记者 甲某）：…

Whole past issues, manuscripts that come in and the proofreader all read leads here.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

# Far longer than any lead; the patterns see no more of a paragraph.
_LONGEST_LEAD = 60
_LONGEST_BYLINE = 40
_DATE = r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_DAY = r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_NAME = r"(?P<name>[^\d，。、；：！？,:;\s《》“”（）()]{2,20}?)"
_COLON = r"[：:]"
# What is printed behind a source's name; not part of it.
_TAIL = r"(?:(?<!电)讯|电|消息|报道|发布)?"
# （记者 甲某、乙某） between 电 and the text.
_PEOPLE = r"[（(](?P<people>[^（）()。！？]{2,40})[）)]"
_AGENCY = r"(?P<name>(?:新华|中新)社)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # 2031年5月8日《东山日报》： and 2031年5月8日《东山日报》海外版：
        rf"{_DATE}《(?P<name>[^《》]{{2,20}})》(?P<edition>[^，。：:《》]{{0,6}}){_TAIL}(?:{_PEOPLE})?{_COLON}",
        # 新华社东山2031年5月8日电：, the year often missing
        rf"{_AGENCY}[^\d，。：:]{{0,8}}{_DAY}电(?:\s*{_PEOPLE})?{_COLON}",
        # 新华社东山5月8日电（记者 甲某）, as the agencies print it, without a colon
        rf"{_AGENCY}[^\d，。：:]{{0,8}}{_DAY}电\s*{_PEOPLE}",
        # 东山网北京5月8日电（记者 甲某）
        rf"(?P<name>[^\d，。、；：！？,:;\s《》“”（）()]{{1,8}}?网)[^\d，。：:]{{0,8}}{_DAY}[电讯]\s*(?:{_PEOPLE}|{_COLON})",
        # 据档案局网站2031年5月8日消息：
        rf"(?:据|来自){_NAME}{_DATE}{_TAIL}{_COLON}",
        # 2031年5月8日新华网： and 2031年5月8日东山市档案局发布：
        rf"{_DATE}{_NAME}{_TAIL}(?:{_PEOPLE})?{_COLON}",
        # 来自文秘网消息：
        rf"(?:据|来自){_NAME}消息{_COLON}",
        # 东山经济日报： with no date of its own: what follows the colon is the date of the event.
        rf"(?P<name>[^\d，。、；：！？,:;\s《》“”（）()]{{1,15}}(?:网|日报|晚报|时报|商报|新闻社|通讯社)){_COLON}",
        # 东山网讯（记者 甲某） and 东山日报讯 记者甲某报道：
        r"(?P<name>[^\d，。、；：！？,:;\s《》“”（）()]{1,15}(?:网|日报|晚报|时报|商报))讯\s*"
        rf"(?:{_PEOPLE}|{_COLON}|(?=记者))",
        # 本报讯（记者 甲某）: who wrote it, not where it stood.
        rf"(?P<own>本[报刊网台])(?:[^\d，。：:（(]{{0,8}}{_DAY})?[讯电]\s*(?:{_PEOPLE}|{_COLON})",
    )
)
# 2031年5月8日会议指出： dates a statement, it does not name a source.
_STATEMENT = re.compile(
    r"(?:指出|表示|强调|提出|认为|说|称|介绍|显示|如下|透露|写道|规定|要求|决定|通知|上|中|为|是)$"
)
_DAYS_AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Lead:
    """Where an article was taken from, when that appeared, and who wrote it, as far as the lead says so."""

    source: str
    source_date: date | None
    byline: str = ""
    # The lead has a day without a year; the date is the nearest past one (only with ``today``).
    year_guessed: bool = False


def read_lead(text: str, today: date | None = None) -> Lead | None:
    """The source at the beginning of a paragraph, None unless it is unmistakable.

    Args: today: where given, a day without a year is taken for the last one before it.
    """
    head = text[: _LONGEST_LEAD * 2].strip()[: _LONGEST_LEAD + _LONGEST_BYLINE]
    for pattern in _PATTERNS:
        match = pattern.match(head)
        if match is None or match.start() or not _is_within_bounds(match):
            continue
        parts = match.groupdict()
        name = (parts.get("name") or "") + (parts.get("edition") or "").strip()
        if _STATEMENT.search(name):
            continue
        people = " ".join((parts.get("people") or "").split())
        if not parts.get("month"):
            return Lead(name, None, people)
        try:
            return _dated(name, parts, people, today)
        except ValueError:
            continue
    return None


def _is_within_bounds(match: re.Match[str]) -> bool:
    people = match.groupdict().get("people")
    return match.end() - len(people or "") <= _LONGEST_LEAD


def _dated(name: str, parts: dict[str, str | None], people: str, today: date | None) -> Lead:
    """Raises: ValueError, for a day that no calendar has."""
    month, day = int(parts["month"] or 0), int(parts["day"] or 0)
    if parts["year"]:
        return Lead(name, date(int(parts["year"]), month, day), people)
    if today is None:
        date(2024, month, day)
        return Lead(name, None, people)
    for year in (today.year, today.year - 1, today.year - 2, today.year - 3, today.year - 4):
        # 29 February exists every fourth year only.
        if (month, day) == (2, 29) and not _is_leap(year):
            continue
        found = date(year, month, day)
        if found <= today + _DAYS_AHEAD:
            return Lead(name, found, people, year_guessed=True)
    return Lead(name, None, people)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
