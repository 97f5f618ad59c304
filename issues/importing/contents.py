"""The 目录: its sections and entries, and where it ends."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from issues.importing.bulletin import BulletinError, Finding, Role, Rule
from issues.importing.characters import comparison_key, edit_distance, squeeze
from issues.importing.ledger import Ledger
from issues.importing.source import Line

# An issue has 20 to 30; the bound keeps matching cheap.
MAX_ENTRIES = 500
MAX_SECTIONS = 100
_NAMES = frozenset({"目录", "目次", "本期目录"})
_LEADERS = "·•・‧∙…⋯‥.．_"
_BULLETS = "-－–—•●○◆◇■□★☆※"
_DECORATION = "【】[]［］〔〕○●◆◇■□★☆※* \t　"
# A section's name; a longer line without page is the first half of an entry (or stands in the body too).
_LONGEST_SECTION = 12
# Longer than any line of a 目录: the body has begun.
_LONGEST_LINE = 120


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """An entry as the 目录 has it, without leader and page."""

    title: str
    printed_page: int | None
    line: int

    @property
    def key(self) -> str:
        """The title for comparisons."""
        return comparison_key(self.title)


@dataclass(frozen=True, slots=True)
class ContentsSection:
    """A heading of the 目录 (its name is "" where entries stand above any heading)."""

    name: str
    line: int
    entries: tuple[ContentsEntry, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The 目录; `end` is the index of the first line behind it."""

    sections: tuple[ContentsSection, ...]
    end: int
    findings: tuple[Finding, ...]

    @property
    def entries(self) -> tuple[ContentsEntry, ...]:
        """All entries in order."""
        return tuple(entry for section in self.sections for entry in section.entries)


def find_contents(lines: Sequence[Line]) -> int:
    """The index of the line 目录. Raises BulletinError if there is none."""
    for index, line in enumerate(lines):
        if is_contents_name(line):
            return index
    raise BulletinError("没有找到“目录”一行，这不像一期刊物的全文，请检查是否选错了文件。")


def is_contents_name(line: Line) -> bool:
    """Whether the line is the heading of the 目录 itself."""
    return len(line.text) <= _LONGEST_LINE and squeeze(line.text).strip(_DECORATION) in _NAMES


def read_contents(lines: Sequence[Line], start: int, ledger: Ledger) -> Contents:
    """Read the 目录 whose name stands at index `start`.

    It ends with the last entry before a line of the body: a section's or an entry's name without a
    page number, or a sentence. Raises BulletinError if it has no entry, or too many.
    """
    parts, end = _collect(lines, start + 1)
    ledger.claim(lines[start], Role.CONTENTS)
    findings: list[Finding] = []
    result = _sections(parts, _standalone_keys(lines, start), ledger, findings)
    if len(result) > MAX_SECTIONS:
        raise BulletinError(f"目录超过 {MAX_SECTIONS} 个栏目，不像一期刊物，请检查是否选错了文件。")
    entries = [entry for section in result for entry in section.entries]
    if not entries:
        raise BulletinError("“目录”下面没有读到带页码的条目，请检查文件是否在目录处断了。")
    return Contents(result, end, (*findings, *_page_findings(entries)))


def contents_of(
    contents: Sequence[Line], lines: Sequence[Line], ledger: Ledger
) -> tuple[tuple[ContentsSection, ...], tuple[Finding, ...]]:
    """Read the lines that were said to be the 目录; `lines` is the whole file.

    Lines that stay without a page number at the end are claimed, but make no entry.
    """
    if not contents:
        return (), ()
    findings: list[Finding] = []
    parts = [_take_apart(line) for line in contents]
    # A bound only for what a person may mark by mistake: the whole file as 目录.
    if len(parts) > MAX_ENTRIES + MAX_SECTIONS:
        return (), ()
    start = next(index for index, line in enumerate(lines) if line.number == contents[0].number)
    result = _sections(parts, _standalone_keys(lines, start), ledger, findings)
    entries = [entry for section in result for entry in section.entries]
    return result, (*findings, *_page_findings(entries))


def _sections(
    parts: "Sequence[_Part]", names: Counter[str], ledger: Ledger, findings: list[Finding]
) -> tuple[ContentsSection, ...]:
    sections: list[tuple[str, int, list[ContentsEntry]]] = []
    halves: list[_Part] = []
    for part in parts:
        part.claim(ledger)
        if part.is_name or (not part.text and not halves):
            continue  # the name again, or the folio, of a further page of the 目录
        if not part.is_entry and not halves and _is_section(part, names):
            sections.append((part.text.strip(_DECORATION), part.line.number, []))
            continue
        halves.append(part)
        if part.is_entry:
            entry = _entry(halves, findings)
            halves = []
            if not sections:
                sections.append(("", entry.line, []))
            sections[-1][2].append(entry)
    result = tuple(ContentsSection(name, line, tuple(entries)) for name, line, entries in sections)
    for section in result:
        if not section.entries:
            message = f"目录中的栏目“{section.name}”下面没有条目。"
            findings.append(Finding(Rule.SECTION_EMPTY, message, section.line))
    return result


