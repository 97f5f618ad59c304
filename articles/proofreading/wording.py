"""What several rules need to know about Chinese text: characters, clauses, numbers, dates, addresses."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

HANZI = r"\u3400-\u4dbf\u4e00-\u9fff"
# What may stand in an address of the web or of mail; in it no rule of Chinese marks holds.
ADDRESS = re.compile(
    r"(?:https?://|www\.)[\w.:/?#%&=~+\-]+|(?<![\w.+\-])[\w.+\-]++@[\w.\-]+"
    r"|(?<![\w.\-])[\w\-]++(?:\.[\w\-]++)++/[\w./\-]*",
    re.A,
)
NUMBER = r"\d+(?:\.\d+)?"
FULL_DATE = re.compile(r"(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日")
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100}


def addresses(text: str) -> list[tuple[int, int]]:
    """The spans of web and e-mail addresses."""
    if "." not in text and "@" not in text:
        return []
    return [match.span() for match in ADDRESS.finditer(text)]


def within(spans: list[tuple[int, int]], start: int) -> bool:
    """Whether a place lies in one of the spans, which are in order and do not overlap."""
    at = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return at >= 0 and start < spans[at][1]


def clauses(text: str) -> Iterator[tuple[int, str]]:
    """The stretches between 。；！？ with their offsets."""
    for match in re.finditer(r"[^。；！？;]+", text):
        yield match.start(), match[0]


def numeral(text: str) -> int | None:
    """The value of 12, 十二, 二十, 两 …, up to 999; None for anything else."""
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 6 else None
    total, digit = 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            return None
    return total + digit if text else None


def day(year: int, month: int, number: int) -> date | None:
    """The day, None if the calendar has none such."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def bare(text: str) -> str:
    """The text without blanks and punctuation, for comparisons."""
    return re.sub(r"[\W_]+", "", text).casefold()
