"""Joining printed lines to paragraphs where each stands on a line of its own.

A column's lines are equally wide, but for the first of a paragraph, which is two characters narrower for
its indent (the indent itself is mostly lost), and the last, which ends where the sentence does.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from issues.importing.characters import em_width
from issues.importing.paragraphs import NEVER_LAST, is_numbered
from issues.importing.source import Line

# What ends a sentence; a closing quote or bracket may follow. A single ” is as often the end of a name.
_SENTENCE_END = re.compile(r"[。！？!?；;：…][”’）)』」》]{0,2}$|[。！？][（(][^（）()]{2,30}[)）]$")
_ENUMERATED = re.compile(r"(?:[一二三四五六七八九十]是|首先|其[一二三四五六]|第[一二三四五六七八九十][，、])")
_INDENT = re.compile(r"(?:\u3000{2}|[ \u00a0]{3,8}|\t)")
_WINDOW = 12
_INDENT_WIDTH = 2.0
# How much narrower than the column a line may be that justification has spread.
_SLACK = 2.5
_NARROWEST_COLUMN, _WIDEST_COLUMN = 8.0, 60.0
_FEWEST_LINES = 12
_LONGEST_SUBHEADING = 45.0


@dataclass(frozen=True, slots=True)
class Join:
    """Whether a line goes on with the paragraph above it, and why that is not sure."""

    goes_on: bool
    doubt: str = ""


class Column:
    """The lines of a text with what is known of their widths."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.texts = [line.text.strip() for line in lines]
        self.indented = [_INDENT.match(line.text) is not None for line in lines]
        self.widths = [_width(text) for text in self.texts]
        self._common = _commonest(self.widths)
        self._full: list[float] = []
        for at in range(len(lines)):
            near = _commonest(self.widths[max(0, at - _WINDOW) : at + _WINDOW + 1])
            self._full.append(near if abs(near - self._common) <= 4 else self._common)
        # Indents say all where they are kept: then a line without one begins no paragraph.
        self.keeps_indents = sum(self.indented) >= max(3, len(lines) // 40)

    def full(self, at: int) -> float:
        """The width of the column about a line, in characters."""
        return self._full[at]

    def is_narrow(self, at: int, *, starts: bool) -> bool:
        """Whether the line ends before the column does; ``starts``: it is the first of its paragraph."""
        return self.widths[at] <= self.full(at) - _SLACK - (_INDENT_WIDTH if starts else 0)

    def looks_first(self, at: int) -> bool:
        """Whether the line is as wide as the first of a paragraph, and the next one is wider."""
        if not self.full(at) - 3.4 <= self.widths[at] <= self.full(at) - 0.9:
            return False
        return at + 1 >= len(self.widths) or self.widths[at + 1] >= self.widths[at] + 0.9

    def join_after(self, paragraph: Sequence[int], at: int) -> Join:
        """Whether line ``at`` goes on with the paragraph of these lines.

        Between the two stand at most lines that are no text, such as a folio.
        """
        before, above_starts = paragraph[-1], len(paragraph) == 1
        above, below = self.texts[before], self.texts[at]
        if above[-1] in NEVER_LAST:
            return Join(True)
        if self.indented[at]:
            return Join(False)
        ended, narrow = ends_sentence(above), self.is_narrow(before, starts=above_starts)
        if self.keeps_indents and not (narrow and not ended) and not is_numbered(below):
            return Join(not (narrow and ended and self.widths[at] < self.full(at) * 0.6))
        if (is_numbered(below) or _ENUMERATED.match(below)) and (ended or narrow):
            return Join(False)
        if not ended:
            return self._after_open_line(paragraph, at, narrow=narrow)
        # The last line of a paragraph ends short of the column; a first line, shorter by its indent,
        # may do so by chance, so it has to be shorter still, or the next has to look like a first one.
        if narrow:
            return Join(False)
        if self.looks_first(at):
            return Join(False)
        if self.widths[at] > self.full(at) - 0.9:
            return Join(True)
        if not ends_sentence(below) and self.widths[at] <= self.full(at) - _SLACK - _INDENT_WIDTH:
            return Join(False)  # a subheading
        return Join(True, "上一行满行而止于句末，这一行可能另起一段")

    def _after_open_line(self, paragraph: Sequence[int], at: int, *, narrow: bool) -> Join:
        texts = [self.texts[place] for place in paragraph[:4]]
        heading = len(paragraph) < 4 and is_numbered(texts[0]) and not any("。" in text for text in texts)
        if heading and not narrow and self._ends_heading(texts[-1], at):
            return Join(False, "上一行像小标题，这一行像另起一段")
        if not narrow:
            return Join(True)
        if heading or len(paragraph) == 1:
            return Join(False)
        # No paragraph ends in mid-sentence: the line is narrow for another reason.
        short = self.widths[paragraph[-1]] <= self.full(paragraph[-1]) - 2 * _SLACK
        return Join(True, "上一行没有排满，也没有到句末" if short else "")

    def _ends_heading(self, text: str, at: int) -> bool:
        """Whether a numbered line as wide as the column is a whole heading: the next is no short rest."""
        if self.looks_first(at):
            return True
        return not set(text) & set("，；：") and self.widths[at] >= self.full(at) - 3.4


def is_printed(lines: Sequence[Line]) -> bool:
    """Whether each printed line stands on its own: most lines are of one width and end in mid-sentence."""
    wide = [(line.text.strip(), _width(line.text.strip()[:200])) for line in lines]
    wide = [(text, width) for text, width in wide if width >= _NARROWEST_COLUMN]
    if len(wide) < _FEWEST_LINES:
        return False
    common = _commonest([width for _, width in wide])
    near = [text for text, width in wide if abs(width - common) <= 3]
    open_ended = sum(not ends_sentence(text) for text in near)
    return common <= _WIDEST_COLUMN and len(near) * 2 >= len(wide) and open_ended * 2 >= len(near)


def ends_sentence(text: str) -> bool:
    """Whether a printed line ends where a sentence does."""
    return _SENTENCE_END.search(text[-40:]) is not None


def reads_as_subheading(text: str) -> bool:
    """Whether a whole paragraph of joined lines is a subheading: short, and without any sentence."""
    if _width(text[:100]) > _LONGEST_SUBHEADING or ends_sentence(text) or "。" in text:
        return False
    return text[-1] not in NEVER_LAST


def _width(text: str) -> float:
    # Blanks between words take their place on paper, though they do not count as characters.
    text = text[:200]
    return em_width(text) + 0.25 * sum(char.isspace() for char in text)


def _commonest(widths: Sequence[float]) -> float:
    counts = Counter(round(width) for width in widths if _NARROWEST_COLUMN <= width <= _WIDEST_COLUMN)
    if not counts:
        return 21.0
    most = max(counts.values())
    return float(max(width for width, count in counts.items() if count == most))
