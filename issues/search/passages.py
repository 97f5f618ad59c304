"""Where the terms of a query stand in a text as readers see it: marked titles, and passages. No queries."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from issues.search.bigrams import HAN, composed, fold, is_han
from issues.search.grammar import Query, Term

# Characters of a passage, and how many of them may stand before the first hit.
PASSAGE = 96
_BEFORE = 24
_APART = r"[\W_]"
_ENDS = "。！？；!?;\u3000"
_BREAK = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class Hit:
    """One place in a text: from where to where, and which term of the query."""

    start: int
    end: int
    term: int


@dataclass(frozen=True)
class Marker:
    """Finds and marks a query's terms in texts."""

    query: Query

    @cached_property
    def _patterns(self) -> list[re.Pattern[str]]:
        return [re.compile(_pattern(term)) for term in self.query.terms]

    def hits(self, text: str) -> list[Hit]:
        """Every place of every term in a composed text, in order, none within another."""
        folded = fold(text)
        # Each character became one, or some became several: ㎡ → m2.
        origin = None if len(folded) == len(text) else _origins(text)
        found = sorted(
            (match.start(), -match.end(), number)
            for number, pattern in enumerate(self._patterns)
            for match in pattern.finditer(folded)
        )
        hits: list[Hit] = []
        for start, negative_end, number in found:
            hit = Hit(start, -negative_end, number)
            if origin:
                hit = Hit(origin[hit.start], origin[hit.end - 1] + 1, number)
            if not hits or hit.start >= hits[-1].end:
                hits.append(hit)
        return hits

    def mark(self, text: str) -> SafeString:
        """A short text, whole, escaped, with its hits in ``<mark>``."""
        text = composed(text)
        return _marked(text, self.hits(text), 0, len(text))

    def passage(self, text: str) -> SafeString:
        """A part of a text around its hits, escaped, with them in ``<mark>``; its opening if it has none."""
        text = _BREAK.sub("　", composed(text).strip())
        hits = self.hits(text)
        start = _start(text, hits)
        end = min(start + PASSAGE, len(text))
        # A hit is shown whole, unless a query was quoted at length.
        end = max([end, *(min(hit.end, start + 2 * PASSAGE) for hit in hits if start <= hit.start < end)])
        end = start + len(text[start:end].rstrip())
        before, after = "…" if start else "", "…" if end < len(text) else ""
        return mark_safe(f"{before}{_marked(text, hits, start, end)}{after}")


def _pattern(term: Term) -> str:
    """The term as it may stand in a folded text: whatever is no word between its runs, and around them."""
    runs = term.plain.split()
    pattern = "" if is_han(runs[0]) else _no_part_before(runs[0])
    for before, run in zip(["", *runs], runs, strict=False):
        if before:
            same = is_han(before) == is_han(run) and before.isdecimal() == run.isdecimal()
            pattern += f"{_APART}{'+' if same else '*'}"
        pattern += re.escape(run)
    return pattern if is_han(runs[-1]) or term.is_prefix else pattern + _no_part_after(runs[-1])


def _kind(run: str) -> str:
    return r"\d" if run.isdecimal() else rf"[^\W\d_{HAN}]"


def _no_part_before(run: str) -> str:
    return f"(?<!{_kind(run)})"


def _no_part_after(run: str) -> str:
    return f"(?!{_kind(run)})"


def _origins(text: str) -> list[int]:
    """For each character of the folded text, which character of the text it came from."""
    return [at for at, character in enumerate(text) for _ in fold(character)]


def _start(text: str, hits: list[Hit]) -> int:
    """Where a passage begins: there are most different terms near, then most hits; at a sentence if near."""
    if not hits:
        return 0

    def worth(first: int) -> tuple[int, int, int]:
        near = [hit for hit in hits[first : first + 40] if hit.end <= hits[first].start + PASSAGE - _BEFORE]
        return len({hit.term for hit in near}), len(near), -first

    first = hits[max(range(min(len(hits), 400)), key=worth)].start
    earliest = max(first - _BEFORE, 0)
    if earliest == 0:
        return 0
    sentence = max(text.rfind(mark, earliest, first) for mark in _ENDS)
    if sentence >= 0:
        earliest = sentence + 1
    # Not within a word or number, nor with a mark that closes something.
    while earliest < first and (not _can_begin(text[earliest]) or _within_word(text, earliest)):
        earliest += 1
    return earliest


def _can_begin(character: str) -> bool:
    return character.isalnum() or character in "“‘《（「"


def _within_word(text: str, at: int) -> bool:
    return (text[at - 1] + text[at]).isascii() and (text[at - 1] + text[at]).isalnum()


def _marked(text: str, hits: list[Hit], start: int, end: int) -> SafeString:
    parts, at = [], start
    for hit in hits:
        if hit.start < at or hit.start >= end:
            continue
        stop = min(hit.end, end)
        parts += [escape(text[at : hit.start]), "<mark>", escape(text[hit.start : stop]), "</mark>"]
        at = stop
    parts.append(escape(text[at:end]))
    return mark_safe("".join(parts))
