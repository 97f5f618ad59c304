"""The pages of an issue while it is put together: laid out, but no PDF written."""

import threading
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db import transaction

from accounts.models import User
from issues import services
from issues.models import Issue
from issues.planning.board import revision_of
from issues.planning.changes import Stale
from issues.typesetting.document import TypesetDocument
from issues.typesetting.manuscript import document_of
from issues.typesetting.render import count_pages

# One layout at a time in a process anyway: who waits here looks once more whether it is still wanted.
_TURN = threading.Lock()


@dataclass(frozen=True)
class Paging:
    """Printed page by key of the entry, in printed order, and all pages with the front page."""

    page_of: dict[int, int]
    pages: int


def follow(issue: Issue, seen: str, *, actor: User) -> Paging:
    """Count the pages of the order ``seen`` and store them.

    Several quick changes coalesce: a request whose order is no longer the stored one when its turn
    comes is not laid out at all. Raises: Stale, then or if anything changed during the layout;
    Refused; TypesettingError.
    """
    with _TURN:
        document = document_of(issue)
        if revision_of(article.entry_id for article in document.articles) != seen:
            raise Stale
        paging = count(document)
    with transaction.atomic():
        services.store_pages(issue, paging.page_of, actor=actor)
        # The service looks at the order; a text may have become longer meanwhile.
        if document_of(issue) != document:
            raise Stale
    return paging


def count(document: TypesetDocument) -> Paging:
    """Lay a document out, unless the same was laid out lately: 撤销 and a second visitor get it at once."""
    if not document.sections:
        return Paging({}, 0)
    keys = [article.entry_id for article in document.articles]
    places = iter(range(len(keys)))
    # An article that left and came back has another key: what is remembered knows places only.
    starts, pages = _laid_out(
        replace(
            document,
            sections=tuple(
                replace(
                    section,
                    articles=tuple(replace(article, entry_id=next(places)) for article in section.articles),
                )
                for section in document.sections
            ),
        )
    )
    return Paging(dict(zip(keys, starts, strict=True)), pages)


@lru_cache(maxsize=12)
def _laid_out(document: TypesetDocument) -> tuple[tuple[int, ...], int]:
    """Start page of each article in order, and all pages."""
    counted = count_pages(document)
    return tuple(counted.page_of[article.entry_id] for article in document.articles), counted.pages
