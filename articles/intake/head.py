"""The head and the end of a manuscript taken apart: title, kicker, subtitle, byline, source, date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from articles.credits import Credit, is_names, read_credit, read_date, read_tail
from articles.intake.blocks import Block, Kind, without
from articles.lead import read_lead

# No manuscript has more lines above its text.
_LONGEST_HEAD = 10
_LAST = 4
_SUBTITLE = re.compile(r"[—―–－─-]{1,3}\s*(?=[^\s—―–－─-])")
# 东档发〔2031〕5号 is part of the document, not of its title.
_DOCUMENT_NUMBER = re.compile(r".{0,20}[〔\[［(（]\d{4}[〕\]］)）].{0,3}\d+号")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d)"
)
_ORGANISATION = re.compile(
    r"[^，。：；]{2,24}(?:室|局|委|会|处|办|院|部|中心|公司|集团|厂|社|所|厅|校|大学|学院)"
)
_LIMITS = {
    "title": 200, "kicker": 200, "subtitle": 200, "byline": 120, "source": 120, "original_title": 200,
}  # fmt: skip


@dataclass(slots=True)
class Manuscript:
    """What a file says, to be confirmed by a person."""

    title: str = ""
    kicker: str = ""
    subtitle: str = ""
    byline: str = ""
    source: str = ""
    source_date: date | None = None
    original_title: str = ""
    blocks: list[Block] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_manuscript(blocks: Sequence[Block], *, today: date, file_name: str = "") -> Manuscript:
    """Take a manuscript apart.

    Every block is either in ``blocks`` of the result or told in one of its fields or remarks. Args:
    today: for a lead with a day but no year; file_name: stands in for a title that is not there.
    """
    found = Manuscript()
    rest = _read_head(list(blocks), found)
    rest = _read_end(rest, found)
    _read_lead(rest, found, today)
    found.blocks = rest
    if not found.title:
        found.title = " ".join(file_name.rpartition(".")[0].split()) or "（无题）"
        found.remarks.append("文件里没有认出标题，暂用文件名代替，请核对。")
    for name, limit in _LIMITS.items():
        value = getattr(found, name)
        if len(value) > limit:
            setattr(found, name, value[:limit])
            found.remarks.append(f"“{value[:12]}…”过长，只取了前{limit}个字，请核对。")
    return found


# -- The head ------------------------------------------------------------------------------------------


def _read_head(blocks: list[Block], found: Manuscript) -> list[Block]:
    lines: list[Block] = []
    kept: list[Block] = []
    at = 0
    while at < len(blocks) and at < _LONGEST_HEAD:
        block = blocks[at]
        credit = _credit(block)
        day = read_date(block.text)
        if credit is not None and (lines or credit.source):
            if not _take(credit, found):
                break
        elif day and lines and found.source_date in (None, day):
            found.source_date = day
        elif _DOCUMENT_NUMBER.fullmatch(block.text):
            kept.append(block)
        elif _is_head_line(block, lines):
            lines.append(block)
        else:
            break
        at += 1
    if at == len(blocks) and lines and not kept:
        # Nothing but short lines: only the first is surely a title.
        kept, lines = lines[1:], lines[:1]
    kept += _read_lines(lines, found)
    return kept + blocks[at:]


def _credit(block: Block) -> Credit | None:
    if block.kind not in (Kind.TEXT, Kind.HEADING):
        return None
    return read_credit(block.text)


def _is_head_line(block: Block, above: Sequence[Block]) -> bool:
    if block.kind not in (Kind.TEXT, Kind.HEADING) or not block.is_line or _NUMBERED.match(block.text):
        return False
    if read_lead(block.text) is not None:
        return False
    if not above:
        return True
    if block.kind == Kind.HEADING:
        # A second heading is part of the title only beside the first and on its level.
        return (
            all(each.kind != Kind.HEADING or each.level == block.level for each in above) and block.level <= 1
        )
    if _SUBTITLE.match(block.text) or block.side == "centred":
        return True
    if block.side != "right" and is_names(block.text):
        return True
    # Larger than the line above it: that one was a kicker.
    return block.size > above[-1].size > 0 and above[-1].kind == Kind.TEXT


def _read_lines(lines: list[Block], found: Manuscript) -> list[Block]:
    """Which of the lines is the title, and what the others are. Returns: those that are none of it."""
    if not lines:
        return []
    first, last = _title_range(lines)
    found.title = _joined(lines[first:last])
    found.kicker = _joined(lines[:first])
    kept = []
    for block in lines[last:]:
        text = _one_line(block.text)
        if _SUBTITLE.match(text):
            text = "——" + text[_SUBTITLE.match(text).end() :]  # type: ignore[union-attr]
            found.subtitle = f"{found.subtitle} {text}".strip()
        elif not found.byline and (is_names(block.text) or _is_office(block, lines[first])):
            found.byline = " ".join(text.split())
        elif not found.subtitle and block.side == "centred":
            found.subtitle = text
        else:
            kept.append(block)
    return kept


def _title_range(lines: list[Block]) -> tuple[int, int]:
    headings = [n for n, block in enumerate(lines) if block.kind == Kind.HEADING]
    if headings:
        last = headings[0]
        while last + 1 in headings:
            last += 1
        return headings[0], last + 1
    largest = max(block.size for block in lines)
    first = next(n for n, block in enumerate(lines) if block.size == largest)
    last = first + 1
    if lines[first].side == "centred":
        # A title of several lines; names and a dash begin something else.
        while last < len(lines) and _goes_on(lines[last], lines[first]):
            last += 1
    return first, last


def _goes_on(block: Block, title: Block) -> bool:
    is_alike = block.size == title.size and block.side == title.side
    return (
        is_alike
        and not _SUBTITLE.match(block.text)
        and not is_names(block.text)
        and not _is_office(block, title)
    )


def _is_office(block: Block, title: Block) -> bool:
    return block.size < title.size and _ORGANISATION.fullmatch(block.text.strip("（）()")) is not None


def _joined(lines: Sequence[Block]) -> str:
    return "".join(_one_line(block.text) for block in lines)


def _one_line(text: str) -> str:
    """Line ends inside a title go, blanks between words become one, of Chinese width between Chinese."""
    pieces = [re.sub(r"[ \t\u3000\xa0]+", "　", line.strip()) for line in text.splitlines()]
    return re.sub(r"(?<=[!-~])　(?=[!-~])", " ", "".join(pieces))


# -- The end and the lead --------------------------------------------------------------------------------


def _read_end(blocks: list[Block], found: Manuscript) -> list[Block]:
    """Credits in lines of their own below the text, then the name after the last sentence."""
    rest = list(blocks)
    for at in range(len(rest) - 1, max(len(rest) - 1 - _LAST, 0), -1):
        credit = _credit(rest[at])
        if credit is None:
            # 落款 and dates at the right stay, and what stands above them may still be a credit.
            if rest[at].side == "right" or read_date(rest[at].text):
                continue
            break
        if credit.is_photo and rest[at - 1].kind == Kind.PICTURE:
            break
        if _take(credit, found):
            del rest[at]
    for at in range(len(rest) - 1, -1, -1):
        if rest[at].kind == Kind.TEXT:
            tail = read_tail(rest[at].text)
            if tail is not None:
                text, credit = tail
                if _take(credit, found):
                    rest[at] = without(rest[at], text)
            break
    return rest


def _take(credit: Credit, found: Manuscript) -> bool:
    """Put what a credit says into the fields.

    Returns: False, with nothing changed, if a field says otherwise already.
    """
    for name in ("source", "source_date", "original_title"):
        said = getattr(credit, name)
        if said and getattr(found, name) not in ("", None, said):
            return False
    found.source = found.source or credit.source
    found.source_date = found.source_date or credit.source_date
    found.original_title = found.original_title or credit.original_title
    named = [each for each in credit.byline.split() if is_names(each)] or [credit.byline]
    if credit.byline and not all(each in found.byline for each in named):
        found.byline = f"{found.byline} {credit.byline}".strip()
    if credit.dropped:
        found.remarks.append(f"已去掉“{credit.dropped}”。")
    return True


def _read_lead(blocks: Sequence[Block], found: Manuscript, today: date) -> None:
    """The lead stays in the text, where the paper prints it."""
    first = next((block for block in blocks if block.kind == Kind.TEXT), None)
    lead = read_lead(first.text, today) if first is not None else None
    if lead is None:
        return
    found.source = found.source or lead.source
    if lead.source_date and found.source_date is None:
        found.source_date = lead.source_date
        if lead.year_guessed:
            found.remarks.append(f"电头没有年份，日期按{lead.source_date.year}年填写，请核对。")
    found.byline = found.byline or lead.byline
