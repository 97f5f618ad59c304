"""The lines of a paragraph that would end badly if each took as much as it can.

Line after line takes what fits: that is fast, and nearly always right. It goes wrong in two ways, which a
compositor mends by going back some lines: the last line holds a single character (孤字), or a long word or
number that does not fit any more leaves a line too loose. Then the lines are found together: which
places to turn at make the gaps wider or narrower by the least, over all of them (as TeX does for every
paragraph). Lines before the trouble stay as they are; the paragraph gets at most one line more or less.
"""

from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from itertools import accumulate, pairwise

import pyphen  # type: ignore[import-untyped]

from issues.typesetting import spacing
from issues.typesetting.breaking import TOLERANCE_PX, LineEnd, line_end
from issues.typesetting.shaping import Paragraph

# A gap this wide, in em, makes a line loose; a line that lacks less than so many em cannot be.
LOOSE = 0.12
SURE_EM = 1.5
# How many lines before the first bad one may change for it.
LINES_BACK = 6
# How many ways to have come so far are followed at each line.
WAYS = 8
# Ends are tried that leave a line so many em short, or the nearest one.
SHORT_EM = 3.0
# What counts against a way. A gap of 0.1 em costs 1, of 0.2 em 8; marks closed up as far as they go cost 1.
COST_GAP = 0.1
LONE_COST = 1000.0
HYPHEN_COST = 3.0
FEWER_COST, MORE_COST = 0.5, 2.0
# Fewer letters do not stand alone before or after a hyphen, nor is a shorter word divided.
LEAST_PART = 3
LEAST_WORD = 7
HYPHENATION = "en_US"
_QUOTES = frozenset("“”‘’")


def line_ends(paragraph: Paragraph, first: float, others: float) -> Mapping[int, LineEnd]:
    """The ends of the lines of a paragraph by their first characters, as far as they are found here.

    Args: measure of the first line and of the others, in CSS px. What was found is kept with the paragraph:
    on the next column or page its lines must be the same.
    """
    key = (first, others)
    if key not in paragraph.ends:
        paragraph.ends[key] = _found(paragraph, first, others)
    found: Mapping[int, LineEnd] = paragraph.ends[key]
    return found


def _found(paragraph: Paragraph, first: float, others: float) -> dict[int, LineEnd]:
    """Each line as full as it can be, and then those mended that are bad or lead to a bad one."""
    ends: dict[int, LineEnd] = {}
    starts: list[int] = []
    bad: int | None = None
    length, start = len(paragraph.text), 0
    while start < length:
        available = others if start else first
        end = line_end(paragraph, start, available)
        if end is None:
            return ends
        if bad is None and end < length and _is_loose(paragraph, start, end, available):
            bad = len(starts)
        ends[start] = LineEnd(end)
        starts.append(start)
        start = end
    if bad is None and len(starts) > 1 and spacing.is_lone(paragraph.text[starts[-1] :]):
        bad = len(starts) - 1
    if bad is not None and len(starts) > 1 and any(map(spacing.is_chinese, paragraph.text)):
        keep = max(0, bad - LINES_BACK)
        ends |= _Search(paragraph, first, others).best(starts[keep], len(starts) - keep)
    return ends


def _is_loose(paragraph: Paragraph, start: int, end: int, available: float) -> bool:
    while paragraph.text[end - 1] == " ":
        end -= 1
    missing = available - paragraph.width(start, end)
    if missing < SURE_EM * paragraph.em:
        return False
    gaps = sum(spacing.room(a, b) for a, b in pairwise(paragraph.text[start:end]))
    return missing > LOOSE * paragraph.em * max(1, gaps)


