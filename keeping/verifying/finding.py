"""What verification finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not agree; ``orphan`` is the storage and name of a file that nothing uses."""

    sentence: str
    orphan: tuple[str, str] | None = None
