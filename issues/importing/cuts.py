"""What each line of a source becomes: the cuts, proposed by a reader and corrected by a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Become(StrEnum):
    """What a line becomes. The letters are stored with a draft and must stay as they are."""

    COVER = "c"
    CONTENTS = "m"
    SECTION = "s"
    KICKER = "k"
    TITLE = "t"  # begins an article, unless a kicker above it did
    TITLE_MORE = "y"  # a further line of the title
    SUBTITLE = "u"
    BYLINE = "b"
    SOURCE = "l"
    SUBHEADING = "h"
    PARAGRAPH = "p"  # begins a paragraph
    CONTINUATION = "j"  # goes on with the paragraph or subheading above
    FOLIO = "f"  # page number or running title
    COLOPHON = "e"
    LEFT_OUT = "x"  # a person's decision
    UNPLACED = "?"


@dataclass(frozen=True, slots=True)
class Cut:
    """What one line becomes; ``doubt`` is a short Chinese reason where that is not sure."""

    become: Become
    doubt: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to look at it."""
        return not self.doubt and self.become is not Become.UNPLACED


Cuts = Sequence[Cut]
"""One cut for each line of ``Source.lines``, in their order."""
