"""A newspaper's page without any marks: titles are short lines without final punctuation.

Between two pieces of text stands a run of such lines. It is an article's head where something says so
(a byline, a dateline or a source lead below, an author's name above, several lines, larger letters); one
line with nothing of the kind is a subheading, and said to be in doubt.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.lead import read_lead
from issues.importing.characters import em_width
from issues.importing.colophon import find_colophon
from issues.importing.cuts import Become
from issues.importing.imprint import cover_end, read_imprint
from issues.importing.marks import (
    begins_report,
    byline_in_text,
    byline_span,
    ends_article,
    section_span,
    source_span,
)
from issues.importing.paragraphs import NEVER_LAST, is_numbered
from issues.importing.printed_lines import Column, ends_sentence, is_printed
from issues.importing.proposal import Proposal, Sketch
from issues.importing.running import mark_running
from issues.importing.source import Line, Source
from issues.importing.text_cuts import cut_text

_WIDEST_HEAD = 34.0
_LARGER = 1.08
_MUCH_LARGER = 1.3
_MOST_HEAD_LINES = 8
_SUBTITLE = ("——", "--", "—")
_MAYBE_TITLE = "像小标题，也可能是另一篇的题目"
_MAYBE_SUBHEADING = "按题目切开，也可能是小标题"
_WHICH = "引题、题目还是副题，凭长短推断"
_HEADLINE = "像整版的总标题，按栏目处理"
_WIDE_TITLE = 22.0


@dataclass(frozen=True, slots=True)
class _Run:
    """Head-like lines that follow each other, and the text behind them."""

    head: tuple[int, ...]
    text: tuple[int, ...]


def propose_newspaper(source: Source, name: str) -> Proposal:
    """Cuts for pages without any marks."""
    lines = source.lines
    sketch = Sketch(lines)
    column = Column(lines) if is_printed(lines) else None
    last = find_colophon(lines, 0)
    for at in range(last, len(lines)):
        sketch.cut(at, Become.COLOPHON)
    begin = cover_end(lines[:last])
    for at in range(begin):
        sketch.cut(at, Become.COVER)
    for at in range(begin, last):
        if section_span(lines[at].text):
            sketch.cut(at, Become.SECTION)
    mark_running(sketch)
    free = [at for at in range(begin, last) if sketch.is_free(at)]
    _cut_runs(sketch, _runs(sketch, free, column), column)
    imprint, findings = read_imprint(lines[:begin], source, name)
    return Proposal(tuple(sketch.cuts), imprint, findings)


def _runs(sketch: Sketch, free: Sequence[int], column: Column | None) -> list[_Run]:
    runs: list[_Run] = []
    head: list[int] = []
    text: list[int] = []
    for index, at in enumerate(free):
        after_text = text[-1] if text else None
        broken = index > 0 and _section_between(sketch, free[index - 1], at)
        if _is_head(sketch, at, None if broken else after_text, column):
            if text:
                runs.append(_Run(tuple(head), tuple(text)))
                head, text = [], []
            head.append(at)
        else:
            text.append(at)
    runs.append(_Run(tuple(head), tuple(text)))
    return [run for run in runs if run.head or run.text]


def _section_between(sketch: Sketch, above: int, below: int) -> bool:
    return any(sketch.cuts[at].become is Become.SECTION for at in range(above + 1, below))


def _is_head(sketch: Sketch, at: int, above: int | None, column: Column | None) -> bool:
    """Whether a line may be part of an article's head; ``above`` is the line of text before it."""
    line = sketch.lines[at]
    text = line.text.strip()
    if line.size >= _LARGER or line.level:
        return True
    if byline_span(text) or source_span(text):
        return True
    if (
        em_width(text[:100]) > _WIDEST_HEAD
        or text[-1] in "。；，、："
        or read_lead(text)
        or begins_report(text)
    ):
        return False
    if above is not None:
        before = sketch.lines[above].text.strip()
        if before[-1] in NEVER_LAST or (not ends_sentence(before) and not ends_article(before)):
            # In mid-sentence, unless that line is short of the column or a paragraph of its own.
            open_line = column is not None and not column.is_narrow(above, starts=True)
            if open_line or before[-1] in NEVER_LAST:
                return False
    if column is not None and not column.is_narrow(at, starts=True):
        return False
    return not ends_sentence(text) or (text[-1] in "！？!?" and "。" not in text)


