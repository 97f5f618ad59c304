"""The stretches that two texts share, chosen so that what lies between them reads well in Chinese."""

from itertools import accumulate

from articles.comparison.matching import Match, matches
from articles.comparison.tokens import tokens

_SENTENCE_ENDS = frozenset("。！？；\n\t")
_STOPS = frozenset("，、：。！？；,.:;!?\n\t")
_OPENING = frozenset("“‘《〈（【〔「『([{")
_CLOSING = frozenset("”’》〉）】〕」』)]}")
# A shared stretch is noise where both edits beside it are so many times longer; shorter than a phrase
# also where they are as long as it is, unless both only add or both only delete.
_NOISE = 3
_PHRASE = 3
# How far an edit is slid in search of a better place; a clause is hardly longer.
_SLIDE_LIMIT = 60
# Dropping one stretch can make the next one small; more rounds than these change nothing a reader sees.
_ROUNDS = 8


def shared(old: str, new: str) -> list[Match]:
    """What ``old`` and ``new`` share, in characters, in rising order; between them lie the edits.

    No token is split (``tokens``). Tiny matches between larger edits are given up, so that a clause
    written anew is one edit and not a sieve; edits are slid to where clauses begin and end.
    """
    if old == new:
        return [Match(0, 0, len(old))] if old else []
    a, b = tokens(old), tokens(new)
    found = _without_noise(_slid(matches(a, b), a, b), a, b)
    starts_a, starts_b = [0, *accumulate(map(len, a))], [0, *accumulate(map(len, b))]
    return [
        Match(
            starts_a[match.old],
            starts_b[match.new],
            starts_a[match.old + match.length] - starts_a[match.old],
        )
        for match in found
    ]


def _without_noise(found: list[Match], a: list[str], b: list[str]) -> list[Match]:
    for _ in range(_ROUNDS):
        kept: list[Match] = []
        old_end, new_end = 0, 0
        for index, match in enumerate(found):
            after = found[index + 1] if index + 1 < len(found) else Match(len(a), len(b), 0)
            before = (match.old - old_end, match.new - new_end)
            behind = (after.old - match.old - match.length, after.new - match.new - match.length)
            if _is_noise(a[match.old : match.old + match.length], before, behind):
                continue
            kept.append(match)
            old_end, new_end = match.old + match.length, match.new + match.length
        if len(kept) == len(found):
            break
        found = kept
    return found


def _is_noise(stretch: list[str], before: tuple[int, int], behind: tuple[int, int]) -> bool:
    """Whether a shared stretch is better given up. Args: before, behind: tokens deleted and added.

    Counted in tokens: a changed number is one, however long, and swallows nothing beside it. A word or
    a number that stayed counts as a phrase: that it is the same is what a proofreader looks for.
    """
    smaller = min(max(before), max(behind))
    if not smaller or not _SENTENCE_ENDS.isdisjoint(stretch):
        return False
    length = sum(_PHRASE if len(token) > 1 or token.isdecimal() else 1 for token in stretch)
    one_way = before[0] + behind[0] == 0 or before[1] + behind[1] == 0
    return length * _NOISE <= smaller or (length < _PHRASE and length <= smaller and not one_way)


def _slid(found: list[Match], a: list[str], b: list[str]) -> list[Match]:
    """The matches with each pure addition or deletion between two of them moved to its best place.

    加入“增长，效益”与加入“效益增长，”是同一处改动: an edit may stand wherever the text around repeats
    its ends, and reads best where a clause ends.
    """
    result = found[:1]
    for right in found[1:]:
        left = result.pop()
        old_gap = right.old - left.old - left.length
        new_gap = right.new - left.new - left.length
        if old_gap and new_gap:
            result += [left, right]
            continue
        side, start, size = (
            (b, left.new + left.length, new_gap) if new_gap else (a, left.old + left.length, old_gap)
        )
        shift = _best_shift(side, start, size, left.length, right.length)
        result += [
            match
            for match in (
                Match(left.old, left.new, left.length + shift),
                Match(right.old + shift, right.new + shift, right.length - shift),
            )
            if match.length
        ]
    return result


def _best_shift(side: list[str], start: int, size: int, left: int, right: int) -> int:
    """By how many tokens to slide the edit side[start:start+size]; up to ``left`` back, ``right`` on."""
    shifts = [0]
    for shift in range(1, min(left, _SLIDE_LIMIT) + 1):
        if side[start - shift] != side[start + size - shift]:
            break
        shifts.append(-shift)
    for shift in range(1, min(right, _SLIDE_LIMIT) + 1):
        if side[start + shift - 1] != side[start + size + shift - 1]:
            break
        shifts.append(shift)
    return max(shifts, key=lambda k: (_edge(side, start + k) + _edge(side, start + size + k), -abs(k), k))


def _edge(side: list[str], place: int) -> int:
    """How well a text is cut before ``side[place]``."""
    if place in (0, len(side)):
        return 6
    left, right = side[place - 1][-1], side[place][0]
    if left in _SENTENCE_ENDS:
        return 5
    if right in _STOPS or right in _CLOSING or left in _OPENING:
        # 、《甲》 added in a list reads well too, but less well than 《甲》、.
        return 1 if right in _STOPS and left in _CLOSING else 0
    if left in _STOPS:
        return 4
    if right in _OPENING or left in _CLOSING:
        return 3
    return 2
