"""The cover: everything above the 目录."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from issues.importing.bulletin import BulletinError, Finding, Role, Rule
from issues.importing.characters import squeeze
from issues.importing.ledger import Ledger
from issues.importing.source import Line

# Nothing on a cover is longer; it also keeps the patterns from searching a giant line.
_LONGEST_LINE = 200
_LONGEST_TITLE = 40

_ISSUE = re.compile(r"(\d{4})\s*年\s*第\s*(\d{1,3})\s*期")
_WHOLE_NUMBER = re.compile(r"[(（]?\s*总\s*第?\s*(\d{1,5})\s*期\s*[)）]?")
_MONTH = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?(?:\s*出版)?")
T = TypeVar("T")

_FREQUENCIES = frozenset({"周刊", "旬刊", "半月刊", "月刊", "双月刊", "季刊", "半年刊", "年刊"})
_SPONSOR_LABELS = frozenset({"主办", "主办单位"})
_SPONSORS_AND_LABEL = re.compile(r"主\s*办(?:\s*单\s*位)?\s*[:：](?P<after>.+)|(?P<before>.+)\s主\s*办")


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover says; see Bulletin for the meaning of each field."""

    title: str
    year: int
    number: int
    whole_number: int | None
    sponsors: tuple[str, ...]
    frequency: str
    issue_date: date | None
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Segment:
    """A part of a cover line that no pattern has taken."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end].strip()


@dataclass(slots=True)
class _Reading:
    """What has been read of the cover so far."""

    ledger: Ledger
    issues: list[tuple[int, int]] = field(default_factory=list)
    whole_numbers: list[int] = field(default_factory=list)
    dates: list[date] = field(default_factory=list)
    frequency: str = ""
    title: _Segment | None = None
    sponsors: list[str] = field(default_factory=list)
    waiting: list[_Segment] = field(default_factory=list)  # since the last thing understood
    findings: list[Finding] = field(default_factory=list)

    def claim(self, segment: _Segment) -> None:
        self.ledger.claim(segment.line, Role.COVER, segment.start, segment.end)


def read_cover(lines: Sequence[Line], ledger: Ledger) -> Cover:
    """Read title, numbers, sponsors, frequency and month; what is not understood stays unclaimed.

    Raises BulletinError without title, year or number: there is no issue to import then.
    """
    reading = _Reading(ledger)
    for line in lines:
        if len(line.text) <= _LONGEST_LINE:
            _read_line(line, reading)
    if not reading.issues:
        raise BulletinError("“目录”之前没有找到“2024年第8期”这样的年份和期号，请在文件开头补上后再导入。")
    if reading.title is None:
        raise BulletinError("“目录”之前没有找到刊名，请在文件开头补上后再导入。")
    _note_gaps(reading, lines[0].number)
    year, number = reading.issues[0]
    return Cover(
        title=reading.title.text.strip("《》"),
        year=year,
        number=number,
        whole_number=reading.whole_numbers[0] if reading.whole_numbers else None,
        sponsors=tuple(reading.sponsors),
        frequency=reading.frequency,
        issue_date=reading.dates[0] if reading.dates else None,
        findings=tuple(reading.findings),
    )


def _read_line(line: Line, reading: _Reading) -> None:
    taken: list[tuple[int, int]] = []
    for match in _ISSUE.finditer(line.text):
        year, number = int(match[1]), int(match[2])
        if 1900 <= year <= 2100 and number > 0:
            _note(reading.issues, (year, number), match[0], line, reading)
            taken.append(match.span())
    for match in _WHOLE_NUMBER.finditer(line.text):
        _note(reading.whole_numbers, int(match[1]), match[0], line, reading)
        taken.append(match.span())
    for match in _MONTH.finditer(line.text):
        day = _date(match[1], match[2], match[3])
        if day is not None:
            _note(reading.dates, day, match[0], line, reading)
            taken.append(match.span())
    for start, end in taken:
        reading.claim(_Segment(line, start, end))
    position = 0
    for start, end in [*sorted(taken), (len(line.text), len(line.text))]:
        for segment in _cells(line, position, start):
            _read_segment(segment, reading)
        if end > start:
            reading.waiting.clear()
        position = end


def _cells(line: Line, start: int, end: int) -> list[_Segment]:
    """What stands apart by tabs was printed side by side."""
    cells = []
    for piece in line.text[start:end].split("\t"):
        segment = _Segment(line, start, start + len(piece))
        start += len(piece) + 1
        if segment.text:
            cells.append(segment)
    return cells


def _note(values: list[T], value: T, words: str, line: Line, reading: _Reading) -> None:
    if values and value not in values:
        message = f"封面上的“{words.strip()}”与前面的不一致，以前面的为准。"
        reading.findings.append(Finding(Rule.COVER_DISAGREES, message, line.number))
    values.append(value)


def _date(year: str, month: str, day: str | None) -> date | None:
    try:
        return date(int(year), int(month), int(day or 1))
    except ValueError:
        return None


def _read_segment(segment: _Segment, reading: _Reading) -> None:
    words = squeeze(segment.text).strip("()（）")
    named = _SPONSORS_AND_LABEL.fullmatch(segment.text)
    if words in _FREQUENCIES and not reading.frequency:
        reading.frequency = words
        reading.claim(segment)
        reading.waiting.clear()
    elif words.rstrip(":：") in _SPONSOR_LABELS:
        # 主 办 stands under or beside the sponsors' names.
        reading.claim(segment)
        for sponsor in reading.waiting:
            reading.sponsors.append(sponsor.text)
            reading.claim(sponsor)
        reading.waiting.clear()
    elif named is not None:
        reading.sponsors.extend((named["after"] or named["before"]).split())
        reading.claim(segment)
        reading.waiting.clear()
    elif reading.title is None:
        if len(words) <= _LONGEST_TITLE and any(char.isalpha() for char in words):
            reading.title = segment
            reading.claim(segment)
    elif words.strip("《》") == squeeze(reading.title.text).strip("《》"):
        reading.claim(segment)
        reading.waiting.clear()
    else:
        reading.waiting.append(segment)


def _note_gaps(reading: _Reading, line: int) -> None:
    present = {
        "总期号": bool(reading.whole_numbers),
        "主办单位": bool(reading.sponsors),
        "刊期（如月刊）": bool(reading.frequency),
        "出版年月": bool(reading.dates),
    }
    for item, there in present.items():
        if not there:
            message = f"封面上没有找到{item}，请核对后补填。"
            reading.findings.append(Finding(Rule.COVER_INCOMPLETE, message, line))
    if reading.dates and reading.dates[0].year != reading.issues[0][0]:
        message = f"封面上的年份不一致：{reading.issues[0][0]}年与{reading.dates[0].year}年。"
        reading.findings.append(Finding(Rule.COVER_DISAGREES, message, line))
