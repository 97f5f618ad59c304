"""Two proofs held against each other: the passages whose text changed, with their places in both.

The text is compared across line ends, so that what merely came to stand elsewhere is no change.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.comparison.characters import shared
from articles.comparison.result import Segment, SegmentKind
from issues.press.parts import FRONT, Part
from issues.press.printed import PrintedLine

# Edits that lie so close together are read as one passage.
_ONE_PASSAGE = 12
# So much of the text around a passage is shown.
_CONTEXT = 14
# Text of so many characters that left one place and turns up in another was moved.
_MOVED_FROM = 8
# Longer passages are shown in their first and last characters.
_SHOWN = 400


@dataclass(frozen=True)
class Place:
    """Where something stands in a proof."""

    page: int
    column: int
    line: int
    columns: int

    def __str__(self) -> str:
        page = f"第{self.page}页" if self.page > 0 else "封面目录页"
        return f"{page}{self._column}第{self.line}行"

    @property
    def _column(self) -> str:
        if self.columns < 2 or not self.column:
            return ""
        return ("左栏", "右栏")[self.column - 1] if self.columns == 2 else f"第{self.column}栏"


@dataclass(frozen=True)
class Change:
    """One passage: where it stands in both proofs, and its text with a little of what is around it."""

    old_place: Place | None
    new_place: Place | None
    old: tuple[Segment, ...]
    new: tuple[Segment, ...]


@dataclass(frozen=True)
class PartChanges:
    """The changes of one article, of the front page or of the colophon.

    ``note`` says what became of it as a whole, where it stands in one proof only.
    """

    title: str
    changes: tuple[Change, ...] = ()
    note: str = ""
    moved: int = 0


@dataclass(frozen=True)
class Changes:
    """All changes, in the order of the newer proof, the front page last."""

    parts: tuple[PartChanges, ...]

    @property
    def total(self) -> int:
        """How many passages changed; a part that came or went counts as one."""
        return sum(len(part.changes) + bool(part.note) for part in self.parts)

    @property
    def moved(self) -> int:
        """How many passages were moved inside their article without a change."""
        return sum(part.moved for part in self.parts)


def compare(old: Sequence[Part], new: Sequence[Part], *, whole: bool = True) -> Changes:
    """What changed from one proof to another.

    Args: whole: both show the same portion; otherwise only the parts that both have are compared.
    """
    columns = max((line.column for part in (*old, *new) for line in part.lines), default=0)
    before = {part.key: part for part in old}
    after = {part.key for part in new}
    listed = []
    for part in new:
        if part.key in before:
            listed.append(_compared(before[part.key], part, columns))
        elif whole:
            listed.append(PartChanges(part.title, note=_note("新增", part, columns)))
    if whole:
        listed += [
            PartChanges(part.title, note=_note("抽去", part, columns))
            for part in old
            if part.key not in after
        ]
    # The page numbers of the 目录 follow from everything before.
    listed.sort(key=lambda part: part.title == FRONT)
    return Changes(tuple(part for part in listed if part.changes or part.note or part.moved))


def _note(word: str, part: Part, columns: int) -> str:
    first = part.lines[0] if part.lines else None
    where = f"，在{'新样' if word == '新增' else '旧样'}{_place(first, columns)}起" if first else ""
    return f"整篇{word}{where}，共{len(part.lines)}行。"


def _place(line: PrintedLine, columns: int) -> Place:
    return Place(line.page, line.column, line.line, columns)


class _Text:
    """The text of a part as one, and which line each character stands in."""

    def __init__(self, part: Part) -> None:
        pieces: list[str] = []
        self._lines, self._of = part.lines, []
        for number, line in enumerate(part.lines):
            before = pieces[-1][-1:] if pieces else ""
            # Chinese runs on from line to line; two words of Latin had a blank between them.
            joint = " " if _latin(before) and _latin(line.text[:1]) else ""
            # On the front page every line is one of its own.
            joint = "\n" if before and line.page < 1 else joint
            pieces.append(joint + line.text)
            self._of += [number] * len(pieces[-1])
        self.text = "".join(pieces)

    def place(self, at: int, columns: int) -> Place | None:
        """Where a character stands; of what comes after the last one, where that stands."""
        if not self._of:
            return None
        return _place(self._lines[self._of[min(at, len(self._of) - 1)]], columns)


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


@dataclass(frozen=True)
class _Edit:
    """Characters a to b of the old text became c to d of the new."""

    a: int
    b: int
    c: int
    d: int


def _compared(old: Part, new: Part, columns: int) -> PartChanges:
    mine, yours = _Text(old), _Text(new)
    edits = [
        edit
        for edit in _edits(mine.text, yours.text)
        if _plain(mine.text[edit.a : edit.b]) != _plain(yours.text[edit.c : edit.d])
    ]
    edits, moved = _without_moved(edits, mine.text, yours.text)
    changes = tuple(
        Change(
            mine.place(passage[0].a, columns),
            yours.place(passage[0].c, columns),
            tuple(_segments(mine.text, [(e.a, e.b) for e in passage], SegmentKind.REMOVED)),
            tuple(_segments(yours.text, [(e.c, e.d) for e in passage], SegmentKind.ADDED)),
        )
        for passage in _passages(edits)
    )
    return PartChanges(new.title, changes, moved=moved)


def _edits(old: str, new: str) -> Iterator[_Edit]:
    a = c = 0
    for match in shared(old, new):
        if match.old > a or match.new > c:
            yield _Edit(a, match.old, c, match.new)
        a, c = match.old + match.length, match.new + match.length
    if a < len(old) or c < len(new):
        yield _Edit(a, len(old), c, len(new))


def _plain(text: str) -> str:
    return "".join(text.split())


def _without_moved(edits: list[_Edit], old: str, new: str) -> tuple[list[_Edit], int]:
    """The edits without those that only took a stretch from one place to another, and how many such."""
    gone = Counter(_plain(old[e.a : e.b]) for e in edits if e.c == e.d)
    come = Counter(_plain(new[e.c : e.d]) for e in edits if e.a == e.b)
    moved = {text: n for text, n in (gone & come).items() if len(text) >= _MOVED_FROM}
    left_gone, left_come = dict(moved), dict(moved)
    kept = []
    for edit in edits:
        side, text = (
            (left_gone, _plain(old[edit.a : edit.b])) if edit.c == edit.d
            else (left_come, _plain(new[edit.c : edit.d])) if edit.a == edit.b
            else ({}, "")
        )  # fmt: skip
        if side.get(text):
            side[text] -= 1
        else:
            kept.append(edit)
    return kept, sum(moved.values())


def _passages(edits: Sequence[_Edit]) -> Iterator[list[_Edit]]:
    """Edits that stand close together in both texts."""
    numbers, number = [], 0
    for before, edit in zip([None, *edits], edits, strict=False):
        if before and (edit.a - before.b > _ONE_PASSAGE or edit.c - before.d > _ONE_PASSAGE):
            number += 1
        numbers.append(number)
    for _, group in groupby(zip(numbers, edits, strict=True), key=lambda pair: pair[0]):
        yield [edit for _, edit in group]


def _segments(text: str, spans: Sequence[tuple[int, int]], kind: SegmentKind) -> Iterator[Segment]:
    begin, end = spans[0][0], spans[-1][1]
    # Of the front page the line itself is enough.
    head = text[max(begin - _CONTEXT, 0) : begin].rpartition("\n")[2]
    tail = text[end : end + _CONTEXT].partition("\n")[0]
    yield Segment(SegmentKind.SAME, ("…" if len(head) == _CONTEXT < begin else "") + head)
    at = begin
    for start, stop in spans:
        if start > at:
            yield Segment(SegmentKind.SAME, text[at:start])
        if stop > start:
            yield Segment(kind, _cut(text[start:stop]))
        at = stop
    yield Segment(SegmentKind.SAME, tail + ("…" if len(tail) == _CONTEXT < len(text) - end else ""))


def _cut(text: str) -> str:
    if len(text) <= _SHOWN:
        return text
    half = _SHOWN // 2
    return f"{text[:half]}……（中略{len(text) - 2 * half}字）……{text[-half:]}"
