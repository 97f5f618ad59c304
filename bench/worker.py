"""A process of its own for each engine that is measured, kept warm as the project's worker is.

In one process they would slow each other: Typst remembers all it has set, and memory is shared out anew.
"""

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench.issue import set_up_again

YEAR, NUMBER = 2024, 8


class Worker:
    """One engine in a process; calling it sets the issue once and returns the seconds that took."""

    def __init__(self, engine: str, folder: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(engine, folder, theirs), daemon=True)
        self.process.start()

    def __call__(self, turn: int) -> float:
        """Args: turn: another number gives another text of the same length (``rivals.turned``)."""
        self.pipe.send(turn)
        return float(self.pipe.recv())

    def close(self) -> None:
        self.pipe.send(None)
        self.process.join()


def _serve(engine: str, folder: Path, pipe: Connection) -> None:
    set_up_again()
    from bench import rivals
    from issues.models import Issue
    from issues.typesetting.manuscript import document_of
    from issues.typesetting.render import page_numbers, typeset

    issue = Issue.objects.get(periodical__slug="shanxi", year=YEAR, number=NUMBER)
    page_of = page_numbers(document_of(issue))
    engines: dict[str, Callable[[], Callable[[Any], object]]] = {
        "ours": lambda: lambda text: (folder / "ours.pdf").write_bytes(typeset(text).pdf),
        "numbers": lambda: page_numbers,
        "chromium": lambda: rivals.chromium_command(page_of, folder),
        "chromium, open": lambda: rivals.chromium_open(page_of, folder),
        "typst": lambda: rivals.typst(page_of, folder, fonts_loaded=False),
        "typst, fonts loaded": lambda: rivals.typst(page_of, folder, fonts_loaded=True),
    }
    run = engines[engine]()
    while (turn := pipe.recv()) is not None:
        started = time.perf_counter()
        run(rivals.turned(document_of(issue), turn))
        pipe.send(time.perf_counter() - started)
