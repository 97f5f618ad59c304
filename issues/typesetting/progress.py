"""Tells how far a layout is, as it goes: from the messages that WeasyPrint logs for each page."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LOGGER = logging.getLogger("weasyprint.progress")
_PAGE = "Creating layout - Page"
_WRITING = "Creating PDF"


class _Listener(logging.Handler):
    def __init__(self, laid_out: Callable[[int], None], writing: Callable[[], None]) -> None:
        super().__init__(logging.INFO)
        self._laid_out, self._writing = laid_out, writing

    def emit(self, record: logging.LogRecord) -> None:
        message = str(record.msg)
        if _PAGE in message and isinstance(record.args, tuple):
            self._laid_out(int(str(record.args[0])))
        elif _WRITING in message:
            self._writing()


@contextmanager
def told(laid_out: Callable[[int], None], writing: Callable[[], None]) -> Iterator[None]:
    """Call ``laid_out`` with the number of each page as its layout begins, ``writing`` before the file.

    Pages are counted from 1 in each part: the body first, then the front page. What the callbacks
    raise ends the layout.
    """
    listener = _Listener(laid_out, writing)
    level, spreads = _LOGGER.level, _LOGGER.propagate
    _LOGGER.addHandler(listener)
    _LOGGER.setLevel(logging.INFO)
    _LOGGER.propagate = False
    try:
        yield
    finally:
        _LOGGER.removeHandler(listener)
        _LOGGER.setLevel(level)
        _LOGGER.propagate = spreads
