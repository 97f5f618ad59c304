"""What the pages of print bring into the text: folios, running titles, the names under a page."""

import re
from collections import Counter
from collections.abc import Sequence

from issues.importing.characters import comparison_key
from issues.importing.cuts import Become
from issues.importing.marks import is_bare_number, is_folio, is_page_staff, is_running_title
from issues.importing.proposal import Sketch
from issues.importing.source import Line

_LONGEST = 60
_FEWEST_PAGES = 3
_DIGITS = re.compile(r"\d+")


def mark_running(sketch: Sketch) -> None:
    """Find folios, running titles and page staff among the lines that are still free."""
    repeated = _at_edges(sketch.lines)
    for at, line in enumerate(sketch.lines):
        if not sketch.is_free(at) or len(line.text) > _LONGEST:
            continue
        if is_folio(line.text) or (line.at_edge and is_bare_number(line.text)):
            sketch.cut(at, Become.FOLIO)
        elif is_bare_number(line.text):
            sketch.cut(at, Become.FOLIO, "独占一行的数字，像页码")
        elif is_running_title(line.text) or is_page_staff(line.text) or _is_repeated(line, repeated):
            sketch.cut(at, Become.FOLIO)


def _is_repeated(line: Line, repeated: set[str]) -> bool:
    return line.at_edge and _without_digits(line) in repeated


def _at_edges(lines: Sequence[Line]) -> set[str]:
    """Lines that stand at the edges of several pages, whatever page number they bear."""
    counts = Counter(_without_digits(line) for line in lines if line.at_edge and len(line.text) <= _LONGEST)
    return {key for key, count in counts.items() if key and count >= _FEWEST_PAGES}


def _without_digits(line: Line) -> str:
    return comparison_key(_DIGITS.sub("", line.text))
