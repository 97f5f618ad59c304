"""How a title is broken into lines: evenly, and where a compositor would break it."""

from functools import cache
from itertools import pairwise

from issues.typesetting.spacing import is_chinese, may_break

# Brackets and quotes that a title should not be broken inside of, if there is another place.
_PAIRS = {"《": "》", "“": "”", "（": "）", "「": "」", "‘": "’"}
_CLOSERS = frozenset(_PAIRS.values())
BLANK_WIDTH = 0.3
LATIN_WIDTH = 0.6
# How bad or good a break is, in characters by which the lines may be uneven for it.
WORD_WEIGHT = 10.0
PAIR_WEIGHT = 5.0
MARK_BONUS = 4.0
BLANK_BONUS = 8.0


def width(text: str) -> float:
    """Approximate width in characters (ems): a Chinese character is 1, a Latin one 0.6."""
    return sum(1.0 if is_chinese(c) else BLANK_WIDTH if c == " " else LATIN_WIDTH for c in text)


def title_lines(title: str, measure: float, text: str = "") -> tuple[str, ...]:
    """Break a title into as few lines as it needs, and these as even as may be.

    A blank in the title is where its writer breathes ("…试行 助力…"), so the line rather turns there.
    No line begins or ends with a mark that may not (CLREQ 3.1.1), no word or number is cut, and a break
    inside 《》 or “”, or between two characters that the article itself mostly writes together (that is
    how 评价 is known to be a word), has to be paid for by more even lines.

    Args: title; measure: characters a line holds; text: the article's text. Returns: the lines,
    without outer blanks; a piece that cannot be broken may be longer than the measure.
    """
    title = " ".join(title.split())
    total = width(title)
    if total <= measure:
        return (title,)
    costs = _break_costs(title, text)
    least = int(-(-total // measure))
    for count in range(least, len(title)):
        cuts = _best_cuts(title, costs, count, measure)
        if cuts is not None:
            edges = [0, *cuts, len(title)]
            return tuple(title[a:b].strip() for a, b in pairwise(edges))
    return (title,)


def _best_cuts(title: str, costs: dict[int, float], count: int, measure: float) -> tuple[int, ...] | None:
    """Places of the breaks for ``count`` lines, none longer than the measure, at the least cost."""
    even = width(title) / count

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[int, ...]] | None:
        if left == 1:
            last = width(title[start:].strip())
            return (abs(last - even) / 2, ()) if last <= measure else None
        found: tuple[float, tuple[int, ...]] | None = None
        for cut, cost in costs.items():
            line = width(title[start:cut].strip()) if cut > start else 0.0
            if not 0 < line <= measure:
                continue
            rest = best(cut, left - 1)
            if rest is not None:
                sum_ = abs(line - even) / 2 + cost + rest[0]
                if found is None or sum_ < found[0]:
                    found = (sum_, (cut, *rest[1]))
        return found

    result = best(0, count)
    return result[1] if result else None


def _break_costs(title: str, article: str) -> dict[int, float]:
    """What a break before each place costs; places where none may be are left out."""
    costs: dict[int, float] = {}
    open_marks = 0
    for i in range(1, len(title)):
        before, after = title[i - 1], title[i]
        open_marks += (before in _PAIRS) - (before in _CLOSERS)
        if not _may_break(before, after):
            continue
        cost = WORD_WEIGHT * _cohesion(before, after, article)
        if open_marks > 0:
            cost += PAIR_WEIGHT
        if " " in (before, after):
            cost -= BLANK_BONUS
        elif before in "，；：！？、":
            cost -= MARK_BONUS
        costs[i] = cost
    return costs


def _cohesion(before: str, after: str, article: str) -> float:
    """How much two characters belong together, 0 to 1: their share of the rarer one's occurrences."""
    together = article.count(before + after)
    return together / max(1, min(article.count(before), article.count(after)))


def _may_break(before: str, after: str) -> bool:
    if " " in (before, after):
        return True
    return may_break(before, after) and "—" not in (before, after)
