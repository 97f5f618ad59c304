"""The periodical (刊物) and its layouts (版式): what stays the same from issue to issue."""

from periodicals.models.dayoff import DayOff
from periodicals.models.layout import Folio, FolioPlace, Font, Layout, RunningHead
from periodicals.models.periodical import (
    LEAST_PAGES,
    MOST_PAGES,
    Frequency,
    Kind,
    Periodical,
    validate_periodical_slug,
)
from periodicals.models.public_version import PublicVersion

__all__ = [
    "LEAST_PAGES", "MOST_PAGES", "DayOff", "Folio", "FolioPlace", "Font", "Frequency", "Kind", "Layout",
    "Periodical", "PublicVersion", "RunningHead", "validate_periodical_slug",
]  # fmt: skip