class _Search:
    """The ways to break one paragraph from some line on."""

    def __init__(self, paragraph: Paragraph, first: float, others: float) -> None:
        text = paragraph.text
        self.paragraph, self.text, self.length = paragraph, text, len(text)
        self.first, self.others, self.em = first, others, paragraph.em
        self.spare = paragraph.inner_spare
        # Up to each character, the gaps that can grow.
        self.gaps = list(accumulate((spacing.room(a, b) for a, b in pairwise(text)), initial=0))

    def best(self, start: int, lines: int) -> dict[int, LineEnd]:
        """The ends from a line on that was the first of so many."""
        # Way to a place: what it costs, and the way before it with the end of its last line.
        ways: dict[LineEnd, tuple[float, LineEnd]] = {LineEnd(start): (0.0, LineEnd(start))}
        steps = [ways]
        done: list[tuple[float, int]] = []
        for line in range(1, lines + 2):
            found: dict[LineEnd, tuple[float, LineEnd]] = {}
            for before, (cost, _) in ways.items():
                for end, more in self._ends(before.place):
                    if end not in found or cost + more < found[end][0]:
                        found[end] = (cost + more, before)
            last = found.pop(LineEnd(self.length), None)
            ways = dict(sorted(found.items(), key=lambda way: way[1][0])[:WAYS])
            steps.append(ways)
            if last and line >= lines - 1:
                changed = FEWER_COST if line < lines else MORE_COST if line > lines else 0.0
                done.append((last[0] + changed, line))
                ways[LineEnd(self.length)] = last
        if not done:
            return {}
        ends: dict[int, LineEnd] = {}
        at = LineEnd(self.length)
        for line in range(min(done)[1], 0, -1):
            before = steps[line][at][1]
            ends[before.place] = at
            at = before
        return ends

    def _ends(self, start: int) -> list[tuple[LineEnd, float]]:
        """Ends of a line from a place on, with what each costs."""
        if start == self.length:
            return []
        paragraph, available = self.paragraph, self.others if start else self.first
        origin = paragraph.reach[start] + paragraph.lead[start]
        widest = bisect_right(paragraph.reach, origin + available + 2 * self.em) - 1
        found: list[tuple[LineEnd, float]] = []
        parts = _parts(self.text, start, widest)
        for place in range(widest, start, -1):
            if not self._may_turn(place) and place not in parts:
                continue
            end = LineEnd(place, place in parts)
            missing, cost = self._cost(start, end, available)
            if cost is not None:
                found.append((end, cost))
            if missing > SHORT_EM * self.em and any(not end.hyphen for end, _ in found):
                break
        return found

    def _may_turn(self, place: int) -> bool:
        if place == self.length:
            return True
        before, after = self.text[place - 1], self.text[place]
        if after == " " or after in spacing.NOT_AT_START or before in spacing.OPENING:
            return False
        if self.paragraph.breaks[place]:
            return True
        # Unicode does not know the direction of “ and ”.
        return before != " " and bool(_QUOTES & {before, after}) and spacing.may_break(before, after)

    def _cost(self, start: int, end: LineEnd, available: float) -> tuple[float, float | None]:
        """How much a line is short of the measure, and what it costs; None for one that is too long."""
        stop = end.place
        while self.text[stop - 1] == " " and stop > start + 1:
            stop -= 1
        width = self.paragraph.width(start, stop)
        opening, closing = self.paragraph.trims(start, stop)
        width += spacing.HYPHEN_SHARE * self.em * end.hyphen - opening
        if end.place == self.length:
            cost = LONE_COST if spacing.is_lone(self.text[start:]) else 0.0
            missing = available - width
            if missing >= -TOLERANCE_PX:
                return missing, cost
        else:
            cost = HYPHEN_COST if end.hyphen else 0.0
        missing = available - width + closing
        if missing >= 0:
            gaps = self.gaps[stop - 1] - self.gaps[start]
            return missing, cost + (missing / self.em / max(gaps, 0.5) / COST_GAP) ** 3
        inner = self.spare[stop - 1] - self.spare[start + 1 if opening else start]
        if -missing > inner + TOLERANCE_PX:
            return missing, None
        return missing, cost + (missing / inner) ** 2 if inner else cost


@cache
def _words() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=HYPHENATION, left=LEAST_PART, right=LEAST_PART)


def _parts(text: str, start: int, end: int) -> frozenset[int]:
    """Where the Latin word that reaches over ``end`` may be divided before it."""
    first = last = end
    while first > start and _is_latin(text[first - 1]):
        first -= 1
    while last < len(text) and _is_latin(text[last]):
        last += 1
    word = text[first:last]
    if len(word) < LEAST_WORD or word.isupper():
        return frozenset()
    return frozenset(first + place for place in _words().positions(word) if first + place <= end)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
