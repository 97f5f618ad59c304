"""Sizes and progress in words."""

import time
from collections.abc import Callable

# Seconds between two lines of progress, where lines cannot be overwritten.
_EVERY = 10.0


def size(count: int) -> str:
    """A number of bytes as people read it: 3.4 MB."""
    value, unit = float(count), "字节"
    for unit in ("字节", "KB", "MB", "GB", "TB"):
        if value < 1000 or unit == "TB":
            break
        value /= 1000
    return f"{value:.0f} {unit}" if unit == "字节" else f"{value:.1f} {unit}"


class Progress:
    """Says how far long work is: on one line of a terminal, every ten seconds in a log."""

    def __init__(self, write: Callable[[str, str], None], *, in_place: bool) -> None:
        """Args: write: takes a text and its ending; in_place: whether a line can be overwritten."""
        self._write, self._in_place, self._told = write, in_place, time.monotonic()

    def __call__(self, text: str) -> None:
        """Say where the work stands, if it is time to."""
        now = time.monotonic()
        if self._in_place and now - self._told > 0.1:
            self._write(f"{text} …", "\r")
        elif not self._in_place and now - self._told > _EVERY:
            self._write(f"{text} …", "\n")
        else:
            return
        self._told = now


def silent(text: str) -> None:
    """A progress that nobody reads."""
