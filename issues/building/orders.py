"""What is to be typeset, and what was made of it."""

from dataclasses import dataclass, field
from pathlib import Path

from issues.typesetting.document import TypesetDocument
from issues.typesetting.inspection import Flaw
from issues.typesetting.output import Output


@dataclass(frozen=True)
class Order:
    """One PDF to make."""

    document: TypesetDocument
    output: Output = field(default_factory=Output)


@dataclass(frozen=True)
class Made:
    """The PDF that was made of an order: a whole file in the build's workroom.

    ``pages``, ``page_of``, ``seconds``, ``flaws`` and ``front_pages`` as in
    ``typesetting.render.TypesetResult``.
    """

    order: Order
    path: Path
    sha256: str
    pages: int
    page_of: dict[int, int]
    seconds: dict[str, float]
    flaws: tuple[Flaw, ...] = ()
    front_pages: int = 0
