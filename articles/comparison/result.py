"""What a comparison gives: rows for two columns, made of segments, and a sentence that sums it up."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from itertools import groupby

from articles.comparison.blocks import CELL_END, LINE_END, PICTURE_SIGN, Block

# So many rows without a change stay visible before and after one; longer runs are folded.
CONTEXT = 1
# A fold of fewer rows than this saves nothing.
FOLD_FROM = 3

_CLASSES = {"加粗": "bold", "斜体": "italic", "上标": "sup", "下标": "sub"}
_SHOWN = {CELL_END: " │ ", PICTURE_SIGN: "〔图片〕"}


class SegmentKind(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    FORMAT = "format"


class RowKind(StrEnum):
    """What became of a block, or of a field."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    FORMAT = "format"


@dataclass(frozen=True)
class Segment:
    """A stretch of one side's text in one state. ``marks`` as in ``blocks.Span``.

    ``note``: of a FORMAT segment, what it was and became: 加粗→正文. Joined, the segments of a side are
    its text, character by character.
    """

    kind: SegmentKind
    text: str
    marks: tuple[str, ...] = ()
    note: str = ""

    @property
    def shown(self) -> str:
        """The text as a person sees it: borders of cells and pictures as signs, changed line ends too."""
        text = "".join(_SHOWN.get(character, character) for character in self.text)
        changed = self.kind in (SegmentKind.REMOVED, SegmentKind.ADDED)
        return text.replace(LINE_END, "↵" + LINE_END) if changed else text

    @property
    def classes(self) -> str:
        """Names of the stylesheet for its marks."""
        names = [_CLASSES.get(mark, "link" if mark.startswith("链接") else "") for mark in self.marks]
        return " ".join(f"cmp-{name}" for name in names if name)


@dataclass(frozen=True)
class FieldChange:
    """A field beside the body, on both sides; fields empty on both are left out."""

    name: str
    label: str
    kind: RowKind
    old_segments: tuple[Segment, ...]
    new_segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Row:
    """What stands side by side. ``old``, ``new``: the blocks, None where that side is empty.

    ``old_number``, ``new_number``: their places among their version's blocks, from 1 (第n段), 0 where
    there is none. A moved block has two rows, one where it stood and one where it went; ``counterpart``
    is its number on the other side. ``notes``: what the text alone does not show, in Chinese: 移至第9段,
    格式：加粗→正文, 图片更换, 由第2段拆出. ``old_segments`` belong to ``old``, ``new_segments`` to ``new``.
    """

    old: Block | None
    new: Block | None
    kind: RowKind
    old_segments: tuple[Segment, ...] = ()
    new_segments: tuple[Segment, ...] = ()
    old_number: int = 0
    new_number: int = 0
    counterpart: int = 0
    notes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The kind in Chinese, for people who do not see the colours."""
        return _LABELS[self.kind]


_LABELS = {
    RowKind.SAME: "未改动",
    RowKind.CHANGED: "有改动",
    RowKind.ADDED: "新增",
    RowKind.REMOVED: "删去",
    RowKind.MOVED: "移动",
    RowKind.FORMAT: "只改格式",
}


@dataclass(frozen=True)
class Passage:
    """Rows that follow one another; ``folded``: unchanged and long enough to be folded away."""

    rows: tuple[Row, ...]
    folded: bool


@dataclass(frozen=True)
class Counts:
    """Figures of a comparison. ``places``: edits a reader would count; the others as the summary says.

    ``added`` and ``removed`` in 字 as the office counts them (``articles.counting``).
    """

    places: int = 0
    added: int = 0
    removed: int = 0
    moved: int = 0
    formats: int = 0
    pictures: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True)
class Comparison:
    """The whole: fields and rows in reading order, and their figures."""

    fields: tuple[FieldChange, ...]
    rows: tuple[Row, ...]
    counts: Counts

    @property
    def is_empty(self) -> bool:
        """Whether a reader would find no difference."""
        return self.counts.places == 0

    @property
    def summary(self) -> str:
        """One line: 改动3处：增12字，删5字，移动1段，格式1处."""
        counts = self.counts
        if self.is_empty:
            return "两个版本没有不同。"
        parts = [
            words.format(number)
            for number, words in (
                (counts.added, "增{}字"),
                (counts.removed, "删{}字"),
                (counts.moved, "移动{}段"),
                (counts.formats, "格式{}处"),
                (counts.pictures, "图片{}处"),
            )
            if number
        ]
        # Nothing but white space came or went.
        return f"改动{counts.places}处：{'，'.join(parts) or '只有空格或换行'}"

    @property
    def changed_fields(self) -> tuple[FieldChange, ...]:
        """The fields that differ."""
        return tuple(field for field in self.fields if field.kind != RowKind.SAME)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The rows with long unchanged runs folded; joined, the rows again."""
        return tuple(self._passages())

    def _passages(self) -> Iterator[Passage]:
        runs = [(same, tuple(rows)) for same, rows in groupby(self.rows, lambda r: r.kind == RowKind.SAME)]
        for index, (same, rows) in enumerate(runs):
            head = CONTEXT if index else 0
            tail = len(rows) - (CONTEXT if index < len(runs) - 1 else 0)
            if not same or tail - head < FOLD_FROM:
                yield Passage(rows, folded=False)
                continue
            parts = ((rows[:head], False), (rows[head:tail], True), (rows[tail:], False))
            yield from (Passage(part, folded) for part, folded in parts if part)
