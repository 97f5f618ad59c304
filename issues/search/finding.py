"""Asking the index, and putting what it found in order. A fixed number of queries, whatever is asked.

At most so many articles are listed, the newest; for older ones readers choose a year. By fit: first what
has all terms in its title, then as BM25 weighs how often they occur for the length of the text, in one
measure for both databases. How rare a term is counts for nothing, since every article found has them all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection
from django.db.models.functions import Left

from issues.models import SearchText
from issues.search import tables
from issues.search.grammar import Query, Term
from issues.search.tables import Scope

# Articles that a search lists, in either order.
MOST_LISTED = 1_000
# Those whose text is read to weigh it: of all, and of those with the terms in their titles, the newest.
MOST_WEIGHED = 200
# A text is weighed by its beginning (characters).
_BEGINNING = 8_000
# BM25 with its usual constants; the usual length is that of a bulletin's article.
_SATURATION, _BY_LENGTH, _USUAL_LENGTH = 1.2, 0.75, 1_000


class Order(StrEnum):
    """How results are sorted."""

    FIT = "fit"
    DATE = "date"


@dataclass(frozen=True)
class Found:
    """Places of the articles found, in order; ``has_more`` if there are older ones that are not listed."""

    places: tuple[int, ...]
    has_more: bool


def find(query: Query, scope: Scope, order: Order = Order.FIT) -> Found:
    """The articles that hold all terms of a query. At most three queries."""
    if not query:
        return Found((), has_more=False)
    newest = tables.newest(connection, query, scope, MOST_LISTED + 1)
    listed, has_more = newest[:MOST_LISTED], len(newest) > MOST_LISTED
    if order == Order.DATE or not listed:
        return Found(tuple(listed), has_more)
    titled = tables.newest(connection, query, scope, MOST_WEIGHED, index=tables.TITLES)
    weighed = _weighed(query, {*titled, *listed[:MOST_WEIGHED]})
    rest = (place for place in listed if place not in weighed)
    ordered = [*sorted(weighed, key=weighed.__getitem__, reverse=True), *rest]
    return Found(tuple(ordered[:MOST_LISTED]), has_more)


def _weighed(query: Query, places: set[int]) -> dict[int, tuple[int, float, int]]:
    """Each place with what it is sorted by: terms in the title, weight of the text, date."""
    rows = SearchText.objects.filter(pk__in=places).values_list("pk", "title", Left("text", _BEGINNING))
    return {
        place: (sum(term.plain in title for term in query.terms), sum(_weights(query.terms, text)), place)
        for place, title, text in rows
    }


def _weights(terms: tuple[Term, ...], text: str) -> Iterator[float]:
    length = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * len(text) / _USUAL_LENGTH)
    for term in terms:
        times = text.count(term.plain)
        yield times * (_SATURATION + 1) / (times + length)
