"""Writing an archive member by member, whatever its size, with a checksum of each."""

import gzip
import hashlib
import json
import os
import tarfile
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from keeping.archive.sealing import MAGIC, SealingWriter
from keeping.refusal import KeepingError

ABOUT, MANIFEST = "about.json", "manifest.jsonl"
ROWS, FILES = "rows", "files"
# Kept in memory up to here, on disk beyond.
_SPOOL = 8 * 1024 * 1024
_PIECE = 1024 * 1024


class ArchiveWriter:
    """An archive that is there whole, under its name, or not at all.

    Used with ``with``: what is left without an exception comes to its name by a rename, anything else
    is removed. Raises: KeepingError, if the disk is full or the place cannot be written.
    """

    def __init__(self, path: Path, key: str) -> None:
        """Args: key: seals the archive; empty leaves it open."""
        self._path, self._key = path, key
        self._part = path.with_name(f".{path.name}.{os.getpid()}.partial")
        self._members = 0

    def __enter__(self) -> "ArchiveWriter":
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.fdopen(os.open(self._part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")
        except OSError as error:
            raise _refused(self._path, error) from error
        try:
            self._sealing = SealingWriter(self._file, self._key) if self._key else None
            self._tar = tarfile.open(
                mode="w|", fileobj=self._sealing or self._file, format=tarfile.PAX_FORMAT  # type: ignore[call-overload]
            )  # fmt: skip
            self._manifest = self._spool()
        except BaseException:
            self._file.close()
            self._part.unlink(missing_ok=True)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._finish()
        except OSError as failure:
            raise _refused(self._path, failure) from failure
        finally:
            with suppress(OSError):
                # Else it would write its end when it is collected, into a file that is gone.
                self._tar.close()
            with suppress(OSError):
                self._file.close()
            self._manifest.close()
            self._part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _refused(self._path, error) from error

    def _spool(self) -> IO[bytes]:
        # Beside the archive, where there has to be room anyway.
        return tempfile.SpooledTemporaryFile(_SPOOL, dir=str(self._path.parent))

    def add_json(self, name: str, value: Any) -> None:
        """Add a small member of JSON."""
        self._add(name, [json.dumps(value, ensure_ascii=False, indent=1).encode()], {})

    def add_file(self, name: str, pieces: Iterable[bytes]) -> int:
        """Add a file. Returns: its size in bytes. Raises: whatever ``pieces`` raise, with nothing added."""
        return self._add(f"{FILES}/{name}", pieces, {})

    def add_rows(self, label: str, lines: Iterable[bytes]) -> int:
        """Add a table: the first line names its columns, each other is a row. Returns: how many rows."""
        with self._spool() as packed:
            unpacked, count = 0, -1
            with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=6, mtime=0) as out:
                for line in lines:
                    out.write(line)
                    unpacked, count = unpacked + len(line), count + 1
            packed.seek(0)
            about = {"rows": count, "unpacked": unpacked}
            self._add(f"{ROWS}/{label}.jsonl.gz", iter(lambda: packed.read(_PIECE), b""), about)
        return count

    def _add(self, name: str, pieces: Iterable[bytes], about: dict[str, int]) -> int:
        # A tar says how long a member is before its bytes; a file may change while it is read.
        with self._spool() as copy:
            digest, size = hashlib.sha256(), 0
            for piece in pieces:
                digest.update(piece)
                copy.write(piece)
                size += len(piece)
            copy.seek(0)
            self._put(name, size, copy)
        line = {"name": name, "size": size, "sha256": digest.hexdigest(), **about}
        self._manifest.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        return size

    def _put(self, name: str, size: int, file: IO[bytes]) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        self._tar.addfile(member, file)
        # tarfile would remember every member.
        self._tar.members.clear()
        self._members += 1

    def _finish(self) -> None:
        size = self._manifest.tell()
        self._manifest.seek(0)
        self._put(MANIFEST, size, self._manifest)
        self._tar.close()
        if self._sealing:
            self._sealing.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._name()
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _name(self) -> None:
        try:
            # Refuses to take the place of another archive; a rename would not.
            os.link(self._part, self._path)
        except FileExistsError:
            raise
        except OSError:
            # Disks of other systems, as a network may have, know no links.
            if self._path.exists():
                raise FileExistsError(self._path) from None
            self._part.rename(self._path)


def _refused(path: Path, error: OSError) -> KeepingError:
    if isinstance(error, FileExistsError):
        return KeepingError(f"{path} 已经存在，没有覆盖。")
    return KeepingError(f"写不下备份 {path}：{error.strerror or error}；没有留下半份文件。")


def is_sealed(path: Path) -> bool:
    """Whether an archive needs a key. Raises: OSError."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC
