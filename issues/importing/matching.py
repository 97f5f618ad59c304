"""Finding each entry of the 目录 in the body, though the two may differ in a character or two."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles.lead import read_lead
from issues.importing.bulletin import BulletinError
from issues.importing.characters import comparison_key, edit_distance
from issues.importing.contents import Contents
from issues.importing.paragraphs import join_texts
from issues.importing.source import Line

_LONGEST_TITLE_LINE = 120
_LONGEST_OPEN_LINE = 40
_MOST_TITLE_LINES = 3
# Real issues have one or two places for a title; more than this is no issue.
_MOST_CANDIDATES = 40
# Bounds on the fuzzy search, far above what an issue needs: a few hundred comparisons.
_MOST_GLANCES = 1_000_000
_MOST_COMPARISONS = 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a title stands: `count` lines of the body from index `start`."""

    start: int
    count: int
    title: str
    in_order: bool = True

    @property
    def end(self) -> int:
        """The index of the first line behind the title."""
        return self.start + self.count


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    count: int
    score: float

    @property
    def end(self) -> int:
        return self.start + self.count


@dataclass(frozen=True, slots=True)
class _Chain:
    """Candidates for some entries, one behind the other; a linked list, as chains share beginnings."""

    end: int
    score: float
    entry: int = -1
    candidate: _Candidate | None = None
    before: "_Chain | None" = None


def match_titles(contents: Contents, body: Sequence[Line]) -> tuple[Place | None, ...]:
    """For each entry the place of its title in the body, or None.

    Titles are whole lines (up to three in a row): a mention within running text is no candidate. As
    many entries as possible are placed in the order of the 目录, then those that stand elsewhere.
    Raises BulletinError when the body has so many look-alikes that the search would not end soon.
    """
    entries = contents.entries
    candidates = _candidates(contents, body)
    chosen = _best_chain(candidates)
    in_order = set(chosen)
    taken = {index for found in chosen.values() for index in range(found.start, found.end)}
    for entry, options in enumerate(candidates):
        if entry in chosen:
            continue
        free = [o for o in options if taken.isdisjoint(range(o.start, o.end))]
        if free:
            best = max(free, key=lambda option: option.score)
            chosen[entry] = best
            taken.update(range(best.start, best.end))
    return tuple(
        Place(found.start, found.count, _title(body[found.start : found.end]), entry in in_order)
        if (found := chosen.get(entry)) is not None
        else None
        for entry in range(len(entries))
    )


def _line_key(line: Line) -> str:
    """The key of a line that may be (part of) a title, "" for a long one or a sentence."""
    if len(line.text) > _LONGEST_TITLE_LINE or line.text.rstrip().endswith(("。", "；", "，")):
        return ""
    return comparison_key(line.text)


def _ends_openly(line: Line) -> bool:
    """Whether a line may be the upper part of a title that was broken at a comma."""
    return len(line.text) <= _LONGEST_OPEN_LINE and line.text.rstrip().endswith("，")


def _title(lines: Sequence[Line]) -> str:
    title = lines[0].text.strip()
    for line in lines[1:]:
        title = join_texts(title, line.text.strip())
    return title


def _runs(keys: Sequence[str], body: Sequence[Line]) -> Iterator[tuple[int, int, str]]:
    """One to three title-like lines in a row: start, count, joined key."""
    for start in range(len(keys)):
        joined = ""
        for count in range(1, _MOST_TITLE_LINES + 1):
            at = start + count - 1
            part = keys[at] if at < len(keys) else ""
            if not part and at < len(keys) and _ends_openly(body[at]):
                joined += comparison_key(body[at].text)
                continue
            if not part or len(joined) + len(part) > _LONGEST_TITLE_LINE:
                break
            joined += part
            yield start, count, joined