def _cut_runs(sketch: Sketch, runs: Sequence[_Run], column: Column | None) -> None:
    open_text: list[int] = []
    begun = signed = False
    numbers = [line.number for line in sketch.lines]
    steps = Counter(below - above for above, below in pairwise(numbers))
    usual = steps.most_common(1)[0][0] if steps else 1
    for index, run in enumerate(runs):
        above = runs[index - 1].text if index else ()
        head = list(run.head)
        if begun and head:
            head = _keep_with_text_above(sketch, head, run)
            open_text.extend(at for at in run.head if at not in head)
        doubt = _begins_article(sketch, head, run, above, usual, first=not begun) if head else None
        if doubt is None and len(head) == 1 and signed and _is_signed(sketch, run, runs[index + 1 :]):
            doubt = _MAYBE_SUBHEADING
        if doubt is None:
            _subheadings(sketch, head)
            open_text.extend([*head, *run.text])
            continue
        _flush(sketch, open_text, column)
        open_text = list(run.text)
        _cut_head(sketch, head, doubt)
        signed = any(sketch.cuts[at].become is Become.BYLINE for at in head)
        signed = signed or (bool(run.text) and bool(byline_in_text(sketch.lines[run.text[0]].text, "")))
        begun = True
    _flush(sketch, open_text, column)


def _is_signed(sketch: Sketch, run: _Run, below: Sequence[_Run]) -> bool:
    """Whether the text below a line ends as an article does, so that it is one of its own."""
    if not run.text or is_numbered(sketch.lines[run.head[0]].text.strip()):
        return False
    if ends_article(sketch.lines[run.text[-1]].text):
        return True
    return bool(below and below[0].head and byline_span(sketch.lines[below[0].head[0]].text))


def _flush(sketch: Sketch, places: Sequence[int], column: Column | None) -> None:
    """Cut the text of one article, leaving the subheadings that were found as they are."""
    marked = {at: sketch.cuts[at] for at in places if not sketch.is_free(at)}
    piece: list[int] = []
    for at in [*places, None]:
        if at is None or at in marked:
            cut_text(sketch, piece, column)
            piece = []
        else:
            piece.append(at)


def _keep_with_text_above(sketch: Sketch, head: list[int], run: _Run) -> list[int]:
    """Take bylines and sources that close the article above from the top of a run."""
    texts = [sketch.lines[at].text for at in head]
    leading = 0
    while leading < len(head) and (byline_span(texts[leading]) or source_span(texts[leading])):
        leading += 1
    # With nothing else in the run they close the article above; so they do in front of a title.
    for at in head[:leading]:
        is_source = source_span(sketch.lines[at].text) is not None
        sketch.cut(at, Become.SOURCE if is_source else Become.BYLINE)
    return head[leading:]


def _begins_article(
    sketch: Sketch, head: Sequence[int], run: _Run, above: Sequence[int], usual: int, *, first: bool
) -> str | None:
    """Whether a run is the head of an article: "" for certain, a doubt, or None for subheadings.

    ``usual``: by how much the numbers of two lines differ mostly; 1 where no blank lines stand between.
    """
    lines = [sketch.lines[at] for at in head]
    texts = [line.text.strip() for line in lines]
    if first:
        return ""
    if len(lines) > _MOST_HEAD_LINES:
        return None
    before = head[0] - 1
    if before >= 0 and sketch.cuts[before].become in (Become.SECTION, Become.SOURCE):
        return ""
    if any(line.size >= _MUCH_LARGER for line in lines):
        return ""
    if any(line.size for line in sketch.lines[max(0, head[0] - 5) : head[0] + 5]) and not any(
        line.size >= _LARGER for line in lines
    ):
        return None  # the sizes are known, and these letters are the text's
    if all(is_numbered(text) for text in texts):
        return None
    closed = bool(above) and ends_article(sketch.lines[above[-1]].text)
    closed = closed or (before >= 0 and sketch.cuts[before].become is Become.BYLINE)
    reported = bool(run.text) and _opens(sketch.lines[run.text[0]])
    signed = any(byline_span(text) for text in texts)
    if closed or reported or signed:
        return ""
    if len(texts) > 1 or _stands_apart(sketch, head, run, usual):
        return _MAYBE_SUBHEADING
    return None


