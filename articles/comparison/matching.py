"""The longest common subsequence of two rows of tokens, in bounded time and memory."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

# Cells (old × new tokens) of one exact comparison: 14,000 × 14,000, then 25 MB for some 0.1 s.
CELL_LIMIT = 200_000_000
# Beyond it, stretches of so many tokens that occur once on either side hold the texts together.
ANCHOR_LENGTHS = (12, 4)


@dataclass(frozen=True)
class Match:
    """``length`` tokens from ``old`` on are those from ``new`` on."""

    old: int
    new: int
    length: int


def matches(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """The common subsequence as matches in rising order, none empty and no two adjoining on both sides.

    The longest there is, up to CELL_LIMIT; beyond, the longest between anchors, and where even those
    are missing, none: the passage then counts as replaced. difflib is no choice here: without
    autojunk repeats (aaaa…) cost it quadratic and worse, with it frequent characters are ignored.
    """
    numbers: dict[str, int] = {}
    a = [numbers.setdefault(token, len(numbers)) for token in old]
    b = [numbers.setdefault(token, len(numbers)) for token in new]
    return list(_joined(_between(a, b, 0, len(a), 0, len(b), ANCHOR_LENGTHS)))


def _joined(pairs: Iterator[Match]) -> Iterator[Match]:
    last: Match | None = None
    for pair in pairs:
        if last and last.old + last.length == pair.old and last.new + last.length == pair.new:
            last = Match(last.old, last.new, last.length + pair.length)
            continue
        if last:
            yield last
        last = pair
    if last:
        yield last


def _between(
    a: list[int], b: list[int], i: int, i_end: int, j: int, j_end: int, anchor_lengths: tuple[int, ...]
) -> Iterator[Match]:
    """Matches of a[i:i_end] and b[j:j_end]."""
    head = 0
    while i + head < i_end and j + head < j_end and a[i + head] == b[j + head]:
        head += 1
    if head:
        yield Match(i, j, head)
    i, j = i + head, j + head
    tail = 0
    while i < i_end - tail and j < j_end - tail and a[i_end - tail - 1] == b[j_end - tail - 1]:
        tail += 1
    i_end, j_end = i_end - tail, j_end - tail
    if i < i_end and j < j_end:
        if (i_end - i) * (j_end - j) <= CELL_LIMIT:
            yield from _longest(a[i:i_end], b[j:j_end], i, j)
        elif anchor_lengths:
            yield from _anchored(a, b, i, i_end, j, j_end, anchor_lengths)
    if tail:
        yield Match(i_end, j_end, tail)


def _longest(a: list[int], b: list[int], i: int, j: int) -> Iterator[Match]:
    """The exact answer by bit vectors: a row of the dynamic programme is one integer, a bit a token.

    Source: Hyyrö 2004, Bit-parallel LCS-length computation revisited. Bit k of ``rows[n]`` is 0 where
    a[k] lengthens the common subsequence of a[:k+1] with b[:n]. Its time does not depend on the texts.
    """
    places: dict[int, int] = {}
    for k, token in enumerate(a):
        places[token] = places.get(token, 0) | 1 << k
    everywhere = (1 << len(a)) - 1
    row = everywhere
    rows = []
    for token in b:
        hit = row & places.get(token, 0)
        row = ((row + hit) | (row - hit)) & everywhere
        rows.append(row)
    found = []
    k, n = len(a), len(b)
    while k and n:
        if rows[n - 1] >> (k - 1) & 1:
            k -= 1
            continue
        n -= 1
        if n == 0 or rows[n - 1] >> (k - 1) & 1:
            k -= 1
            found.append(Match(i + k, j + n, 1))
    yield from reversed(found)


def _anchored(
    a: list[int], b: list[int], i: int, i_end: int, j: int, j_end: int, anchor_lengths: tuple[int, ...]
) -> Iterator[Match]:
    length, *rest = anchor_lengths
    mine = _unique_stretches(a, i, i_end, length)
    yours = _unique_stretches(b, j, j_end, length)
    shared = [(mine[key], yours[key]) for key in mine if key in yours]
    for x, y in rising(shared):
        if x < i or y < j:
            continue
        yield from _between(a, b, i, x, j, y, tuple(rest))
        yield Match(x, y, length)
        i, j = x + length, y + length
    yield from _between(a, b, i, i_end, j, j_end, tuple(rest))


def _unique_stretches(tokens: list[int], start: int, end: int, length: int) -> dict[Hashable, int]:
    keys = [tuple(tokens[k : k + length]) for k in range(start, end - length + 1)]
    counts = Counter(keys)
    return {key: start + k for k, key in enumerate(keys) if counts[key] == 1}


def rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of pairs that rises on both sides. Args: pairs: in rising order of the first."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, y) in enumerate(pairs):
        place = bisect_left(ends, y)
        before.append(last[place - 1] if place else -1)
        if place == len(ends):
            ends.append(y)
            last.append(index)
        else:
            ends[place], last[place] = y, index
    chosen = []
    index = last[-1] if last else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]
