"""What a person typed, as what is looked for. No queries.

Words apart from each other must all occur, in any order; what stands in quotes must occur as it stands.
Nothing that can be typed is an error: what is no word is left out, and the person is told what was cut.
"""

import re
from dataclasses import dataclass

from issues.search.bigrams import is_han, plain_form, words

# Characters of a query, and terms: more than a person means, and little enough to be answered at once.
LONGEST_QUERY = 200
MOST_TERMS = 10

_QUOTED = re.compile(r"[“”\"＂]([^“”\"＂]*)[“”\"＂]|[「『]([^「」『』]*)[」』]")
# A comma between digits belongs to the number; other marks inside of Latin belong to its word.
_BETWEEN = re.compile(r"[\s，。、；：！？《》〈〉【】（）()\[\]…—;!?“”\"＂「」『』]+|,(?!\d)")


@dataclass(frozen=True)
class Term:
    """One thing that must occur: a word, a number, or several that follow each other.

    ``plain`` is what the plain form of a text must contain; ``words`` are the index's words of it, the last
    of them only the beginning of one if ``is_prefix``.
    """

    typed: str
    plain: str
    words: tuple[str, ...]
    is_prefix: bool

    @property
    def is_single(self) -> bool:
        """Whether the index alone knows where it occurs: it is one word there."""
        return len(self.words) == 1


@dataclass(frozen=True)
class Query:
    """The terms of a query, and whether something of it was left out because there was too much."""

    terms: tuple[Term, ...]
    was_cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.terms)


def term(typed: str) -> Term | None:
    """The term that a phrase is, or None if it holds neither letter, digit nor Chinese character."""
    runs = plain_form(typed).split()
    if not runs:
        return None
    first, last = runs[0], runs[-1]
    known = list(words(" ".join(runs)))
    is_prefix = is_han(last) or (len(runs) == 1 and len(last) == 1)
    if is_han(last) and len(last) > 1:
        # The pair before it holds the last character already.
        known.pop()
        is_prefix = False
    # A word is found whole, a Chinese character wherever it stands.
    end = "" if is_han(last) or is_prefix else " "
    plain = ("" if is_han(first) else " ") + " ".join(runs) + end
    return Term(typed.strip(), plain, tuple(known), is_prefix)


def parse(typed: str) -> Query:
    """Read a query. Args: typed: any string. Returns: a query without terms if it holds no word."""
    cut = typed[:LONGEST_QUERY]
    parts: list[str] = []
    at = 0
    for quoted in _QUOTED.finditer(cut):
        parts += _BETWEEN.split(cut[at : quoted.start()])
        parts.append(quoted[1] or quoted[2] or "")
        at = quoted.end()
    parts += _BETWEEN.split(cut[at:])
    terms = {found.plain: found for found in map(term, parts) if found}
    kept = tuple(terms.values())[:MOST_TERMS]
    return Query(kept, was_cut=len(typed) > LONGEST_QUERY or len(terms) > MOST_TERMS)
