"""Which block of the old version became which of the new: kept, changed, moved, split or joined."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from articles.comparison.blocks import Block, Kind

# Likeness (0 to 1) from which two blocks count as one that was changed: anywhere, where they face each
# other between the same neighbours, and when the block was moved as well.
LIKE, LIKE_IN_PLACE, LIKE_WHEN_MOVED = 0.45, 0.25, 0.6
# Fewer characters than these are too common to say that they were moved and changed.
MOVED_LENGTH = 8
# How much of a part must come from the whole for a split or a joining.
PART_OF = 0.8
# Pairs of characters that stand in more blocks than these tell none of them apart.
COMMON = 12
# Cells of all dynamic programmes of one alignment together; beyond, blocks pair off in their order.
CELL_LIMIT = 20_000


@dataclass(frozen=True)
class Group:
    """Blocks that belong together; one of the two ranges has length 0 (added, removed) or both have 1.

    A range is longer than 1 where a block was split (new) or several were joined (old). A moved pair is
    given twice: where it stood, it ``leaves``; where it went, it ``arrives``.
    """

    old: range
    new: range
    leaves: bool = False
    arrives: bool = False


def align(old: Sequence[Block], new: Sequence[Block]) -> list[Group]:
    """The groups in the order in which both columns are read; every block is in one, moved ones in two.

    Time: near linear in blocks and characters; see the limits above.
    """
    pairs = _identical(old, new)
    likeness = _Likeness(old, new)
    pairs |= _alike(old, new, pairs, likeness)
    staying = _staying(pairs, old)
    moved = {
        i: j for i, j in pairs.items() if i not in staying and _is_telling(old[i], new[j], likeness(i, j))
    }
    _fill_gaps(staying, moved, old, new, likeness)
    return list(_groups(staying, moved, old, new, likeness))


def _identity(block: Block) -> Hashable:
    return _family(block), block.text, block.source


def _family(block: Block) -> str:
    """Blocks of different families never become one another."""
    return block.kind.name if block.kind in (Kind.TABLE_ROW, Kind.PICTURE) else ""


def _identical(old: Sequence[Block], new: Sequence[Block]) -> dict[int, int]:
    """Pairs of blocks with the same text: first from both ends, then what is unique, then its neighbours,
    then what is left, in its order."""
    mine, yours = [_identity(block) for block in old], [_identity(block) for block in new]
    pairs: dict[int, int] = {}
    taken: set[int] = set()

    def extend(i: int, j: int, step: int) -> None:
        i, j = i + step, j + step
        while (
            0 <= i < len(mine) and 0 <= j < len(yours)
            and mine[i] == yours[j] and i not in pairs and j not in taken
        ):  # fmt: skip
            pairs[i] = j
            taken.add(j)
            i, j = i + step, j + step

    extend(-1, -1, 1)
    extend(len(mine), len(yours), -1)
    left = Counter(key for i, key in enumerate(mine) if i not in pairs)
    right = {key: j for j, key in enumerate(yours) if j not in taken}
    counts = Counter(key for j, key in enumerate(yours) if j not in taken)
    for i, key in enumerate(mine):
        if i not in pairs and left[key] == 1 and counts[key] == 1 and right[key] not in taken:
            pairs[i] = right[key]
            taken.add(right[key])
    for i, j in list(pairs.items()):
        extend(i, j, 1)
        extend(i, j, -1)
    places: dict[Hashable, list[int]] = defaultdict(list)
    for j in range(len(yours) - 1, -1, -1):
        if j not in taken:
            places[yours[j]].append(j)
    for i, key in enumerate(mine):
        if i not in pairs and places.get(key):
            pairs[i] = places[key].pop()
    return pairs


class _Likeness:
    """How much two blocks share: the Dice coefficient of their pairs of neighbouring characters."""

    def __init__(self, old: Sequence[Block], new: Sequence[Block]) -> None:
        self._old, self._new = old, new
        self._known: dict[str, frozenset[str]] = {}

    def features(self, block: Block) -> frozenset[str]:
        if (found := self._known.get(block.text)) is None:
            text = f"\x02{block.text}\x03"
            found = self._known[block.text] = frozenset(text[k : k + 2] for k in range(len(text) - 1))
        return found

    def __call__(self, i: int, j: int) -> float:
        old, new = self._old[i], self._new[j]
        if _family(old) != _family(new):
            return 0
        if old.kind == Kind.PICTURE and old.source == new.source:
            return 1
        mine, yours = self.features(old), self.features(new)
        return 2 * len(mine & yours) / (len(mine) + len(yours))

    def is_part(self, part: Block, beside: Block, whole: Block) -> bool:
        """Whether the part came out of the whole by what the block beside it does not hold too."""
        mine = self.features(part)
        fresh = mine - self.features(beside)
        # Where clauses repeat (第3条：按照…, 第4条：按照…), most is not fresh and tells nothing.
        return len(fresh) * 2 >= len(mine) and len(fresh & self.features(whole)) >= PART_OF * len(fresh)


def _alike(
    old: Sequence[Block], new: Sequence[Block], pairs: dict[int, int], likeness: _Likeness
) -> dict[int, int]:
    """Pairs of blocks of the rest that are alike, the most alike first."""
    taken = set(pairs.values())
    mine = [i for i in range(len(old)) if i not in pairs]
    yours = [j for j in range(len(new)) if j not in taken]
    holders: dict[str, list[int]] = defaultdict(list)
    for j in yours:
        for feature in likeness.features(new[j]):
            holders[feature].append(j)
    candidates = []
    for i in mine:
        shared: Counter[int] = Counter()
        for feature in likeness.features(old[i]):
            if len(found := holders.get(feature, ())) <= COMMON:
                shared.update(found)
        candidates += [
            (score, -abs(i - j), i, j)
            for j, _ in nsmallest(3, shared.items(), key=lambda item: (-item[1], abs(item[0] - i)))
            if (score := likeness(i, j)) >= LIKE
        ]
    alike: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in sorted(candidates, reverse=True):
        if i not in alike and j not in used:
            alike[i] = j
            used.add(j)
    return alike


def _staying(pairs: dict[int, int], old: Sequence[Block]) -> dict[int, int]:
    """Those pairs that keep their order: as many as can be, and then as much text as can be.

    So the fewest blocks count as moved, and of two that changed places the shorter.
    """
    items = sorted(pairs.items())
    order = sorted(j for _, j in items)
    # A Fenwick tree over the new positions: the best chain that ends at or before a position.
    nothing = (0, 0, -1)
    tree = [nothing] * (len(order) + 1)
    before: list[int] = []
    for index, (i, j) in enumerate(items):
        place = bisect_left(order, j) + 1
        best, k = nothing, place - 1
        while k:
            best = max(best, tree[k])
            k &= k - 1
        before.append(best[2])
        chain = (best[0] + 1, best[1] + len(old[i].text), index)
        k = place
        while k < len(tree):
            tree[k] = max(tree[k], chain)
            k += k & -k
    best, k = nothing, len(order)
    while k:
        best = max(best, tree[k])
        k &= k - 1
    staying, index = {}, best[2]
    while index >= 0:
        i, j = items[index]
        staying[i] = j
        index = before[index]
    return staying


def _is_telling(old: Block, new: Block, likeness: float) -> bool:
    """Whether a pair out of order shows a moved block, and is not a chance likeness of small ones."""
    if _identity(old) == _identity(new):
        return bool(old.text.strip() or old.source)
    return likeness >= LIKE_WHEN_MOVED and min(len(old.text), len(new.text)) >= MOVED_LENGTH


def _gaps(staying: dict[int, int], old_count: int, new_count: int) -> Iterator[tuple[range, range]]:
    i, j = 0, 0
    for i_next, j_next in [*sorted(staying.items()), (old_count, new_count)]:
        yield range(i, i_next), range(j, j_next)
        i, j = i_next + 1, j_next + 1


def _fill_gaps(
    staying: dict[int, int],
    moved: dict[int, int],
    old: Sequence[Block],
    new: Sequence[Block],
    likeness: _Likeness,
) -> None:
    """Pair what faces each other between the same neighbours, though it is less alike; adds to staying."""
    arrived = set(moved.values())
    cells = CELL_LIMIT
    for left, right in list(_gaps(staying, len(old), len(new))):
        mine = [i for i in left if i not in moved]
        yours = [j for j in right if j not in arrived]
        if not mine or not yours:
            continue
        if len(mine) == len(yours) and _stand_for_each_other([old[i] for i in mine], [new[j] for j in yours]):
            staying.update(zip(mine, yours, strict=True))
        elif len(mine) * len(yours) <= cells:
            cells -= len(mine) * len(yours)
            staying.update(_best_in_order(mine, yours, likeness))
        elif len(mine) == len(yours):
            staying.update(
                (i, j) for i, j in zip(mine, yours, strict=True) if likeness(i, j) >= LIKE_IN_PLACE
            )


def _stand_for_each_other(old: list[Block], new: list[Block]) -> bool:
    """Whether blocks between the same neighbours are the old ones changed, however they differ.

    So are pictures and table rows in the places of others, and one block in the place of one of its kind.
    """
    if len(old) == 1 and old[0].kind == new[0].kind:
        return True
    return all(_family(a) == _family(b) != "" for a, b in zip(old, new, strict=True))


def _best_in_order(mine: list[int], yours: list[int], likeness: _Likeness) -> Iterator[tuple[int, int]]:
    """The pairs in order with the greatest likeness in sum; a dynamic programme of len × len cells."""
    scores = [[score if (score := likeness(i, j)) >= LIKE_IN_PLACE else 0.0 for j in yours] for i in mine]
    sums = [[0.0] * (len(yours) + 1) for _ in range(len(mine) + 1)]
    for x in range(len(mine) - 1, -1, -1):
        for y in range(len(yours) - 1, -1, -1):
            taken = scores[x][y] + sums[x + 1][y + 1] if scores[x][y] else 0.0
            sums[x][y] = max(taken, sums[x + 1][y], sums[x][y + 1])
    x = y = 0
    while x < len(mine) and y < len(yours):
        if scores[x][y] and sums[x][y] == scores[x][y] + sums[x + 1][y + 1]:
            yield mine[x], yours[y]
            x, y = x + 1, y + 1
        elif sums[x][y] == sums[x + 1][y]:
            x += 1
        else:
            y += 1


def _groups(
    staying: dict[int, int],
    moved: dict[int, int],
    old: Sequence[Block],
    new: Sequence[Block],
    likeness: _Likeness,
) -> Iterator[Group]:
    origins = {j: i for i, j in moved.items()}
    free_old = set(range(len(old))) - staying.keys() - moved.keys()
    free_new = set(range(len(new))) - set(staying.values()) - origins.keys()
    together = []
    for i, j in sorted(staying.items()):
        mine, yours = range(i, i + 1), range(j, j + 1)
        if old[i].text != new[j].text and _family(old[i]) == _family(new[j]) == "":
            yours = _parts(yours, free_new, old[i], new, likeness)
            if len(yours) == 1:
                mine = _parts(mine, free_old, new[j], old, likeness)
        free_new.difference_update(yours)
        free_old.difference_update(mine)
        together.append(Group(mine, yours))
    i = j = 0
    for group in [*together, Group(range(len(old), len(old)), range(len(new), len(new)))]:
        for k in range(i, group.old.start):
            target = moved.get(k)
            there = range(j, j) if target is None else range(target, target + 1)
            yield Group(range(k, k + 1), there, leaves=target is not None)
        for k in range(j, group.new.start):
            origin = origins.get(k)
            there = range(i, i) if origin is None else range(origin, origin + 1)
            yield Group(there, range(k, k + 1), arrives=origin is not None)
        if group.old or group.new:
            yield group
        i, j = group.old.stop, group.new.stop


def _parts(own: range, free: set[int], whole: Block, blocks: Sequence[Block], likeness: _Likeness) -> range:
    """The neighbours on either side of ``own``, as far as they too came out of the whole."""

    def belongs(k: int) -> bool:
        # Two characters and the block's two ends are too little to tell.
        return (
            k in free
            and not _family(blocks[k])
            and len(blocks[k].text) >= MOVED_LENGTH
            and likeness.is_part(blocks[k], blocks[own.start], whole)
        )

    start, stop = own.start, own.stop
    while belongs(start - 1):
        start -= 1
    while belongs(stop):
        stop += 1
    return range(start, stop)
