"""Where a book's file stands until the text is another: made once, at the first request for it.

A file's name is the digest of everything in it, so nothing has to be thrown away in time: an issue that was
corrected, or lost an article, asks for another name. What stands here can be made again at any moment; a
file that another process is still writing, or never finished, is not taken for one.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import is_zipfile

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage

from issues import addresses, public
from issues.epub.binding import STYLE, bind
from issues.epub.book import Book
from issues.models import Issue, press_storage

# In the storage that readers have no address for: a withdrawn issue's book must not be found by guessing.
# Hidden, as everything that need not be kept: no backup takes it, no check calls it unused (keeping.stores).
FOLDER = ".epub"


@lru_cache(maxsize=1)
def _craft() -> str:
    """How books are made, in this release: another way makes other files of the same text."""
    own, templates = Path(__file__).parent, Path(settings.BASE_DIR, "templates", "epub")
    sources = [*sorted(own.glob("*.py")), STYLE, *sorted(templates.iterdir())]
    return sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()


def digest(book: Book) -> str:
    """What tells a book's file from every other (SHA-256, hexadecimal). No picture is read for it."""
    return sha256(f"{_craft()}\0{book!r}".encode()).hexdigest()


def file_of(issue: Issue, book: Book) -> IO[bytes]:
    """The file of a public issue's book, opened for reading; made now if there is none yet."""
    if public.is_preview():
        made = BytesIO()
        bind(book, made)
        made.seek(0)
        return made
    storage = press_storage()
    folder = f"{FOLDER}/{addresses.pdf_name(issue)}"
    name = f"{folder}/{digest(book)}.epub"
    kept = _opened(storage, name)
    if kept is None:
        with _alone(folder):
            kept = _opened(storage, name) or _made(storage, folder, name, book)
    return kept


def _opened(storage: Storage, name: str) -> IO[bytes] | None:
    try:
        file: IO[bytes] = storage.open(name, "rb")
    except OSError:
        return None
    # A ZIP archive's directory is its end: where that is missing, so is the rest.
    if not is_zipfile(file):
        file.close()
        return None
    file.seek(0)
    return file


@contextmanager
def _alone(folder: str) -> Iterator[None]:
    """One maker at a time on this machine; another machine makes the same bytes, and no harm is done."""
    # Another account's site on this machine has locks of its own.
    path = Path(tempfile.gettempdir()) / f"bulletin-{os.getuid()}-{folder.replace('/', '-')}.lock"
    # Anyone may write into that folder: no link is followed, nothing is cut.
    lock = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _made(storage: Storage, folder: str, name: str, book: Book) -> IO[bytes]:
    made = tempfile.TemporaryFile(suffix=".epub")  # noqa: SIM115 - the response closes it
    bind(book, made)
    made.seek(0)
    # Under the name there is nothing, or what someone left unfinished.
    storage.delete(name)
    try:
        stored = storage.save(name, File(made))
    except BaseException:
        storage.delete(name)
        made.close()
        raise
    if stored != name:  # another machine was sooner
        storage.delete(stored)
    _clear(storage, folder, name)
    made.seek(0)
    return made


def _clear(storage: Storage, folder: str, name: str) -> None:
    """Files of what the issue was before. One that is being read stays readable until it is closed."""
    _, files = storage.listdir(folder)
    for file in files:
        if (old := f"{folder}/{file}") != name:
            storage.delete(old)
