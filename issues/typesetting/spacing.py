"""How one line of Chinese is brought to its measure: rules only, no typesetter.

Source of the rules: W3C, Requirements for Chinese Text Layout (CLREQ), 3.1 (marks, their widths and
where they may not stand) and 3.2 (adjusting a line). All lengths are in one unit of the caller's
choice, here CSS px.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

# A hyphen that ends a line, and is no part of the text.
SOFT_HYPHEN = "\xad"
# In a Chinese font it stands in the middle of a square: a third of it is wide enough.
HYPHEN_SHARE = 0.34
# Stands for a picture or another box inside a line.
OBJECT = "\ufffc"
# Marks whose ink stands in the left half of the square: the right half may go.
CLOSING = frozenset("，。、；：！？）》”’』」】〕〉］｝")
OPENING = frozenset("（《“‘『「【〔〈［｛")
MARKS = CLOSING | OPENING
NOT_AT_START = CLOSING | frozenset("·～%％‰℃")
_QUOTES = frozenset("“”‘’")
# Two of these are one mark, 破折号 or 省略号: they are never drawn apart.
JOINED = frozenset("—…⸺")
# Marks that are Chinese or Latin only by their company.
_SHARED = frozenset("—…·“”‘’⸺")
# How much of a mark inside a line may go before it looks squeezed; at the ends it is the full half.
INNER_SHARE = 0.25
EDGE_SHARE = 0.5
# How much a blank may grow before all gaps grow (CLREQ: 1/4 em).
PREFERRED_SHARE = 0.25
# Space between Han and Latin letters or digits (CLREQ 3.2.3, 盘古之白), and what of it may go. It grows with
# all other gaps: with a share of its own, 8月 would stand farther apart in one line than in the next.
MIXED_SHARE = 0.25
MIXED_SPARE = 0.125
# Raised and lowered characters keep close to what they belong to: below this ratio of the two sizes.
SAME_SIZE = 0.9
# A last line of a paragraph that holds less than this, in characters beside marks, is a lone one (孤字).
LEAST_LAST = 2.0
# WeasyPrint writes advances in thousandths of an em, so a share is given out in these steps.
STEP = 1000


class Mark(NamedTuple):
    """A character or object of a line with its natural advance and its font size."""

    character: str
    advance: float
    em: float

    @property
    def full(self) -> bool:
        """Whether it takes a whole square: a mark that ``chws`` has closed up has nothing to give."""
        return self.advance >= 0.9 * self.em


@lru_cache(maxsize=1 << 14)
def is_chinese(character: str) -> bool:
    """Whether a character is set in a square of its own: Han, kana, full-width marks and forms."""
    return character in _SHARED or unicodedata.east_asian_width(character) in "WF"


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters (CLREQ 3.1.1), neither of them a blank.

    Unicode's line breaking forbids a break beside “ and ”, which in Latin text may be either end of a
    quotation; in Chinese their direction is known.
    """
    if after in NOT_AT_START or before in OPENING or (before in JOINED and after in JOINED):
        return False
    return is_chinese(before) or is_chinese(after)


@lru_cache(maxsize=1 << 14)
def _script(character: str) -> str:
    """``h`` for Han and kana, ``l`` for other letters and digits, nothing for marks and all else."""
    category = unicodedata.category(character)
    if is_chinese(character):
        return "h" if category[0] == "L" or category == "Nl" else ""
    return "l" if category[0] == "L" or category == "Nd" else ""


@lru_cache(maxsize=1 << 16)
def meet(before: str, after: str) -> bool:
    """Whether Han and Latin meet between two characters, so that a quarter of an em belongs there."""
    return _script(before) + _script(after) in ("hl", "lh")


def is_lone(text: str) -> bool:
    """Whether a last line of this text is too short: one character, with or without marks (孤字).

    A Latin letter or digit counts as half a character, so that 3% and 5G are lone and 2031年 is not.
    """
    weight = 0.0
    for character in text:
        if character.isalnum():
            weight += 1.0 if is_chinese(character) else 0.5
            if weight >= LEAST_LAST:
                return False
    return True


def worth_trying(text: str) -> bool:
    """Whether Unicode's rules may have ended the line before ``text`` earlier than Chinese ones would."""
    return any(c in CLOSING or c in _QUOTES for c in text)


def spare(marks: Sequence[Mark], trim_start: bool = False) -> float:
    """How much narrower a line of these marks can get: at its ends, at the marks and where Latin meets
    Han inside it.
    """
    if not marks:
        return 0.0
    start = start_trim(marks[0]) if trim_start else 0.0
    inner = marks[1:-1] if start else marks[:-1]
    mixed = MIXED_SPARE / MIXED_SHARE * sum(_mixed(marks))
    return start + sum(inner_spare(mark) for mark in inner) + end_trim(marks[-1]) + mixed


