"""What copyfitting is to come to: a number of pages, or the page numbers that were printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

# With fewer lines left free at the end, the next correction may need another page.
LEAST_FREE_LINES = 4


class Aim(Protocol):
    """Something that a layout can come to or miss."""

    def distance(self, page_of: Mapping[int, int], pages: int) -> int:
        """How far a result is from it: 0 is reached. ``pages`` counts the front page, too."""

    def unease(self, free: int, share: float) -> float:
        """What speaks against a result although it comes to the aim; in costs of ``fitting``.

        Args: lines left free on the last page, and their share of the page.
        """


@dataclass(frozen=True)
class PageAim:
    """So many pages in all, the front page among them."""

    pages: int

    def distance(self, page_of: Mapping[int, int], pages: int) -> int:
        return abs(pages - self.pages)

    def unease(self, free: int, share: float) -> float:
        # A last page that is nearly full tips over; one that is nearly empty is paper thrown away.
        return (2.0 if free < LEAST_FREE_LINES else 0.0) + share


@dataclass(frozen=True)
class PrintedAim:
    """The page numbers of an issue that was printed, by key of the entry."""

    page_of: Mapping[int, int]

    def distance(self, page_of: Mapping[int, int], pages: int) -> int:
        # An entry that is off by two pages is worse than one, but never as bad as two entries off.
        misses = self.misses(page_of)
        return 100 * len(misses) + sum(abs(page_of[entry] - self.page_of[entry]) for entry in misses)

    def unease(self, free: int, share: float) -> float:
        return 0.0

    def misses(self, page_of: Mapping[int, int]) -> list[int]:
        """Entries that stand on another page, in the order of the issue."""
        return [entry for entry, page in self.page_of.items() if page_of[entry] != page]
