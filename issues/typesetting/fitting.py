"""Copyfitting (适应页数): the layout at which an issue comes to an aim, near the periodical's own.

The measure is searched by characters a line, lines a column and the spaces around headings; the line
pitch follows, so that the type area keeps its height. All layouts within the limits are tried by
arithmetic (``flow.py``) on blocks measured by one real layout for each number of characters
(``blocks.py``); the best ones are then really laid out, and only what that shows is said to be reached.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from issues.typesetting.aims import Aim
from issues.typesetting.blocks import blocks_of
from issues.typesetting.document import LayoutSpec, TypesetDocument
from issues.typesetting.fetcher import MediaFetcher
from issues.typesetting.flow import Block, Pagination, Rules, paginate
from issues.typesetting.grid import round_up
from issues.typesetting.layout import type_area
from issues.typesetting.limits import LIMITS, Limits
from issues.typesetting.render import PX_PER_PT, PageCount, Setter, count_pages, errors_in_chinese

# What a step away from the periodical's layout costs: a character a line is seen sooner than a line.
CHARACTER_COST = 1.0
LINE_COST = 0.5
SPACE_COST = 1.0
# What it is worth when all neighbouring layouts come to the aim as well: small corrections of the text
# then do not throw it over.
ROBUSTNESS_WORTH = 2.0
# How many of the best are really laid out before the best of them is taken.
CONFIRMED = 6


@dataclass(frozen=True)
class Proposal:
    """A layout, and what it comes to beside the layout before; nothing is stored yet.

    ``document`` is the issue as it was set before, ``base`` the layout that the search stayed near,
    ``tried`` how many were tried by arithmetic.
    """

    aim: Aim
    base: LayoutSpec
    document: TypesetDocument
    counted_before: PageCount
    layout: LayoutSpec
    counted: PageCount
    tried: int = 0

    @property
    def before(self) -> LayoutSpec:
        """The layout that the issue had."""
        return self.document.layout

    @property
    def reached(self) -> bool:
        """Whether a real layout came to the aim exactly."""
        return self.aim.distance(self.counted.page_of, self.counted.pages) == 0


@dataclass(frozen=True)
class _Candidate:
    layout: LayoutSpec
    distance: int
    cost: float
    key: tuple[int, ...] = field(compare=False, default=())


@dataclass(frozen=True)
class Stage:
    """What a search does now, as a Chinese phrase, and its share of the whole that is done (0 to 1)."""

    words: str
    done: float


Search = Generator[Stage, None, Proposal]


def propose(
    document: TypesetDocument,
    aim: Aim,
    *,
    base: LayoutSpec | None = None,
    limits: Limits = LIMITS,
    fetcher: MediaFetcher | None = None,
) -> Proposal:
    """As ``search``, without its stages."""
    return finish(search(document, aim, base=base, limits=limits, fetcher=fetcher))


def finish(stages: Search) -> Proposal:
    """Run a search to its end."""
    while True:
        try:
            next(stages)
        except StopIteration as end:
            found: Proposal = end.value
            return found


def search(
    document: TypesetDocument,
    aim: Aim,
    *,
    base: LayoutSpec | None = None,
    limits: Limits = LIMITS,
    fetcher: MediaFetcher | None = None,
) -> Search:
    """Search a layout for an aim, a stage at a time. Takes about ten layouts' time.

    Args: document as it is set now; base: the layout to stay near, the document's own without it.
    Yields: each stage before it begins. Returns: the best layout found, which may be the one before.
    Raises: as ``render.typeset``.
    """
    fetcher = fetcher or MediaFetcher()
    base = base or document.layout
    widths = limits.characters_near(base)
    layouts = 1 + len(widths) + CONFIRMED
    yield Stage("正在排现在的版式", 0.0)
    before = count_pages(document, fetcher)
    best = Proposal(aim, base, document, before, document.layout, before)
    if best.reached:
        return best
    front = before.pages - before.body_pages
    candidates: list[_Candidate] = []
    for number, characters in enumerate(widths, start=1):
        yield Stage(f"正在量每行{characters}字的版面（{number}/{len(widths)}）", number / layouts)
        candidates += _simulated(document, characters, aim, base, limits, front, fetcher)
    ranked = _rank(candidates)
    best = replace(best, tried=len(ranked))
    chosen = ranked[:CONFIRMED]
    for number, candidate in enumerate(chosen, start=1):
        yield Stage(
            f"试算了{len(ranked)}种版式，正在实排最好的几种（{number}/{len(chosen)}）",
            (len(widths) + number) / layouts,
        )
        counted = count_pages(replace(document, layout=candidate.layout), fetcher)
        found = replace(best, layout=candidate.layout, counted=counted)
        if _off(found) < _off(best):
            best = found
        if best.reached:
            break
    return best


def _off(proposal: Proposal) -> int:
    return proposal.aim.distance(proposal.counted.page_of, proposal.counted.pages)


def measure(document: TypesetDocument, fetcher: MediaFetcher) -> tuple[Block, ...]:
    """The blocks of a document at its characters a line, by one real layout of the body."""
    entry_of = {article.anchor: article.entry_id for article in document.articles}
    setter = Setter(document, fetcher, adjust=False)
    with errors_in_chinese(fetcher):
        body = setter.body(setter.body_html())
    return blocks_of(body, entry_of, document.layout.pitch_pt * PX_PER_PT)


def _simulated(
    document: TypesetDocument,
    characters: int,
    aim: Aim,
    base: LayoutSpec,
    limits: Limits,
    front: int,
    fetcher: MediaFetcher,
) -> Iterator[_Candidate]:
    """Every layout of so many characters a line within the limits, with what arithmetic says of it."""
    tried = (_shape(base, characters, lines, limits) for lines in limits.lines_near(base))
    shapes = [shape for shape in tried if shape]
    if not shapes:
        return
    blocks = measure(replace(document, layout=shapes[0]), fetcher)
    for shape in shapes:
        yield from _with_spaces(shape, blocks, aim, base, limits, front)


def _shape(base: LayoutSpec, characters: int, lines: int, limits: Limits) -> LayoutSpec | None:
    """The base with another measure and other lines; None where the limits or the paper forbid it."""
    pitch = base.pitch_pt
    if lines != base.lines_per_column:
        pitch = round(base.lines_per_column * base.pitch_pt / lines, 1)
    layout = replace(base, characters_per_line=characters, lines_per_column=lines, pitch_pt=pitch)
    if not limits.allow_pitch(layout):
        return None
    try:
        type_area(layout)
    except ValueError:
        return None
    return layout


def _with_spaces(
    shape: LayoutSpec,
    blocks: Sequence[Block],
    aim: Aim,
    base: LayoutSpec,
    limits: Limits,
    front: int,
) -> Iterator[_Candidate]:
    # On the grid only whole lines count: layouts whose headings take the same lines are the same.
    known: dict[tuple[int, ...], Pagination] = {}
    for before, after, above, below in product(
        limits.spaces(base.title_space_before),
        limits.spaces(base.title_space_after),
        limits.spaces(base.section_space_before),
        limits.spaces(base.section_space_after),
    ):
        rules = Rules(shape.lines_per_column, shape.columns, before, after, above, below)
        key = tuple(map(round_up, (before + after, after, above + below + after, below + after)))
        result = known.get(key)
        if result is None:
            result = known[key] = paginate(blocks, rules)
        layout = replace(
            shape,
            title_space_before=before,
            title_space_after=after,
            section_space_before=above,
            section_space_after=below,
        )
        pages = result.pages + front
        share = result.free / (rules.lines * rules.columns)
        yield _Candidate(
            layout,
            aim.distance(result.page_of, pages),
            _distance(layout, base) + aim.unease(result.free, share),
            key,
        )


def _distance(layout: LayoutSpec, base: LayoutSpec) -> float:
    spaces = sum(
        abs(a - b)
        for a, b in (
            (layout.title_space_before, base.title_space_before),
            (layout.title_space_after, base.title_space_after),
            (layout.section_space_before, base.section_space_before),
            (layout.section_space_after, base.section_space_after),
        )
    )
    return (
        CHARACTER_COST * abs(layout.characters_per_line - base.characters_per_line)
        + LINE_COST * abs(layout.lines_per_column - base.lines_per_column)
        + SPACE_COST * spaces
    )


def _rank(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The best first: nearest to the aim, then near the base and in the midst of others as good.

    Of layouts that set the same pages only the one nearest to the base is kept.
    """
    kept: dict[tuple[int, ...], _Candidate] = {}
    for candidate in candidates:
        layout = candidate.layout
        place = (layout.characters_per_line, layout.lines_per_column, *candidate.key)
        if place not in kept or candidate.cost < kept[place].cost:
            kept[place] = candidate
    return sorted(
        kept.values(), key=lambda c: (c.distance, c.cost - ROBUSTNESS_WORTH * _company(c, kept), c.cost)
    )


def _company(candidate: _Candidate, kept: Mapping[tuple[int, ...], _Candidate]) -> float:
    """Share of the neighbouring layouts that come as near to the aim."""
    place = (candidate.layout.characters_per_line, candidate.layout.lines_per_column, *candidate.key)
    neighbours = [
        kept[near]
        for i in range(len(place))
        for step in (-1, 1)
        if (near := (*place[:i], place[i] + step, *place[i + 1 :])) in kept
    ]
    if not neighbours:
        return 0.0
    return sum(other.distance <= candidate.distance for other in neighbours) / len(neighbours)
