"""Dates: zero-padded, impossible, with a wrong weekday, two for one event, far from the issue's."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from articles.proofreading.lists import Lists
from articles.proofreading.manuscript import BODY, Block, Manuscript, Spot
from articles.proofreading.registry import Family, for_articles, for_blocks, for_issue
from articles.proofreading.sources import NamedSource, named_source
from articles.proofreading.wording import FULL_DATE, day

_PADDED = re.compile(r"(?<!\d)(?:\d{4}年)?(?:\d{1,2}月0\d日|0\d月\d{1,2}日|0\d月(?!\d))")
_MONTH_DAY = re.compile(r"(?<![\d.])(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")
_MONTH = re.compile(r"(?<!\d)\d{4}年(?P<month>\d{1,2})月(?!\d)")
_WEEKDAY = re.compile(
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日\s*[（(]?\s*(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])"
)
_WEEKDAYS = "一二三四五六日"


@for_blocks(
    "zero-padded-date", Family.NUMERALS, "日期前的零",
    "年月日写全时，月、日前不加零（GB/T 15835—2011 5.1）。",
)  # fmt: skip
def zero_padded(block: Block) -> Iterator[Spot]:
    """2024年08月05日."""
    for match in _PADDED.finditer(block.text):
        right = re.sub(r"(?<!\d)0(?=\d)", "", match[0])
        yield Spot(block, *match.span(), f"日期前不加零，应为“{right}”。", right)


@for_articles(
    "impossible-date", Family.NUMERALS, "不存在的日期、不符的星期",
    "日期须是历法上有的；星期须与日期相符（未写年份的按本期年份推算）。",
)  # fmt: skip
def impossible(manuscript: Manuscript, lists: Lists) -> Iterator[Spot]:
    """31 June, month 13, and a weekday that the date does not fall on."""
    for block in manuscript.blocks:
        for match in _MONTH_DAY.finditer(block.text):
            # Without a year 29 February may be right.
            year = int(match["year"] or 2000)
            if day(year, int(match["month"]), int(match["day"])) is None:
                yield Spot(block, *match.span(), f"没有“{match[0]}”这一天。")
        for match in _MONTH.finditer(block.text):
            if not 1 <= int(match["month"]) <= 12:
                yield Spot(block, *match.span(), f"没有“{match['month']}月”。")
        for match in _WEEKDAY.finditer(block.text):
            known = manuscript.issue_date or manuscript.source_date
            year = int(match["year"]) if match["year"] else known.year if known else 0
            when = day(year, int(match["month"]), int(match["day"])) if year else None
            said = _WEEKDAYS.index(match["weekday"].replace("天", "日"))
            if when and when.weekday() != said:
                right = _WEEKDAYS[when.weekday()]
                at = match.start("weekday")
                message = f"{when.year}年{when.month}月{when.day}日是星期{right}。"
                yield Spot(block, match.start(), match.end(), message, block.text[match.start() : at] + right)


# Two days in one clause without a comma: 5月27日某某年会26日在东山召开.
_DAY = r"(?:\d{1,2}月)?\d{1,2}日"
_TWO_DAYS = re.compile(
    rf"(?P<first>{_DAY})(?P<between>[^，。；：！？、（）]{{4,60}}?)(?<![\d月])(?P<second>{_DAY})"
    r"(?=[上下]?午?\s*(?:在|于|召开|举行|举办|开幕|闭幕|落幕|落下|启动|揭晓|发布|揭牌|开工|签约|正式|成立|结束))"
)
# What makes two days in one clause right: the one reaches to the other, is compared with it, or each has
# an event of its own.
_CONNECTED = re.compile(r"^(?:[至到~～—–\-和与及或起前后晚]|以来|以前|以后|凌晨)|[至到~～—–\-和与及或]$")
_TWO_EVENTS = re.compile(
    r"较|相比|定于|延期|改为|原定|提前|推迟|通知|公告|决定|印发|报道|消息|发布|宣布|截至|截止|开幕|开始|召开|举行|启动|成立|出发|抵达|签署|发生"
)
_TENDER = re.compile(r"(?:从|自|由|截至|继)$")


@for_blocks(
    "two-dates", Family.NUMERALS, "一件事两个日期",
    "同一分句里同一件事前后写了两个不同的日子。", kinds=frozenset(BODY),
)  # fmt: skip
def two_dates(block: Block) -> Iterator[Spot]:
    """5月27日某某年会26日在东山召开: one clause, two days, nothing between them that explains it."""
    for match in _TWO_DAYS.finditer(block.text):
        between = match["between"]
        if (
            _CONNECTED.search(between)
            or _TWO_EVENTS.search(between)
            or _TENDER.search(block.text[max(0, match.start() - 2) : match.start()])
        ):
            continue
        if match["first"].rpartition("月")[2] != match["second"].rpartition("月")[2]:
            message = f"同一分句里有“{match['first']}”和“{match['second']}”两个日子，请核对。"
            yield Spot(block, *match.span(), message)


# What was printed elsewhere more than half a year ago is no news; and nothing can be quoted before it
# appeared. Months are counted generously, as an issue may appear late.
_OLDEST = timedelta(days=184)
_NEWEST = timedelta(days=92)


@for_issue(
    "far-date", Family.NUMERALS, "与本期相距过远的来源日期",
    "来源日期比本期早半年以上，或晚于本期；不知出版日期时，与本期其他来源的日期比较。",
)  # fmt: skip
def far(issue: Sequence[Manuscript]) -> Iterator[Spot]:
    """The date of a source lead two years before the issue, or after it."""
    sources = {m: source for m in issue if (source := _dated_source(m)) is not None}
    days = sorted(source.day for source in sources.values() if source.day)
    for manuscript, source in sources.items():
        appears = manuscript.issue_date or (days[len(days) // 2] if len(days) >= 3 else None)
        if source.day is None or appears is None:
            continue
        if appears - _OLDEST <= source.day <= appears + _NEWEST:
            continue
        word = "早" if source.day < appears else "晚"
        written = f"{source.day.year}年{source.day.month}月{source.day.day}日"
        places = ((block, m) for block in (source.block, *manuscript.body[:1]) for m in _dates(block))
        block, span = next(
            ((block, m.span()) for block, m in places if _as_day(m) == source.day),
            (source.block, (source.start, source.end)),
        )
        message = f"来源日期{written}比本期（{appears.year}年{appears.month}月）{word}得多，请核对年份。"
        yield Spot(block, *span, message)


def _dated_source(manuscript: Manuscript) -> NamedSource | None:
    return named_source(manuscript) if manuscript.is_article else None


def _dates(block: Block) -> Iterator[re.Match[str]]:
    return FULL_DATE.finditer(block.text)


def _as_day(match: re.Match[str]) -> date | None:
    return day(int(match[1]), int(match[2]), int(match[3]))


_HANZI_YEAR = re.compile(r"[一二][一二三四五六七八九零〇0OoＯ０○◯]{3}(?=年)")


@for_blocks(
    "chinese-zero", Family.NUMERALS, "汉字年份里的零",
    "汉字年份中的零写作“〇”（GB/T 15835—2011 5.2）。",
)  # fmt: skip
def chinese_zero(block: Block) -> Iterator[Spot]:
    """二0二四年, 二○二四年, 二零二四年."""
    for match in _HANZI_YEAR.finditer(block.text):
        right = re.sub("[零0OoＯ０○◯]", "〇", match[0])
        if right != match[0]:
            yield Spot(block, *match.span(), f"汉字年份的零写作“〇”：{right}年。", right)


RULES = (zero_padded, impossible, two_dates, far, chinese_zero)
