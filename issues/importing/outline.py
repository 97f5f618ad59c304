"""Issues whose sections and articles are headings: Markdown's # marks, or the styles of a Word file."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from articles.lead import read_lead
from issues.importing.colophon import find_colophon
from issues.importing.contents import is_contents_name
from issues.importing.cuts import Become
from issues.importing.imprint import Imprint, read_imprint
from issues.importing.marks import byline_span, heading_level, heading_span, source_span
from issues.importing.printed_lines import Column, is_printed
from issues.importing.proposal import Proposal, Sketch
from issues.importing.running import mark_running
from issues.importing.source import Line, Source
from issues.importing.text_cuts import cut_text

_LEVEL_IN_DOUBT = "标题的级别不整齐，可能是栏目，也可能是文章"
_SUBTITLE = ("——", "--")


def has_headings(lines: Sequence[Line]) -> bool:
    """Whether any line is a heading; a single # line in a text without others does not count."""
    levels = [level for level in levels_of(lines) if level]
    return len(levels) >= 2 or any(line.level for line in lines)


def levels_of(lines: Sequence[Line]) -> list[int]:
    """Each line's level as a heading: Word's own, or the number of #; 0 for text."""
    return [line.level or heading_level(line.text) for line in lines]


def propose_outline(source: Source, name: str) -> Proposal:
    """Cuts for an issue in headings.

    An article's headings are those under which text stands; one level above are the sections, two
    above is the issue, below are subheadings.
    """
    lines = source.lines
    sketch = Sketch(lines)
    levels = levels_of(lines)
    article, doubt = _article_level(levels)
    first = next(at for at, level in enumerate(levels) if level)
    contents = next((at for at in range(len(lines)) if is_contents_name(lines[at])), None)
    last = find_colophon(lines, first)
    for at in range(last, len(lines)):
        sketch.cut(at, Become.COLOPHON)
    cover = _cut_headings(sketch, levels, article, doubt, first, last)
    if contents is not None and contents < last:
        begin = next((at for at in range(contents + 1, last) if levels[at]), last)
        for at in range(contents, begin):
            sketch.cut(at, Become.CONTENTS)
    mark_running(sketch)
    _cut_texts(sketch, levels, range(first, last))
    covered = [
        replace(line, text=line.text[slice(*heading_span(line.text))])
        for at, line in enumerate(lines)
        if sketch.cuts[at].become is Become.COVER
    ]
    imprint, findings = read_imprint(covered, source, name)
    if not imprint.title and cover is not None:
        imprint = _titled(imprint, lines[cover])
    return Proposal(tuple(sketch.cuts), imprint, findings)


def _titled(imprint: Imprint, line: Line) -> Imprint:
    begin, end = heading_span(line.text)
    words = re.split(r"[\s\d（(]", line.text[begin:end])[0]
    return replace(imprint, title=words.strip("《》"))


def _article_level(levels: Sequence[int]) -> tuple[int, str]:
    """The level of the articles' headings, and a doubt where another level would do as well."""
    counts: Counter[int] = Counter()
    with_text: Counter[int] = Counter()
    for at, level in enumerate(levels):
        if level:
            counts[level] += 1
            with_text[level] += at + 1 < len(levels) and levels[at + 1] == 0
    used = sorted(counts)
    likely = [level for level in used if with_text[level] * 2 > counts[level]]
    if not likely:
        return used[-1], _LEVEL_IN_DOUBT
    best = likely[0]
    # One heading above many is the issue's, or a section's, even if some lines stand below it.
    if counts[best] == 1 and len(likely) > 1 and counts[likely[1]] > 1:
        best = likely[1]
    mixed = with_text[best] < counts[best] and best != used[-1]
    return best, _LEVEL_IN_DOUBT if mixed else ""


def _cut_headings(
    sketch: Sketch, levels: Sequence[int], article: int, doubt: str, first: int, last: int
) -> int | None:
    """Cut headings and what stands above the first. Returns: the place of the issue's own heading."""
    above = sorted({level for level in levels[:last] if 0 < level < article})
    section = above[-1] if above else 0
    cover = None
    # One heading above all, with sections or articles below: the issue's.
    if above and levels[first] == above[0] and levels[:last].count(above[0]) == 1:
        named = _names_issue(sketch.lines[first]) or len(above) > 1
        if named:
            cover = first
    for at in range(first):
        sketch.cut(at, Become.COVER)
    for at in range(first, last):
        level = levels[at]
        if not level:
            continue
        if at == cover:
            sketch.cut(at, Become.COVER)
        elif level < article:
            sketch.cut(at, Become.SECTION, "" if level == section else _LEVEL_IN_DOUBT)
        elif level == article:
            empty = at + 1 >= last or levels[at + 1] != 0
            sketch.cut(at, Become.TITLE, doubt if empty else "")
        else:
            sketch.cut(at, Become.SUBHEADING)
    if cover is not None:
        for at in range(cover + 1, last):
            if levels[at]:
                break
            sketch.cut(at, Become.COVER)
    return cover


def _names_issue(line: Line) -> bool:
    return re.search(r"第\s*\d{1,3}\s*期|总\s*第?\s*\d+", line.text) is not None


def _cut_texts(sketch: Sketch, levels: Sequence[int], places: Sequence[int]) -> None:
    """Cut the lines between headings: subtitle and byline under a title, then text."""
    free = [at for at in places if sketch.is_free(at)]
    texts = [sketch.lines[at] for at in free]
    column = Column(sketch.lines) if is_printed(texts) else None
    runs: list[list[int]] = [[]]
    for at in places:
        if levels[at]:
            runs.append([])
        if sketch.is_free(at):
            runs[-1].append(at)
    for run in runs:
        if not run or sketch.cuts[run[0] - 1].become is Become.SECTION:
            _under_section(sketch, run)
            continue
        rest = _cut_below_title(sketch, run)
        cut_text(sketch, rest, column, whole=column is None)


def _under_section(sketch: Sketch, run: Sequence[int]) -> None:
    for at in run:
        sketch.cut(at, Become.UNPLACED, "栏目下、题目前的文字，不知归哪一篇")


def _cut_below_title(sketch: Sketch, run: Sequence[int]) -> Sequence[int]:
    if sketch.cuts[run[0] - 1].become is not Become.TITLE:
        return run
    for count, at in enumerate(run):
        text = sketch.lines[at].text.strip()
        if text.startswith(_SUBTITLE) and len(text) < 60:
            sketch.cut(at, Become.SUBTITLE)
        elif byline_span(text):
            sketch.cut(at, Become.BYLINE)
        elif source_span(text) and read_lead(text) is None:
            sketch.cut(at, Become.SOURCE)
        else:
            return run[count:]
    return ()
