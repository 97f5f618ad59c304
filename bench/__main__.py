"""Prints what typesetting costs as ratios; see docs/print.md. Arguments: [--rounds N]."""

import argparse
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from bench.issue import ROOT, fill, set_up
from bench.worker import Worker
from issues.typesetting.document import TypesetDocument

ROUNDS = 7
COPIES = (1, 2, 4, 8)
ENGINES = ("ours", "numbers", "chromium", "chromium, open", "typst", "typst, fonts loaded")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--memory", type=int, metavar="COPIES", help=argparse.SUPPRESS)
    options = parser.parse_args()
    folder = set_up()
    try:
        fill()
        if options.memory:
            memory(options.memory)
        else:
            compare(options.rounds, folder)
            grow(options.rounds)
            for copies in (1, 8):
                command = [sys.executable, "-m", "bench", "--memory", str(copies)]
                subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603
    finally:
        shutil.rmtree(folder)


def compare(rounds: int, folder: Path) -> None:
    """Ours against the rivals, and page numbers alone against the whole build."""
    taken: dict[str, list[float]] = {name: [] for name in ENGINES}
    workers = {name: Worker(name, folder) for name in ENGINES}
    # One after the other in each round: what else the machine does falls on all alike.
    for turn in range(rounds + 1):
        for name, worker in workers.items():
            taken[name].append(worker(turn))
    for worker in workers.values():
        worker.close()
    # The first round loads fonts and opens tabs; of the others the best is the least disturbed.
    best = {name: min(times[1:]) for name, times in taken.items()}
    for name, aim in (("chromium", 0.8), ("chromium, open", 0.8), ("typst", 4), ("typst, fonts loaded", 4)):
        _say(f"whole issue / {name}", best["ours"] / best[name], aim)
    _say("page numbers alone / whole issue", best["numbers"] / best["ours"], 0.6)
    print("  seconds: " + "; ".join(f"{name} {value:.3f}" for name, value in best.items()))


def grow(rounds: int) -> None:
    """Time for the text of several issues in one, for each of them, against one issue."""
    from issues.models import Issue
    from issues.typesetting.manuscript import document_of
    from issues.typesetting.render import typeset

    document = document_of(Issue.objects.get(periodical__slug="shanxi", year=2024, number=8))
    documents = {copies: times(document, copies) for copies in COPIES}
    taken: dict[int, list[float]] = {copies: [] for copies in COPIES}
    for _ in range(max(2, rounds // 2)):
        for copies, many in documents.items():
            taken[copies].append(_seconds(partial(typeset, many)) / copies)
    one = min(taken[1])
    for copies in COPIES[1:]:
        _say(f"{copies} issues' text, each / one issue", min(taken[copies]) / one, 1.1)


def memory(copies: int) -> None:
    """Peak memory of a process that typesets so many issues' text in one file."""
    from issues.models import Issue
    from issues.typesetting.manuscript import document_of
    from issues.typesetting.render import typeset

    document = document_of(Issue.objects.get(periodical__slug="shanxi", year=2024, number=8))
    before = _peak_megabytes()
    typeset(times(document, copies))
    what = f"{copies} issue{'s' if copies > 1 else ''}"
    print(f"peak memory, {what}: {_peak_megabytes():.0f} MB ({before:.0f} before)")


def _peak_megabytes() -> float:
    # Not getrusage: a child begins with the peak of the process that it was forked from.
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def times(document: TypesetDocument, copies: int) -> TypesetDocument:
    """The document's sections so many times over, as one issue."""
    sections = []
    for copy in range(copies):
        for section in document.sections:
            articles = tuple(
                replace(a, entry_id=a.entry_id + 1000 * copy, anchor=f"{a.anchor}-{copy}")
                for a in section.articles
            )
            sections.append(replace(section, articles=articles))
    return replace(document, sections=tuple(sections))


def _seconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def _say(what: str, ratio: float, aim: float) -> None:
    print(f"{what}: {ratio:.2f} (aim below {aim:g}: {'held' if ratio < aim else 'missed'})", flush=True)


if __name__ == "__main__":
    main()
