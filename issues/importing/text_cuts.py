"""The text of an article: which lines begin a paragraph, go on with one, or are subheadings."""

from collections.abc import Sequence

from issues.importing.cuts import Become
from issues.importing.marks import byline_span, source_span
from issues.importing.paragraphs import goes_on, is_numbered, is_subheading, join_texts
from issues.importing.printed_lines import Column, Join, reads_as_subheading
from issues.importing.proposal import Sketch

_LONGEST_HEADING = 120


def cut_text(sketch: Sketch, places: Sequence[int], column: Column | None, *, whole: bool = False) -> None:
    """Cut the lines at these places, which are an article's text.

    Args: column: the widths of all lines where each printed line stands on its own; None where a line
    is a paragraph or a large part of one. whole: each line is a paragraph for certain (Word, Markdown).
    """
    groups: list[list[int]] = []
    doubts: dict[int, str] = {}
    for at in places:
        text = sketch.lines[at].text
        if source_span(text):
            sketch.cut(at, Become.SOURCE)
            groups.append([])
            continue
        if byline_span(text):
            sketch.cut(at, Become.BYLINE)
            groups.append([])
            continue
        above = groups[-1] if groups else []
        join = _join(sketch, above, at, column, whole=whole) if above else Join(False)
        if join.doubt:
            doubts[at] = join.doubt
        if join.goes_on:
            above.append(at)
        else:
            groups.append([at])
    for group in groups:
        for at in group[1:]:
            sketch.cut(at, Become.CONTINUATION, doubts.get(at, ""))
        if group:
            become = Become.SUBHEADING if _is_subheading(sketch, group, column) else Become.PARAGRAPH
            sketch.cut(group[0], become, doubts.get(group[0], ""))


def _join(sketch: Sketch, above: list[int], at: int, column: Column | None, *, whole: bool) -> Join:
    if whole or sketch.lines[at].level or sketch.lines[above[-1]].level:
        return Join(False)
    # A folio or a running title may stand between two halves of a paragraph.
    if column is not None:
        return column.join_after(above, at)
    return Join(goes_on(sketch.lines[above[-1]].text.strip(), sketch.lines[at].text.strip()))


def _is_subheading(sketch: Sketch, group: list[int], column: Column | None) -> bool:
    lines = [sketch.lines[at] for at in group]
    if lines[0].level:
        return True
    text = lines[0].text.strip()
    for line in lines[1:4]:
        text = join_texts(text, line.text.strip())
    if len(lines) > 3 or len(text) > _LONGEST_HEADING:
        return False
    if column is None:
        return len(lines) == 1 and is_subheading(text)
    if is_numbered(text):
        return reads_as_subheading(text)
    return len(lines) == 1 and column.is_narrow(group[0], starts=True) and reads_as_subheading(text)
