"""The 目录: an issue's entries in order, grouped under the section headings that follow from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from articles.models import Section
from issues.models import ContentsEntry


@dataclass(frozen=True)
class ContentsSection:
    """A section heading of the 目录 with the entries below it."""

    section: Section
    entries: tuple[ContentsEntry, ...]


def contents(entries: Iterable[ContentsEntry]) -> tuple[ContentsSection, ...]:
    """Group entries, given in printed order with article and section loaded, by section.

    A section that is interrupted by another stands twice, as it would on paper: the order is the
    editor's, and no entry moves because of its heading. No queries.
    """
    return tuple(
        ContentsSection(section, tuple(group))
        for section, group in groupby(entries, key=lambda entry: entry.article.section)
    )


def page_of(entry: ContentsEntry) -> int | None:
    """The page by which readers cite an article: the paper's, or else the one typesetting counted."""
    return entry.printed_page or entry.start_page


def is_paged_anew(entries: Iterable[ContentsEntry]) -> bool:
    """Whether our PDF counts its pages otherwise than the paper did, so that readers need telling."""
    return any(
        entry.printed_page and entry.start_page and entry.printed_page != entry.start_page
        for entry in entries
    )
