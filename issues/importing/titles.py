"""The head of an article: its kicker, its title on one to three lines, its subtitle, its byline."""

from collections.abc import Sequence

from articles.lead import read_lead
from issues.importing.characters import em_width
from issues.importing.cuts import Become
from issues.importing.marks import byline_span, source_span
from issues.importing.paragraphs import NEVER_LAST, is_numbered
from issues.importing.printed_lines import Column, ends_sentence
from issues.importing.proposal import Sketch

_MOST_LINES = 4
_SUBTITLE = ("——", "——", "--", "—")
# A title is rarely wider; a paragraph on one line rarely narrower.
_WIDEST_LINE = 40.0


def cut_title(sketch: Sketch, places: Sequence[int], column: Column | None) -> int:
    """Cut the title that begins with the first of these places. Returns: how many of them it takes.

    The text begins with the first line that begins a well-formed paragraph: printed lines as wide as
    the column up to one that ends a sentence. Lines in front of it are the title's; 0 if there is none.
    """
    count = 0
    while count < min(_MOST_LINES, len(places)) and not _begins_text(sketch, places, count, column):
        count += 1
    if count == min(_MOST_LINES, len(places)) and count < len(places):
        count = 1
    seen_subtitle = False
    for at in places[:count]:
        text = sketch.lines[at].text.strip()
        if byline_span(text):
            sketch.cut(at, Become.BYLINE)
        elif source_span(text):
            sketch.cut(at, Become.SOURCE)
        elif at != places[0] and text.startswith(_SUBTITLE):
            sketch.cut(at, Become.SUBTITLE)
            seen_subtitle = True
        elif seen_subtitle:
            sketch.cut(at, Become.SUBTITLE)
        else:
            sketch.cut(at, Become.TITLE if at == places[0] else Become.TITLE_MORE)
    return count


def _begins_text(sketch: Sketch, places: Sequence[int], index: int, column: Column | None) -> bool:
    at = places[index]
    text = sketch.lines[at].text.strip()
    if index == 0 or (byline_span(text) and not _is_over(sketch, places, index)):
        return False
    if is_numbered(text) or read_lead(text):
        return True
    if text.startswith(_SUBTITLE) and not ends_sentence(text):
        return False
    if column is None:
        return em_width(text[:200]) > _WIDEST_LINE or (ends_sentence(text) and "。" in text)
    above = sketch.lines[places[index - 1]].text.strip()
    if above[-1] in NEVER_LAST:
        return False
    if column.is_narrow(at, starts=True):
        return ends_sentence(text) and "。" in text
    # Wide lines down to one that ends a sentence, or far enough to be no title.
    for step in range(1, _MOST_LINES):
        if index + step >= len(places):
            return ends_sentence(sketch.lines[places[-1]].text.strip())
        below = places[index + step]
        line = sketch.lines[below].text.strip()
        if column.is_narrow(below, starts=False):
            return ends_sentence(line) or is_numbered(line)
        if "。" in line:
            return True
    return True


def _is_over(sketch: Sketch, places: Sequence[int], index: int) -> bool:
    return index + 1 >= len(places)
