"""The account of a file's characters: each non-blank one is claimed once, or stands unplaced."""

from collections import Counter
from collections.abc import Sequence

from issues.importing.bulletin import Account, Role, Unplaced
from issues.importing.characters import count_characters
from issues.importing.source import Line, Source


class LedgerError(RuntimeError):
    """Two rules claimed the same text, or the sums disagree: a fault of the reader, not of the file."""


class Ledger:
    """Keeps, for each line, the spans that rules have claimed."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._spans: dict[int, list[tuple[int, int]]] = {}
        self._placed: Counter[Role] = Counter()

    def claim(self, line: Line, role: Role, start: int = 0, end: int | None = None) -> None:
        """Give line.text[start:end] a role. Raises LedgerError if a part of it already has one."""
        stop = len(line.text) if end is None else end
        spans = self._spans.setdefault(line.number, [])
        if any(start < other_end and other_start < stop for other_start, other_end in spans):
            raise LedgerError(f"line {line.number}[{start}:{stop}] is claimed twice, now as {role}")
        spans.append((start, stop))
        self._placed[role] += count_characters(line.text[start:stop])

    def claim_rest(self, line: Line, role: Role) -> None:
        """Give all of a line that no rule has claimed yet a role."""
        position = 0
        for start, end in [*sorted(self._spans.get(line.number, [])), (len(line.text), len(line.text))]:
            if start > position:
                self.claim(line, role, position, start)
            position = max(position, end)

    def has_claimed(self, line: Line) -> bool:
        """Whether any part of a line has a role."""
        return any(end > start for start, end in self._spans.get(line.number, ()))

    def claim_all(self, lines: Sequence[Line], role: Role) -> None:
        """Give whole lines a role."""
        for line in lines:
            self.claim(line, role)

    def placed(self, *roles: Role) -> int:
        """The non-blank characters claimed for these roles."""
        return sum(self._placed[role] for role in roles)

    def account(self) -> Account:
        """Close the ledger. Raises LedgerError if placed and unplaced do not add up to the file."""
        unplaced = tuple(rest for line in self._source.lines for rest in self._rests(line))
        placed = {role: count for role, count in self._placed.items() if count}
        account = Account(self._source.characters_in, placed, unplaced)
        total = account.characters_placed + sum(count_characters(rest.text) for rest in unplaced)
        if total != account.characters_in:
            raise LedgerError(f"{total} characters accounted for, {account.characters_in} in the file")
        return account

    def _rests(self, line: Line) -> list[Unplaced]:
        rests = []
        position = 0
        for start, end in [*sorted(self._spans.get(line.number, [])), (len(line.text), len(line.text))]:
            text = line.text[position:start].strip()
            if text:
                rests.append(Unplaced(line.number, text))
            position = max(position, end)
        return rests
