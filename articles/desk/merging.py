"""Two texts that grew from one, as places where they differ; and one text put together from picks. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from articles.richtext import plain_text

THEIRS, MINE, BOTH = "theirs", "mine", "both"
# Two blocks this much alike are versions of one; longer runs than the limit are not paired one by one.
_ALIKE = 0.4
_PAIRING_LIMIT = 900

_TAG = re.compile(r"""<(/?)([a-z0-9]+)(?:"[^"]*"|[^">])*>""")
_VOID = frozenset({"br", "img", "col"})
_INLINE = frozenset({"strong", "em", "sup", "sub", "a", "br"})


@dataclass(frozen=True)
class Place:
    """A stretch of the two texts, block by block. ``changed_by``: who changed it since both began.

    Empty ``changed_by``: the two are the same here.
    """

    theirs: tuple[str, ...]
    mine: tuple[str, ...]
    changed_by: str = ""


def split(html: str) -> list[str]:
    """The outermost elements of cleaned HTML; joined, the HTML again."""
    chunks, start, depth = [], 0, 0
    for tag in _TAG.finditer(html):
        closing, name = tag.groups()
        if name in _VOID or (depth == 0 and name in _INLINE):
            continue
        if closing:
            depth -= 1
            if depth == 0:
                chunks.append(html[start : tag.end()])
                start = tag.end()
            continue
        if depth == 0 and html[start : tag.start()].strip():
            # Text that stands in no block.
            chunks.append(html[start : tag.start()])
            start = tag.start()
        depth += 1
    if html[start:].strip():
        chunks.append(html[start:])
    elif chunks:
        chunks[-1] += html[start:]
    return chunks


def places(base: str, theirs: str, mine: str) -> list[Place]:
    """The two texts side by side. Args: base: the text that both began with, as far as it is known."""
    was, left, right = ([chunk.strip() for chunk in split(text)] for text in (base, theirs, mine))
    origin = _Origin(was, left, right)
    found = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Place(tuple(left[i1:i2]), tuple(right[j1:j2])))
            continue
        for old, new in _pairs(left[i1:i2], right[j1:j2]):
            found.append(Place(old, new, origin.changed_by(old, new)))
    return found


def merge(all_places: Sequence[Place], picks: Mapping[int, str]) -> str:
    """One text: at each place that differs the side that was picked (by the place's index)."""
    chosen: list[str] = []
    for index, place in enumerate(all_places):
        chosen += place.mine if not place.changed_by or picks[index] == MINE else place.theirs
    return "".join(chosen)


class _Origin:
    """What both texts began with, to tell who changed a place since."""

    def __init__(self, base: list[str], theirs: list[str], mine: list[str]) -> None:
        self._was, self._theirs, self._mine = Counter(base), Counter(theirs), Counter(mine)
        # Blocks that at least one side has no more as they were.
        self._gone_theirs = [chunk for chunk in self._was if chunk not in self._theirs]
        self._gone_mine = [chunk for chunk in self._was if chunk not in self._mine]

    def changed_by(self, theirs: tuple[str, ...], mine: tuple[str, ...]) -> str:
        """Who changed this place; BOTH also where it cannot be told, so that nobody's text goes unasked."""
        theirs_new, mine_new = (any(c not in self._was for c in side) for side in (theirs, mine))
        if theirs and mine:
            return THEIRS if theirs_new and not mine_new else MINE if mine_new and not theirs_new else BOTH
        if theirs_new or mine_new:
            # Written anew by the one, or an old block that one changed and the other deleted.
            gone = self._gone_mine if theirs_new else self._gone_theirs
            written = theirs or mine
            if any(_likeness(plain_text(c), plain_text(old)) > _ALIKE for c in written for old in gone):
                return BOTH
            return THEIRS if theirs_new else MINE
        return self._of_old_blocks(theirs or mine)

    def _of_old_blocks(self, blocks: tuple[str, ...]) -> str:
        """Who deleted or repeated old blocks that stand here on one side only."""
        theirs = any(self._theirs[c] != self._was[c] for c in blocks)
        mine = any(self._mine[c] != self._was[c] for c in blocks)
        return THEIRS if theirs and not mine else MINE if mine and not theirs else BOTH


def _pairs(left: list[str], right: list[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Blocks that became one another beside each other, the others alone, in the order of both texts."""
    if not left or not right or len(left) * len(right) > _PAIRING_LIMIT:
        yield tuple(left), tuple(right)
        return
    i = j = 0
    for p, q in _most_alike(left, right):
        if left[i:p] or right[j:q]:
            yield tuple(left[i:p]), tuple(right[j:q])
        yield (left[p],), (right[q],)
        i, j = p + 1, q + 1
    if left[i:] or right[j:]:
        yield tuple(left[i:]), tuple(right[j:])


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).quick_ratio() if one and other else 0


def _most_alike(left: list[str], right: list[str]) -> list[tuple[int, int]]:
    """The pairs, in order on both sides, whose likeness adds up to the most (dynamic programming)."""
    texts = [plain_text(each) for each in left], [plain_text(each) for each in right]
    best: list[list[tuple[float, tuple[tuple[int, int], ...]]]] = [[(0.0, ())] * (len(right) + 1)]
    for i, a in enumerate(texts[0]):
        row: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())]
        for j, b in enumerate(texts[1]):
            options = [best[i][j + 1], row[j]]
            likeness = _likeness(a, b)
            if likeness > _ALIKE:
                total, pairs = best[i][j]
                options.append((total + likeness, (*pairs, (i, j))))
            row.append(max(options, key=lambda option: option[0]))
        best.append(row)
    return list(best[-1][-1][1])