@dataclass(frozen=True, slots=True)
class _Part:
    """A line of the 目录 taken apart: line.text[start:end] is the title, then leader and page."""

    line: Line
    start: int
    end: int
    page_at: int | None  # where the page number begins
    is_entry: bool
    is_name: bool

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]

    @property
    def page(self) -> int | None:
        return None if self.page_at is None else int(self.line.text[self.page_at :].strip())

    def claim(self, ledger: Ledger) -> None:
        """Titles, names and pages are contents; bullets and leaders are marks."""
        page_at = len(self.line.text) if self.page_at is None else self.page_at
        ledger.claim(self.line, Role.CONTENTS_MARK, 0, self.start)
        ledger.claim(self.line, Role.CONTENTS, self.start, self.end)
        ledger.claim(self.line, Role.CONTENTS_MARK, self.end, page_at)
        ledger.claim(self.line, Role.CONTENTS, page_at)


def _take_apart(line: Line) -> _Part:
    text = line.text.rstrip()
    digits = len(text)
    while digits > 0 and text[digits - 1].isdecimal() and len(text) - digits < 4:
        digits -= 1
    page_at = None
    rest = text
    # A page has at most three digits and something between it and the title: 用纸2000张 has neither.
    between = text[digits - 1] if digits else ""
    if 0 < len(text) - digits < 4 and (digits == 0 or between.isspace() or between in _LEADERS):
        page_at = digits
        rest = text[:digits].rstrip()
    end = len(rest.rstrip(_LEADERS + " \t\u3000\u00a0"))
    is_entry = page_at is not None or len(rest) - end >= 3
    if not is_entry:
        end = len(rest)
    start = len(text) - len(text.lstrip())
    # A stray "- " before an entry; without the blank a dash may belong to the title.
    if text[start : start + 1] in _BULLETS and text[start + 1 : start + 2].isspace():
        start += 1
        start += len(text[start:]) - len(text[start:].lstrip())
    return _Part(line, min(start, end), end, page_at, is_entry, is_contents_name(line))


def _collect(lines: Sequence[Line], start: int) -> tuple[list[_Part], int]:
    """The lines of the 目录 taken apart, and the index behind the last of them."""
    parts: list[_Part] = []
    seen: set[str] = set()
    first_entry = ""
    entries = 0
    kept, end = 0, start
    for index in range(start, len(lines)):
        line = lines[index]
        if len(line.text) > _LONGEST_LINE or "。" in line.text:
            break
        part = _take_apart(line)
        key = comparison_key(part.text)
        repeated = key in seen or _begins_body(key, first_entry)
        if entries and not part.is_entry and repeated and not _entry_follows(lines, index):
            break
        parts.append(part)
        seen.add(key)
        if part.is_entry:
            entries += 1
            first_entry = first_entry or key
            kept, end = len(parts), index + 1
            if entries > MAX_ENTRIES:
                raise BulletinError(f"目录超过 {MAX_ENTRIES} 条，不像一期刊物，请检查是否选错了文件。")
    return parts[:kept], end


def _entry_follows(lines: Sequence[Line], index: int) -> bool:
    """Whether the next line is an entry: then a name said again only goes on with its section."""
    return index + 1 < len(lines) and _take_apart(lines[index + 1]).is_entry


def _begins_body(key: str, first_entry: str) -> bool:
    """Whether a line is the title of the first article, give or take a character, or its first half."""
    if len(key) < 4:
        return False
    return edit_distance(key, first_entry, 2) <= 2 or (len(key) >= 6 and first_entry.startswith(key))


def _standalone_keys(lines: Sequence[Line], start: int) -> Counter[str]:
    """How often each short line occurs from the 目录 on: a section's name stands there and in the body."""
    return Counter(comparison_key(line.text) for line in lines[start:] if len(line.text) <= _LONGEST_LINE)


def _is_section(part: _Part, names: Counter[str]) -> bool:
    return len(squeeze(part.text)) <= _LONGEST_SECTION or names[comparison_key(part.line.text)] > 1


def _entry(parts: Sequence[_Part], findings: list[Finding]) -> ContentsEntry:
    """An entry, whose title may stand on several lines, the page number on the last of them."""
    title = "".join(part.text for part in parts)
    entry = ContentsEntry(title, parts[-1].page, parts[0].line.number)
    if entry.printed_page is None:
        findings.append(Finding(Rule.PAGE_MISSING, f"目录条目“{title}”没有页码。", entry.line))
    return entry


def _page_findings(entries: Sequence[ContentsEntry]) -> list[Finding]:
    findings = []
    before = 0
    for entry in entries:
        if entry.printed_page is None:
            continue
        if entry.printed_page < before:
            message = f"目录条目“{entry.title}”的页码 {entry.printed_page} 小于前一条的 {before}。"
            findings.append(Finding(Rule.PAGES_OUT_OF_ORDER, message, entry.line))
        before = entry.printed_page
    return findings
