"""What an issue is called: read from its cover, its running titles or the name of its file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from issues.importing.bulletin import BulletinError, Finding, Rule
from issues.importing.characters import squeeze
from issues.importing.cover import read_cover
from issues.importing.ledger import Ledger
from issues.importing.source import Line, Source

_ISSUE = re.compile(r"(\d{4})\s*年\s*第?\s*(\d{1,3})\s*期")
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-_.年]?\s*第?\s*(\d{1,2})(?!\d)")
_DAY = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?")
_WHOLE = re.compile(r"总\s*第?\s*(\d{1,5})\s*期")
_COVER = re.compile(
    r"\d{4}年第?\d{1,3}期(?:[(（]?总第?\d{1,5}期[)）]?)?|[(（]?总第?\d{1,5}期[)）]?|主办(?:单位)?[:：]?.{0,30}|.{2,20}主办"
    r"|(?:周|旬|半月|月|双月|季|半年|年)刊|\d{4}年\d{1,2}月(?:\d{1,2}日)?(?:出版)?|内部资料.{0,12}"
)
_FIRST_LINES = 40
_LONGEST_LINE = 80


@dataclass(frozen=True, slots=True)
class Imprint:
    """The issue's own data; 0 and None where nothing said it, for a person to fill in."""

    title: str = ""
    year: int = 0
    number: int = 0
    whole_number: int | None = None
    issue_date: date | None = None
    sponsors: tuple[str, ...] = ()
    frequency: str = ""


def read_imprint(cover: Sequence[Line], source: Source, name: str) -> tuple[Imprint, tuple[Finding, ...]]:
    """What the cover says, or else the first lines, or else the file's name; and what nothing said."""
    try:
        read = read_cover(cover, Ledger(source))
    except BulletinError:
        return _guess([*cover, *source.lines[:_FIRST_LINES]], source, name)
    imprint = Imprint(
        read.title, read.year, read.number, read.whole_number, read.issue_date, read.sponsors, read.frequency
    )
    return imprint, read.findings


def cover_end(lines: Sequence[Line]) -> int:
    """How many of the first lines are a cover: down to the last line that only a cover has.

    0 without a line such as 2031年第5期 among them, which a page of a newspaper has in its head only.
    """
    end = 0
    numbered = False
    for at, line in enumerate(lines[:_FIRST_LINES]):
        words = squeeze(line.text)
        if len(words) > _LONGEST_LINE or "。" in words:
            break
        numbered = numbered or _ISSUE.fullmatch(words) is not None
        if _COVER.fullmatch(words):
            end = at + 1
    return end if numbered else 0


def _guess(lines: Sequence[Line], source: Source, name: str) -> tuple[Imprint, tuple[Finding, ...]]:
    texts = [line.text for line in lines if len(line.text) <= _LONGEST_LINE]
    issue = next((match for text in texts if (match := _ISSUE.search(text))), None)
    issue = issue or _IN_NAME.search(name)
    whole = next((match for text in texts if (match := _WHOLE.search(text))), None)
    year, number = (int(issue[1]), int(issue[2])) if issue else (0, 0)
    day = None
    for text in texts:
        # A date in a heading of the page, not one in a sentence.
        match = _DAY.match(text.strip())
        if match and "。" not in text:
            day = _date(match)
            break
    imprint = Imprint("", year, number, int(whole[1]) if whole else None, day)
    if issue:
        return imprint, ()
    message = "没有找到“2024年第8期”这样的年份和期号，请补填。"
    return imprint, (Finding(Rule.COVER_INCOMPLETE, message, source.lines[0].number),)


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        return None