def _stands_apart(sketch: Sketch, head: Sequence[int], run: _Run, usual: int) -> bool:
    """Whether more blank lines stand above a line than between lines elsewhere, and fewer below it."""
    if is_numbered(sketch.lines[head[0]].text.strip()) or not run.text:
        return False
    lines = sketch.lines
    above = lines[head[0]].number - lines[head[0] - 1].number
    return above > usual and above > lines[run.text[0]].number - lines[head[-1]].number


def _opens(line: Line) -> bool:
    text = line.text.strip()
    return read_lead(text) is not None or begins_report(text)


def _subheadings(sketch: Sketch, head: Sequence[int]) -> None:
    for at in head:
        text = sketch.lines[at].text.strip()
        short = is_numbered(text) or em_width(text) < 6 or sketch.lines[at].size > 0
        sketch.cut(at, Become.SUBHEADING, "" if short else _MAYBE_TITLE)


def _cut_head(sketch: Sketch, head: Sequence[int], doubt: str) -> None:
    words = []
    for at in head:
        text = sketch.lines[at].text
        if byline_span(text):
            sketch.cut(at, Become.BYLINE)
        elif source_span(text):
            sketch.cut(at, Become.SOURCE)
        else:
            words.append(at)
    if not words:
        return
    words = _below_headline(sketch, words)
    title, reason = _main_title(sketch, words)
    for at in words:
        if at < title[0]:
            become = Become.KICKER
        elif at > title[-1]:
            become = Become.SUBTITLE
        else:
            become = Become.TITLE if at == title[0] else Become.TITLE_MORE
        marked = sketch.lines[at].text.strip().startswith(_SUBTITLE)
        unsure = doubt if at == title[0] and doubt else reason
        sketch.cut(at, become, "" if marked and become is Become.SUBTITLE else unsure)


def _below_headline(sketch: Sketch, words: list[int]) -> list[int]:
    """What is left below a headline that stands over the whole page: larger letters, then smaller ones,
    then an article's own large ones."""
    sizes = [sketch.lines[at].size for at in words]
    peaks = [n for n, size in enumerate(sizes) if size >= _MUCH_LARGER]
    for above, below in pairwise(peaks):
        if min(sizes[above : below + 1]) < min(sizes[above], sizes[below]) * 0.9 and below > above + 1:
            for at in words[: above + 1]:
                sketch.cut(at, Become.SECTION, _HEADLINE)
            return words[above + 1 :]
    return words


def _main_title(sketch: Sketch, words: Sequence[int]) -> tuple[list[int], str]:
    """Which of a head's lines are the main title, and a doubt where only their lengths tell."""
    lines = [sketch.lines[at] for at in words]
    texts = [line.text.strip() for line in lines]
    below = next((n for n, text in enumerate(texts) if n and text.startswith(_SUBTITLE)), len(words))
    main = list(words[:below])
    if len(main) == 1:
        return main, ""
    sizes = [sketch.lines[at].size for at in main]
    if max(sizes) > 0 and max(sizes) > min(sizes) * 1.08:
        largest = [at for at, size in zip(main, sizes, strict=True) if size >= max(sizes) * 0.95]
        begin, end = main.index(largest[0]), main.index(largest[-1])
        return main[begin : end + 1], ""
    if max(sizes) > 0:
        return main, ""  # one size: a title on several lines
    widths = [em_width(text) for text in texts[:below]]
    if len(main) == 2:
        if abs(widths[0] - widths[1]) >= 3:
            return [main[0 if widths[0] < widths[1] else 1]], _WHICH
        if below < len(words):
            return [main[1]], _WHICH
        # Two lines of one length: a title broken in two, unless both are long.
        return (main if sum(widths) <= _WIDE_TITLE else [main[0]]), _WHICH
    # Kicker, title, subtitle: the shortest line that is not the last.
    shortest = min(range(len(main) - 1), key=lambda n: (widths[n], -n))
    return [main[shortest]], _WHICH
