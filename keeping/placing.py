"""Files into their place, all of them or none: written beside, exchanged with a journal, undone if need be.

The order of a restore: files are staged beside; the journal names the restore's token; files are exchanged;
the database takes over its tables together with the token, which is the one moment that decides; what was
there before goes. Whatever is interrupted is settled by ``settle``: with the token in the database the
restore has happened, without it nothing has.
"""

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage

from keeping import scratch
from keeping.refusal import KeepingError
from keeping.stores import Stores, folder_of

ROOM = ".restoring"
JOURNAL = "journal.json"
BUSY = "另一次恢复正在进行，请等它结束。"


class Placing(Protocol):
    """Files of one storage on their way into their place."""

    def stage(self, name: str, source: IO[bytes]) -> None:
        """Take a file without touching what is in its place."""

    def exchange(self, token: str) -> None:
        """Put the staged files in place of those that are there; can still be undone."""

    def undo(self) -> None:
        """Bring back what was there."""

    def finish(self) -> None:
        """Remove what was there before."""

    def token(self) -> str | None:
        """The restore that an exchange was begun for and not settled."""


def placing(storage: Storage) -> Placing:
    """How files come into their place in a storage."""
    folder = folder_of(storage)
    return InFolder(storage, folder) if folder else InBucket(storage)


class InFolder:
    """A folder: what stands at its top is moved by renames, within the folder, which may be a volume."""

    def __init__(self, storage: Any, folder: Path) -> None:
        self._storage, self._folder = storage, folder
        self._room = folder / ROOM
        self._new, self._old = self._room / "new", self._room / "old"

    def stage(self, name: str, source: IO[bytes]) -> None:
        path = self._new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            shutil.copyfileobj(source, file, 1024 * 1024)
            file.flush()
            os.fsync(file.fileno())
        if (mode := self._storage.file_permissions_mode) is not None:
            path.chmod(mode)

    def exchange(self, token: str) -> None:
        self._new.mkdir(parents=True, exist_ok=True)
        self._old.mkdir(exist_ok=True)
        journal = {"token": token, "old": self._standing(), "new": sorted(os.listdir(self._new))}
        part = self._room / f"{JOURNAL}.part"
        with part.open("w") as file:
            json.dump(journal, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._room / JOURNAL)
        _sync(self._room)
        for name in journal["old"]:
            (self._folder / name).rename(self._old / name)
        for name in journal["new"]:
            (self._new / name).rename(self._folder / name)
        for folder in (self._old, self._folder):
            _sync(folder)

    def _standing(self) -> list[str]:
        # Hidden ones are workrooms of this machine, this one among them.
        return sorted(name for name in os.listdir(self._folder) if not name.startswith("."))

    def undo(self) -> None:
        journal = self._journal()
        if journal:
            for name in journal["new"]:
                # As long as an old one of the name has not been moved away, it is what stands there.
                moved = name not in journal["old"] or (self._old / name).exists()
                if moved and (self._folder / name).exists() and not (self._new / name).exists():
                    (self._folder / name).rename(self._new / name)
            for name in journal["old"]:
                if (self._old / name).exists():
                    (self._old / name).rename(self._folder / name)
            _sync(self._folder)
        self._clear()

    def finish(self) -> None:
        self._clear()

    def _clear(self) -> None:
        (self._room / JOURNAL).unlink(missing_ok=True)
        shutil.rmtree(self._room, ignore_errors=True)

    def token(self) -> str | None:
        journal = self._journal()
        return str(journal["token"]) if journal else None

    def _journal(self) -> dict[str, Any] | None:
        try:
            return dict(json.loads((self._room / JOURNAL).read_text()))
        except FileNotFoundError:
            return None


