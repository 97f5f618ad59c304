"""Which entry of the 目录 names which article, once a person or a reader has said where titles stand."""

from collections import defaultdict
from collections.abc import Sequence

from issues.importing.characters import comparison_key, edit_distance
from issues.importing.contents import ContentsEntry
from issues.importing.matching import allowed_edits

# Far above an issue's 30 by 30.
_MOST_COMPARISONS = 40_000


def match_articles(entries: Sequence[ContentsEntry], titles: Sequence[str]) -> list[int | None]:
    """For each entry the index of its article's title: the same words first, then nearly the same."""
    keys = [comparison_key(title) for title in titles]
    free: defaultdict[str, list[int]] = defaultdict(list)
    for at in reversed(range(len(keys))):
        free[keys[at]].append(at)
    matched: list[int | None] = [free[entry.key].pop() if free[entry.key] else None for entry in entries]
    taken = {at for at in matched if at is not None}
    left = [at for at in range(len(keys)) if at not in taken and keys[at]]
    comparisons = 0
    for number, entry in enumerate(entries):
        limit = allowed_edits(entry.key)
        if matched[number] is not None or not limit:
            continue
        near: list[tuple[int, int]] = []
        for at in left:
            if abs(len(keys[at]) - len(entry.key)) > limit:
                continue
            comparisons += 1
            if comparisons > _MOST_COMPARISONS:
                return matched
            distance = edit_distance(entry.key, keys[at], limit)
            if distance <= limit:
                near.append((distance, at))
        if near:
            matched[number] = min(near)[1]
            left.remove(min(near)[1])
    return matched
