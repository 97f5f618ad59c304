"""The segments of both columns, from blocks that belong together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.comparison.blocks import Block
from articles.comparison.characters import shared
from articles.comparison.matching import Match
from articles.comparison.result import Segment, SegmentKind

Marks = tuple[str, ...]


@dataclass(frozen=True)
class Sides:
    """The segments of each block of both sides, and how many edits a reader would count in them."""

    old: tuple[tuple[Segment, ...], ...]
    new: tuple[tuple[Segment, ...], ...]
    edits: int
    format_edits: int


def compare_text(old: str, new: str, *, whole: bool = False) -> Sides:
    """Two plain texts. Args: whole: nothing is shared unless all is (dates, addresses)."""
    return _sides([old], [new], [()] * len(old), [()] * len(new), whole=whole)


def compare_blocks(old: Sequence[Block], new: Sequence[Block]) -> Sides:
    """Blocks that belong together, as if each side were one text; several where one was split or joined."""
    return _sides(
        [block.text for block in old],
        [block.text for block in new],
        [marks for block in old for marks in block.marks()],
        [marks for block in new for marks in block.marks()],
    )


def _sides(
    old_texts: list[str],
    new_texts: list[str],
    old_marks: list[Marks],
    new_marks: list[Marks],
    *,
    whole: bool = False,
) -> Sides:
    old, new = "".join(old_texts), "".join(new_texts)
    found = [] if whole and old != new else shared(old, new)
    edits = sum(any(gap) for gap in _gap_sizes([*found, Match(len(old), len(new), 0)]))
    formats = {
        match.old + k: (match.new + k, _note(old_marks[match.old + k], new_marks[match.new + k]))
        for match in found
        for k in range(match.length)
        if old_marks[match.old + k] != new_marks[match.new + k]
    }
    old_notes = [""] * len(old)
    new_notes = [""] * len(new)
    for i, (j, note) in formats.items():
        old_notes[i] = new_notes[j] = note
    format_edits = sum(1 for i in formats if i - 1 not in formats or formats[i - 1][0] + 1 != formats[i][0])
    old_kept = [SegmentKind.REMOVED] * len(old)
    new_kept = [SegmentKind.ADDED] * len(new)
    for match in found:
        old_kept[match.old : match.old + match.length] = [SegmentKind.SAME] * match.length
        new_kept[match.new : match.new + match.length] = [SegmentKind.SAME] * match.length
    return Sides(
        old=tuple(_cut(old_texts, old, old_kept, old_marks, old_notes)),
        new=tuple(_cut(new_texts, new, new_kept, new_marks, new_notes)),
        edits=edits,
        format_edits=format_edits,
    )


def _gap_sizes(found: list[Match]) -> Iterator[tuple[int, int]]:
    i = j = 0
    for match in found:
        yield match.old - i, match.new - j
        i, j = match.old + match.length, match.new + match.length


def _cut(
    texts: list[str], joined: str, kept: list[SegmentKind], marks: list[Marks], notes: list[str]
) -> Iterator[tuple[Segment, ...]]:
    """The segments of each text: as long as kind, marks and note stay the same."""
    start = 0
    for text in texts:
        segments = []
        places = range(start, start + len(text))
        for (kind, mark, note), run in groupby(places, lambda k: (kept[k], marks[k], notes[k])):
            stretch = list(run)
            segments.append(
                Segment(
                    SegmentKind.FORMAT if note else kind,
                    joined[stretch[0] : stretch[-1] + 1],
                    mark,
                    note,
                )
            )
        start += len(text)
        yield tuple(segments)


def _note(old: Marks, new: Marks) -> str:
    """What changed between two formattings: 加粗→正文; empty where nothing did."""
    if old == new:
        return ""
    gone = [mark for mark in old if mark not in new]
    come = [mark for mark in new if mark not in old]
    return f"{_words(gone)}→{_words(come)}"


def _words(marks: list[str]) -> str:
    return "、".join(marks) or "正文"