class InBucket:
    """A storage without renames: a new name is written at once, a name that is taken is put aside first.

    Files that the archive does not have stay; ``verify --delete-orphans`` finds them.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._staged: list[str] = []

    def stage(self, name: str, source: IO[bytes]) -> None:
        self._put(f"{ROOM}/new/{name}", source)
        self._staged.append(name)

    def _put(self, name: str, source: IO[bytes]) -> None:
        self._storage.delete(name)
        # Storages may ask how large a file is and read it twice: a stream from a tar is kept on disk.
        with _seekable(source) as file:
            given = self._storage.save(name, File(file, name=name))
        if given != name:
            self._storage.delete(given)
            raise KeepingError(f"存储不肯用原名保存 {name}，没有恢复。")

    def exchange(self, token: str) -> None:
        taken = [name for name in self._staged if self._storage.exists(name)]
        journal = {"token": token, "taken": taken, "new": self._staged}
        self._put(f"{ROOM}/{JOURNAL}", ContentFile(json.dumps(journal).encode()))
        for name in taken:
            self._move(name, f"{ROOM}/old/{name}")
        for name in self._staged:
            self._move(f"{ROOM}/new/{name}", name)

    def _move(self, name: str, to: str) -> None:
        with self._storage.open(name) as source:
            self._put(to, source)
        self._storage.delete(name)

    def undo(self) -> None:
        journal = self._journal()
        if journal:
            taken = set(journal["taken"])
            for name in journal["new"]:
                if name not in taken or self._storage.exists(f"{ROOM}/old/{name}"):
                    self._storage.delete(name)
            for name in taken:
                if self._storage.exists(f"{ROOM}/old/{name}"):
                    self._move(f"{ROOM}/old/{name}", name)
        self._clear()

    def finish(self) -> None:
        self._clear()

    def _clear(self) -> None:
        # The journal last: as long as it is there, what it tells of can be settled.
        for name in list(_all(self._storage, ROOM)):
            if name != f"{ROOM}/{JOURNAL}":
                self._storage.delete(name)
        self._storage.delete(f"{ROOM}/{JOURNAL}")

    def token(self) -> str | None:
        journal = self._journal()
        return str(journal["token"]) if journal else None

    def _journal(self) -> dict[str, Any] | None:
        name = f"{ROOM}/{JOURNAL}"
        if not self._storage.exists(name):
            return None
        with self._storage.open(name) as file:
            return dict(json.loads(file.read()))


def _all(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    yield from (f"{folder}/{name}" for name in files if name)
    for below in folders:
        yield from _all(storage, f"{folder}/{below}")


@contextmanager
def _seekable(source: IO[bytes]) -> Iterator[IO[bytes]]:
    with tempfile.SpooledTemporaryFile(8 * 1024 * 1024) as file:
        shutil.copyfileobj(source, file, 1024 * 1024)
        file.seek(0)
        yield file


def _sync(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def alone(stores: Stores) -> Iterator[None]:
    """No second restore at the same time, as far as storages are folders. Raises: KeepingError."""
    with ExitStack() as locks:
        for storage in stores.values():
            folder = folder_of(storage)
            if folder is None:
                continue
            try:
                folder.mkdir(parents=True, exist_ok=True)
                # Of the folder itself, so that no lock file is left behind.
                opened = os.open(folder, os.O_RDONLY)
            except OSError as error:
                raise KeepingError(f"文件夹 {folder} 不能使用：{error.strerror}。") from error
            locks.callback(os.close, opened)
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise KeepingError(BUSY) from error
        yield


def is_unsettled(stores: Stores) -> bool:
    """Whether a restore was interrupted while it exchanged files."""
    return any(placing(storage).token() for storage in stores.values()) or scratch.marker() is not None


def settle(stores: Stores) -> str | None:
    """Bring an interrupted restore to its end or undo it. Returns: what was done, None for nothing."""
    marker = scratch.marker()
    told = None
    for storage in stores.values():
        each = placing(storage)
        token = each.token()
        if token and token == marker:
            told = "上次恢复在最后一步中断，现已做完。"
        elif token:
            told = "上次恢复中断在数据库换上去之前，已退回原来的样子。"
        if token and token == marker:
            each.finish()
        else:
            each.undo()
    if marker:
        scratch.forget_marker()
        told = told or "上次恢复在最后一步中断，现已做完。"
    return told
