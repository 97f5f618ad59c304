"""Issues whose sections stand as ○…○ in the text, without a 目录; （来源：…） closes an article."""

from collections.abc import Sequence
from itertools import pairwise

from issues.importing.colophon import find_colophon
from issues.importing.cuts import Become
from issues.importing.imprint import read_imprint
from issues.importing.marks import ends_article, section_span, source_span
from issues.importing.paragraphs import is_numbered
from issues.importing.printed_lines import Column, is_printed
from issues.importing.proposal import Proposal, Sketch
from issues.importing.running import mark_running
from issues.importing.source import Line, Source
from issues.importing.text_cuts import cut_text
from issues.importing.titles import cut_title

_FEWEST = 2
_MAYBE_TITLE = "像小标题，也可能是另一篇的题目"


def has_marked_sections(lines: Sequence[Line]) -> bool:
    """Whether lines such as ○刊首○ cut the text into sections."""
    return sum(section_span(line.text) is not None for line in lines) >= _FEWEST


def propose_sections(source: Source, name: str) -> Proposal:
    """Cuts for such an issue: what stands above the first section is its cover."""
    lines = source.lines
    sketch = Sketch(lines)
    column = Column(lines) if is_printed(lines) else None
    first = next(at for at, line in enumerate(lines) if section_span(line.text))
    for at in range(first):
        sketch.cut(at, Become.COVER)
    last = find_colophon(lines, first)
    for at in range(last, len(lines)):
        sketch.cut(at, Become.COLOPHON)
    for at in range(first, last):
        if section_span(lines[at].text):
            sketch.cut(at, Become.SECTION)
    mark_running(sketch)
    for article in _articles(sketch, range(first, last)):
        taken = cut_title(sketch, article, column)
        cut_text(sketch, article[taken:], column)
        _doubt_headings(sketch, article[taken:])
    imprint, findings = read_imprint(lines[:first], source, name)
    return Proposal(tuple(sketch.cuts), imprint, findings)


def _articles(sketch: Sketch, places: Sequence[int]) -> list[list[int]]:
    """The lines of each article: from a section's name or the end of one article to the next."""
    articles: list[list[int]] = [[]]
    for at in places:
        become = sketch.cuts[at].become
        if become is Become.SECTION:
            articles.append([])
        elif become is Become.UNPLACED:
            articles[-1].append(at)
            text = sketch.lines[at].text
            if source_span(text) or ends_article(text):
                articles.append([])
    return [article for article in articles if article]


def _doubt_headings(sketch: Sketch, places: Sequence[int]) -> None:
    """Two subheadings one below the other are rather the title of an article whose end is not marked."""
    for above, below in pairwise(places):
        both = (sketch.cuts[above].become, sketch.cuts[below].become)
        texts = (sketch.lines[above].text.strip(), sketch.lines[below].text.strip())
        if both == (Become.SUBHEADING, Become.SUBHEADING) and not any(map(is_numbered, texts)):
            sketch.cut(above, Become.SUBHEADING, _MAYBE_TITLE)