def _candidates(contents: Contents, body: Sequence[Line]) -> list[list[_Candidate]]:
    """For each entry the places that its title may stand at."""
    entries = contents.entries
    keys = [_line_key(line) for line in body]
    wanted: dict[str, list[_Candidate]] = {entry.key: [] for entry in entries}
    names = {comparison_key(section.name) for section in contents.sections}
    is_text = [key not in wanted and key not in names for key in keys]
    for start, count, key in _runs(keys, body):
        if key in wanted and len(wanted[key]) < _MOST_CANDIDATES:
            wanted[key].append(_candidate(body, is_text, start, count))
    missing = [key for key, found in wanted.items() if not found]
    similar = _similar(missing, body, keys, is_text) if missing else {}
    return [wanted[entry.key] or similar.get(entry.key, []) for entry in entries]


def _candidate(
    body: Sequence[Line], is_text: Sequence[bool], start: int, count: int, distance: int = 0
) -> _Candidate:
    """A candidate with its score: 100, less for differences, more for an article below it.

    What stands under a real title is text, often with a source lead; under a title in a list of
    titles stands the next one. A title on one line is preferred to one on several.
    """
    score = 100.0 - distance - 0.25 * count
    below = start + count
    if below < len(body) and is_text[below]:
        score += 0.5 + 0.5 * (read_lead(body[below].text) is not None)
    return _Candidate(start, count, score)


def allowed_edits(key: str) -> int:
    """How many characters a title may differ in: a misprint or two, fewer in a short title."""
    return next((limit for longest, limit in ((3, 0), (7, 1), (15, 2), (30, 3)) if len(key) <= longest), 4)


def _similar(
    missing: Sequence[str], body: Sequence[Line], keys: Sequence[str], is_text: Sequence[bool]
) -> Mapping[str, list[_Candidate]]:
    """Candidates for the entries whose title the body does not spell the same way."""
    by_length: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for run in _runs(keys, body):
        by_length[len(run[2])].append(run)
    found: defaultdict[str, list[_Candidate]] = defaultdict(list)
    glances = comparisons = 0
    for wanted in missing:
        limit = allowed_edits(wanted)
        letters = set(wanted)
        for length in range(len(wanted) - limit, len(wanted) + limit + 1):
            glances += len(by_length.get(length, ()))
            if glances > _MOST_GLANCES:
                raise BulletinError("正文里与目录相像的行太多，无法对上文章，请检查是否选错了文件。")
            for start, count, key in by_length.get(length, ()):
                # One edit changes the set of characters by two at most.
                if len(letters.symmetric_difference(key)) > 2 * limit:
                    continue
                comparisons += 1
                if comparisons > _MOST_COMPARISONS:
                    raise BulletinError("正文里与目录相像的行太多，无法对上文章，请检查是否选错了文件。")
                distance = edit_distance(wanted, key, limit)
                if distance <= limit and len(found[wanted]) < _MOST_CANDIDATES:
                    found[wanted].append(_candidate(body, is_text, start, count, distance))
    return found


def _best_chain(candidates: Sequence[Sequence[_Candidate]]) -> dict[int, _Candidate]:
    """One candidate per entry, in rising order of place, with the highest total score.

    The frontier holds chains with both end and score rising: of chains that end no later only the
    best matters. Of equally good places the first is taken, the others are leftover running titles.
    """
    frontier = [_Chain(end=0, score=0.0)]
    for entry, options in enumerate(candidates):
        longer = []
        for option in options:
            before = frontier[bisect_right(frontier, option.start, key=lambda chain: chain.end) - 1]
            longer.append(_Chain(option.end, before.score + option.score, entry, option, before))
        for chain in longer:
            _insert(frontier, chain)
    chosen: dict[int, _Candidate] = {}
    last: _Chain | None = frontier[-1]
    while last is not None and last.candidate is not None:
        chosen[last.entry] = last.candidate
        last = last.before
    return chosen


def _insert(frontier: list[_Chain], chain: _Chain) -> None:
    at = bisect_right(frontier, chain.end, key=lambda other: other.end)
    if frontier[at - 1].score >= chain.score:
        return
    beaten = bisect_right(frontier, chain.score, lo=at, key=lambda other: other.score)
    first = bisect_left(frontier, chain.end, key=lambda other: other.end)
    frontier[first:beaten] = [chain]
