"""The office's word lists: what is written wrongly, what is not to be written, who is what."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path

COLUMNS = ("词", "应为", "例外", "说明")
LONGEST_WORD = 40
LONGEST_TEXT = 200
MOST_ENTRIES = 20_000
MAX_BYTES = 2_000_000
_DATA = Path(__file__).with_name("data")


class ListError(ValueError):
    """A list that cannot be read; the message is one Chinese sentence."""


class Purpose(StrEnum):
    """What a list is for; the value names its file."""

    ERRORS = "errors"
    TERMS = "terms"
    POSITIONS = "positions"
    INTERNAL = "internal"


LABELS = {
    Purpose.ERRORS: "常见错误",
    Purpose.TERMS: "不用的说法",
    Purpose.POSITIONS: "姓名与职务",
    Purpose.INTERNAL: "内部资料不用的字样",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a list.

    ``word``: what is looked for, # standing for one digit; ``instead``: what may stand there, also
    several with | between, or "" if only a person knows; ``unless``: longer wordings that hold the
    word and are right. In 姓名与职务 ``word`` is the name and ``instead`` the position.
    """

    word: str
    instead: str = ""
    unless: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of a list in a text."""

    entry: Entry
    start: int
    end: int
    instead: str | None


@dataclass(frozen=True)
class WordList:
    """A list that can be searched for in one pass."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def _by_word(self) -> dict[str, Entry]:
        return {entry.word: entry for entry in self.entries}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        # The longest first: where one word begins another, the longer is meant.
        words = sorted(self._by_word, key=lambda word: (-len(word), word))
        return re.compile("|".join(_as_pattern(word) for word in words)) if words else None

    def hits(self, text: str) -> Iterator[Hit]:
        """The words of the list in a text, those left out that stand in a wording that is right."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text):
            entry = self._by_word.get(match[0]) or self._by_word[re.sub(r"\d", "#", match[0])]
            if not any(_stands_in(wording, text, match.span()) for wording in entry.unless):
                yield Hit(entry, *match.span(), _instead(entry, match[0]))


def _as_pattern(word: str) -> str:
    return re.escape(word).replace(r"\#", r"\d")


def _stands_in(wording: str, text: str, span: tuple[int, int]) -> bool:
    """Whether the passage is part of the wording at this place."""
    start, end = span
    pattern, length = re.compile(_as_pattern(wording)), len(wording)
    return any(pattern.fullmatch(text, at, at + length) for at in range(max(0, end - length), start + 1))


def _instead(entry: Entry, found: str) -> str | None:
    """The replacement with the digits of what was found in the places of its #; None without one."""
    if not entry.instead or "|" in entry.instead:
        return None
    digits = iter(re.findall(r"\d", found))
    return re.sub("#", lambda _: next(digits, ""), entry.instead)


@dataclass(frozen=True)
class Lists:
    """All lists of an office."""

    lists: dict[Purpose, WordList] = field(default_factory=dict)

    def __getitem__(self, purpose: Purpose) -> WordList:
        return self.lists.get(purpose, WordList())


def read_csv(data: bytes) -> tuple[Entry, ...]:
    """The rows of a list: UTF-8 (with or without mark) or GB18030, the heading 词,应为,例外,说明.

    Raises: ListError, with the row's number, for a file that is no list.
    """
    if len(data) > MAX_BYTES:
        raise ListError(f"词表文件超过 {MAX_BYTES // 1_000_000} MB，请检查是否选错了文件。")
    try:
        rows = list(csv.reader(io.StringIO(_decode(data), newline=""), strict=True))
    except csv.Error as error:
        raise ListError("文件不是 CSV 表格，请从电子表格程序另存为 CSV 后再导入。") from error
    if not rows or tuple(cell.strip() for cell in rows[0][: len(COLUMNS)]) != COLUMNS:
        raise ListError(f"第 1 行应为表头“{','.join(COLUMNS)}”，请先导出一份照着填写。")
    if len(rows) > MOST_ENTRIES:
        raise ListError(f"词表超过 {MOST_ENTRIES} 行，请检查是否选错了文件。")
    entries: dict[str, Entry] = {}
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            entry = _entry(row, number)
            if entry.word in entries:
                raise ListError(f"第 {number} 行的“{entry.word}”前面已有一行。")
            entries[entry.word] = entry
    return tuple(entries.values())


def _decode(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ListError("认不出词表文件的文字编码，请另存为 UTF-8 编码的 CSV 后再导入。")


def _entry(row: Sequence[str], number: int) -> Entry:
    cells = [cell.strip() for cell in row] + [""] * len(COLUMNS)
    word, instead, unless, note = cells[: len(COLUMNS)]
    if any(row[len(COLUMNS) :]):
        raise ListError(f"第 {number} 行多于 {len(COLUMNS)} 列。")
    problem = objection(word, instead, unless, note)
    if problem:
        raise ListError(f"第 {number} 行{problem}")
    return Entry(word, instead, tuple(filter(None, (part.strip() for part in unless.split("|")))), note)


def objection(word: str, instead: str, unless: str, note: str) -> str:
    """What is wrong with a row, as the end of a Chinese sentence; "" if nothing is."""
    if not word:
        return "没有填“词”。"
    if len(word) > LONGEST_WORD:
        return f"的词超过 {LONGEST_WORD} 字。"
    if max(len(instead), len(unless), len(note)) > LONGEST_TEXT:
        return f"有一格超过 {LONGEST_TEXT} 字。"
    if "\0" in word + instead + unless + note or "\n" in word + instead:
        return "有换行或空字节。"
    if not word.strip("#"):
        return "的词只有 #，会处处报错。"
    if word == instead:
        return f"的“{word}”与“应为”相同。"
    return ""


def write_csv(entries: Iterable[Entry]) -> bytes:
    """The rows as a file that spreadsheet programs open in Chinese: UTF-8 with mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow([entry.word, entry.instead, "|".join(entry.unless), entry.note])
    return out.getvalue().encode("utf-8-sig")


def _shipped(purpose: Purpose) -> WordList:
    return WordList(read_csv((_DATA / f"{purpose}.csv").read_bytes()))


FIRST_EDITION = Lists({purpose: _shipped(purpose) for purpose in Purpose})
