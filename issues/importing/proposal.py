"""A proposal while a reader makes it: one cut a line, filled in any order, and what was noticed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from issues.importing.bulletin import Finding
from issues.importing.cuts import Become, Cut
from issues.importing.imprint import Imprint
from issues.importing.source import Line


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a reader makes of a source: cuts for all of its lines, the issue's data, findings."""

    cuts: tuple[Cut, ...]
    imprint: Imprint
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Sketch:
    """The cuts of some lines; those that no rule reaches stay unplaced."""

    lines: Sequence[Line]
    cuts: list[Cut] = field(init=False)

    def __post_init__(self) -> None:
        self.cuts = [Cut(Become.UNPLACED)] * len(self.lines)

    def cut(self, at: int, become: Become, doubt: str = "") -> None:
        """Say what a line becomes."""
        self.cuts[at] = Cut(become, doubt)

    def is_free(self, at: int) -> bool:
        """Whether no rule has reached the line yet."""
        return self.cuts[at].become is Become.UNPLACED
