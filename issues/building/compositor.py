"""The compositor (排字进程) as its parent sees it: started, given orders, watched, and stopped in time."""

import atexit
import json
import os
import pickle
import selectors
import signal
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from issues.building.limits import Limits
from issues.building.orders import Made, Order
from issues.typesetting.inspection import Flaw

# A cold machine takes some ten seconds to load Django and the fonts.
START_SECONDS = 120
# How often whoever waits hears something, if only that the child is still at work.
BEAT_SECONDS = 1.0


class Cause(StrEnum):
    """Why nothing came of an order."""

    REFUSED = "refused"  # the typesetter's own sentence says what to change
    CPU = "cpu"
    WALL = "wall"
    MEMORY = "memory"
    PAGES = "pages"
    NESTING = "nesting"
    ERROR = "error"  # an exception that nobody foresaw
    DIED = "died"  # the process ended without a word


class NotSet(Exception):
    """An order could not be carried out; ``sentence`` is the typesetter's, ``trace`` for the log."""

    def __init__(self, cause: Cause, sentence: str = "", trace: str = "") -> None:
        super().__init__(f"{cause}: {sentence}")
        self.cause, self.sentence, self.trace = cause, sentence, trace


@dataclass(frozen=True)
class News:
    """How far the child is: the page that it lays out, or that it writes; ``made``: files finished so far."""

    page: int | None = None
    writing: bool = False
    made: int = 0


class Compositor:
    """One child process, kept warm from job to job. Not for two threads at once."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self._environment = dict(environment or {})
        self._process: subprocess.Popen[bytes] | None = None
        self._orders: IO[bytes] | None = None
        self._news: IO[bytes] | None = None
        self._ready = False
        self._rest = b""

    @property
    def pid(self) -> int | None:
        """The process's number, for tests and for the log."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the child if there is none; it warms up while its parent does something else."""
        if self._process and self._process.poll() is None:
            return
        self.stop()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "issues.building.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=settings.BASE_DIR,
            env=os.environ | self._environment,
            # A group of its own: it is ended with all that it may have started, and Ctrl-C is not for it.
            start_new_session=True,
        )
        self._orders, self._news = self._process.stdin, self._process.stdout

    def stop(self) -> None:
        """End the child with its group, at once."""
        process, self._process, self._ready, self._rest = self._process, None, False, b""
        if process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (self._orders, self._news):
            with suppress(BrokenPipeError):
                if pipe:
                    pipe.close()
        self._orders = self._news = None

    def compose(
        self, orders: Sequence[Order], folder: Path, limits: Limits, tell: Callable[[News], None]
    ) -> list[Made]:
        """Set all orders into files in ``folder``.

        Args: tell: called for each page and at least every second; what it raises stops the child.
        Raises: NotSet.
        """
        folder.mkdir(parents=True, exist_ok=True)
        try:
            return self._compose(orders, folder, limits, tell)
        except BaseException as error:
            # After an ordinary refusal the child is as good as before; after anything else it is replaced.
            if not isinstance(error, NotSet) or error.cause not in (Cause.REFUSED, Cause.PAGES):
                self.stop()
                if isinstance(error, Exception):  # else this process itself is told to end
                    self.start()
            raise

    def _compose(
        self, orders: Sequence[Order], folder: Path, limits: Limits, tell: Callable[[News], None]
    ) -> list[Made]:
        self.start()
        if not self._ready:
            for answer in self._answers(time.monotonic() + START_SECONDS):
                tell(News())
                if "ready" in answer:
                    self._ready = True
                    break
        self._command(orders, folder, limits)
        made: list[Made] = []
        for answer in self._answers(time.monotonic() + limits.wall_seconds):
            if "made" in answer:
                number = int(answer["made"])
                made.append(
                    Made(
                        order=orders[number],
                        path=folder / f"{number}.pdf",
                        sha256=answer["sha256"],
                        pages=answer["pages"],
                        page_of=dict(answer["page_of"]),
                        seconds=answer["seconds"],
                        flaws=tuple(Flaw(**flaw) for flaw in answer["flaws"]),
                        front_pages=answer["front_pages"],
                    )
                )
            elif "failed" in answer:
                raise NotSet(Cause(answer["failed"]), answer.get("sentence", ""), answer.get("trace", ""))
            elif "end" in answer:
                break
            else:
                tell(News(answer.get("page"), answer.get("writing", False), len(made)))
        return made

    def _command(self, orders: Sequence[Order], folder: Path, limits: Limits) -> None:
        command = {
            # Through the pipe, which nobody else can write to: what is unpickled is never read from a disk.
            "orders": b64encode(pickle.dumps(tuple(orders))).decode(),
            "folder": str(folder.resolve()),
            "cpu_seconds": limits.cpu_seconds,
            "memory_mb": limits.memory_mb,
            "pages": limits.pages,
        }
        try:
            pipe = _open(self._orders)
            pipe.write(json.dumps(command).encode() + b"\n")
            pipe.flush()
        except BrokenPipeError as error:
            raise self._ended() from error

    def _answers(self, deadline: float) -> Iterator[dict[str, Any]]:
        """The child's lines as they come, and an empty one every second. Raises: NotSet."""
        pipe = _open(self._news)
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            while True:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise NotSet(Cause.WALL)
                if not selector.select(min(left, BEAT_SECONDS)):
                    yield {}
                    continue
                # A pipe whose other end is closed is always readable, and gives nothing.
                received = os.read(pipe.fileno(), 1 << 16)
                if not received:
                    raise self._ended()
                *lines, self._rest = (self._rest + received).split(b"\n")
                for line in lines:
                    yield json.loads(line)

    def _ended(self) -> NotSet:
        ended_by = -self._process.wait() if self._process else 0
        if ended_by == signal.SIGXCPU:
            return NotSet(Cause.CPU)
        return NotSet(Cause.DIED, f"signal {ended_by}" if ended_by > 0 else f"status {-ended_by}")


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise RuntimeError("the compositor has not been started")
    return pipe


_kept: list[Compositor] = []


def kept() -> Compositor:
    """This process's own compositor, warm after its first job."""
    if not _kept:
        _kept.append(Compositor())
        atexit.register(_kept[0].stop)
    return _kept[0]