def adjust(
    marks: Sequence[Mark], available: float, *, fill: bool, trim_start: bool = True
) -> list[tuple[float, float]]:
    """Bring a line to its measure.

    Args: marks of the line from left to right; the measure; ``fill``: whether the line has to reach
    the measure (all but the last of a paragraph); ``trim_start``: whether an opening mark at the start
    gives up its empty half (not in the indented first line). Returns: for each mark (shift, change of
    advance). A line that is too long even with all marks closed up stays too long.
    """
    shifts = [0.0] * len(marks)
    if not marks:
        return []
    mixed = _mixed(marks)
    changes = mixed.copy()
    if trim_start and len(marks) > 1:
        shifts[0] -= start_trim(marks[0])
        changes[0] -= start_trim(marks[0])
    if marks[-1].character == SOFT_HYPHEN and marks[-1].full:
        shifts[-1] -= (marks[-1].advance - HYPHEN_SHARE * marks[-1].em) / 2
        changes[-1] -= marks[-1].advance - HYPHEN_SHARE * marks[-1].em
    missing = available - sum(mark.advance for mark in marks) - sum(changes)
    if fill or missing < 0:
        changes[-1] -= end_trim(marks[-1])
        missing += end_trim(marks[-1])
    if missing < 0:
        _close_up(marks, -missing, shifts, changes, mixed)
    elif fill:
        _widen(marks, missing, changes)
    return list(zip(shifts, changes, strict=True))


def start_trim(mark: Mark) -> float:
    """What an opening mark gives up at the start of a line."""
    return EDGE_SHARE * mark.em if mark.character in OPENING and mark.full else 0.0


def end_trim(mark: Mark) -> float:
    """What a closing mark gives up at the end of a line."""
    return EDGE_SHARE * mark.em if mark.character in CLOSING and mark.full else 0.0


def inner_spare(mark: Mark) -> float:
    """What a mark inside a line can give up."""
    marks = mark.character in CLOSING or mark.character in OPENING
    return INNER_SHARE * mark.em if marks and mark.full else 0.0


def _mixed(marks: Sequence[Mark]) -> list[float]:
    """The space after each mark that belongs there because Han and Latin meet."""
    spaces = [0.0] * len(marks)
    for i, (a, b) in enumerate(pairwise(marks)):
        if meet(a.character, b.character) and SAME_SIZE * max(a.em, b.em) <= min(a.em, b.em):
            spaces[i] = MIXED_SHARE * a.em
    return spaces


def _close_up(
    marks: Sequence[Mark],
    excess: float,
    shifts: list[float],
    changes: list[float],
    mixed: Sequence[float],
) -> None:
    spares = [0.0 if change < 0 else inner_spare(mark) for mark, change in zip(marks, changes, strict=True)]
    spares[-1] = 0.0
    half = [space * MIXED_SPARE / MIXED_SHARE for space in mixed]
    total = sum(spares) + sum(half)
    share = min(1.0, excess / total) if total else 0.0
    # Boxes side by side were broken without the space between them: where all else does not suffice, it goes.
    rest = sum(mixed) - sum(half)
    more = min(1.0, (excess - total) / rest) if excess > total and rest else 0.0
    for i, room in enumerate(spares):
        changes[i] -= room * share + half[i] * share + (mixed[i] - half[i]) * more
        if marks[i].character in OPENING:
            shifts[i] -= room * share


def _widen(marks: Sequence[Mark], missing: float, changes: list[float]) -> None:
    kinds = [_gap(a.character, b.character) for a, b in pairwise(marks)]
    preferred = [i for i, kind in enumerate(kinds) if kind == 2]
    plain = [i for i, kind in enumerate(kinds) if kind]
    if not plain:
        # Nothing but one long word and marks: the gap beside a mark is better than a short line.
        plain = [i for i, (a, b) in enumerate(pairwise(marks)) if _apart(a.character, b.character)]
    wanted = [0.0] * len(marks)
    if preferred:
        first = min(missing, sum(PREFERRED_SHARE * marks[i].em for i in preferred))
        for i in preferred:
            wanted[i] += first / len(preferred)
        missing -= first
    for i in plain:
        wanted[i] += missing / len(plain)
    owed = 0.0
    for i, want in enumerate(wanted):
        if not want:
            continue
        owed += want
        steps = int(owed * STEP / marks[i].em + 1e-6)
        changes[i] += steps * marks[i].em / STEP
        owed -= steps * marks[i].em / STEP


def room(before: str, after: str) -> int:
    """How many gaps a place between two characters is worth when a line is widened: a blank is worth 3."""
    return (0, 1, 3)[_gap(before, after)]


@lru_cache(maxsize=1 << 16)
def _gap(before: str, after: str) -> int:
    """0: no space may come between; 1: it may; 2: it goes there first."""
    if not _apart(before, after):
        return 0
    if before == " ":
        return 2
    if after == " " or before in OPENING or after in CLOSING:
        return 0
    return 1


def _apart(before: str, after: str) -> bool:
    if before in JOINED and after in JOINED:
        return False
    if unicodedata.combining(after):
        return False
    return is_chinese(before) or is_chinese(after) or " " in (before, after) or OBJECT in (before, after)
