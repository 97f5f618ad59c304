"""Reading an archive: nothing in it is believed before its checksum is, and no name leaves its folder."""

import gzip
import hashlib
import json
import re
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from keeping.archive.sealing import SealedReader
from keeping.archive.writing import ABOUT, FILES, MANIFEST, ROWS, is_sealed
from keeping.refusal import BadArchive, KeepingError
from keeping.wording import size as in_words

FORMAT = 1
# Of one row; the longest are texts of whole proofs and pictures that wait to be taken, below 30 MB.
LONGEST_LINE = 128 * 1024 * 1024
_LONGEST_NAME = 1000
_SMALL = 16 * 1024 * 1024
_PIECE = 1024 * 1024
_ROWS_NAME = re.compile(r"rows/([a-z0-9_]+\.[a-z0-9_]+)\.jsonl\.gz")
_BROKEN = "备份文件已损坏或不完整，不能使用。"
_FOREIGN = "备份文件里有不该有的内容，不是本系统写的备份。"
_WRONG = (
    tarfile.TarError,
    zlib.error,
    EOFError,
    gzip.BadGzipFile,
    ValueError,
    KeyError,
    TypeError,
    RecursionError,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A member as its checksum was found: ``rows`` and ``unpacked`` for a table."""

    size: int
    digest: bytes
    rows: int = 0
    unpacked: int = 0


@dataclass
class Contents:
    """What an archive holds, every byte of it read and found right."""

    about: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many rows all tables have."""
        return sum(entry.rows for entry in self.entries.values())

    @property
    def unpacked(self) -> int:
        """Bytes of everything once it is unpacked."""
        return sum(entry.unpacked or entry.size for entry in self.entries.values())

    def files(self) -> Iterator[tuple[str, str, Entry]]:
        """Storage, name and entry of each file."""
        for name, entry in self.entries.items():
            if name.startswith(f"{FILES}/"):
                alias, _, file = name.removeprefix(f"{FILES}/").partition("/")
                yield alias, file, entry


class _Header(tarfile.TarInfo):
    """A header that cannot make its reader hold gigabytes: only plain files, with names of a sane length."""

    @classmethod
    def frombuf(cls, buf: Any, encoding: str, errors: str) -> "_Header":
        header = super().frombuf(buf, encoding, errors)
        allowed = header.isreg() and header.type != tarfile.GNUTYPE_SPARSE and header.size >= 0
        if not allowed and not (header.type == tarfile.XHDTYPE and header.size <= 16 * 1024):
            raise BadArchive(_FOREIGN)
        return header


class Stream:
    """A member's bytes, counted and summed up as they are read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._sum, self.size = file, hashlib.sha256(), 0

    def read(self, count: int = -1) -> bytes:
        """As a file does. Raises: BadArchive."""
        try:
            data = self._file.read(count)
        except _WRONG as error:
            raise BadArchive(_BROKEN) from error
        self._sum.update(data)
        self.size += len(data)
        return data

    def pieces(self) -> Iterator[bytes]:
        """The rest, some at a time."""
        while data := self.read(_PIECE):
            yield data

    def found(self) -> tuple[int, bytes]:
        """Size and digest of the whole, the rest of it read as well."""
        for _ in self.pieces():
            pass
        return self.size, self._sum.digest()


def _members(path: Path, key: str) -> Iterator[tuple[str, Stream]]:
    """The members of an archive in order. Raises: BadArchive, KeepingError."""
    try:
        with path.open("rb") as file:
            source: Any = SealedReader(file, key) if is_sealed(path) else file
            with tarfile.open(fileobj=source, mode="r|", tarinfo=_Header) as tar:
                yield from _each(tar)
    except OSError as error:
        raise KeepingError(f"读不了备份 {path}：{error.strerror or error}。") from error
    except _WRONG as error:
        raise BadArchive(_BROKEN) from error


def _each(tar: tarfile.TarFile) -> Iterator[tuple[str, Stream]]:
    seen: set[str] = set()
    while (member := tar.next()) is not None:
        # tarfile would remember every member.
        tar.members.clear()  # type: ignore[attr-defined]
        inside = tar.extractfile(member)
        if inside is None or member.issparse() or not _is_safe(member.name) or member.name in seen:
            raise BadArchive(_FOREIGN)
        seen.add(member.name)
        yield member.name, Stream(inside)


def _is_safe(name: str) -> bool:
    """Whether a name stays in its folder wherever it is put, and is of the archive's own kinds."""
    if name in (ABOUT, MANIFEST) or _ROWS_NAME.fullmatch(name):
        return True
    parts = name.split("/")
    return (
        len(name) <= _LONGEST_NAME
        and len(parts) > 2
        and parts[0] == FILES
        and not any(part in ("", ".", "..") for part in parts)
        and not parts[2].startswith(".")
        and not any(c in "\\:" or ord(c) < 32 for c in name)
    )


def check(path: Path, key: str, room: int | None = None) -> Contents:
    """Read an archive from beginning to end, and say what it holds.

    Args: room: bytes that may be unpacked; more are refused before they fill a disk.
    Raises: BadArchive, KeepingError, one sentence.
    """
    try:
        contents, listed = _read(path, key, room)
    except _WRONG as error:
        raise BadArchive(_BROKEN) from error
    if listed is None or listed != contents.entries or not contents.about:
        raise BadArchive("备份的内容与它自己的清单不符，备份已损坏或被改动过。")
    if room is not None and contents.unpacked > room:
        raise KeepingError(
            f"解开这份备份要 {in_words(contents.unpacked)}，磁盘只剩 {in_words(room)}，没有恢复。"
        )
    return contents


def _read(path: Path, key: str, room: int | None) -> tuple[Contents, dict[str, Entry] | None]:
    contents, listed = Contents(), None
    for name, stream in _members(path, key):
        if listed is not None:
            raise BadArchive(_BROKEN)
        if name == MANIFEST:
            listed = _listed(stream)
            continue
        if name == ABOUT:
            contents.about = _about(stream)
        rows, unpacked = _counted(stream, room, contents) if name.startswith(f"{ROWS}/") else (0, 0)
        size, digest = stream.found()
        contents.entries[name] = Entry(size, digest, rows, unpacked)
    return contents, listed


def _counted(stream: Stream, room: int | None, contents: Contents) -> tuple[int, int]:
    rows, unpacked = -1, 0
    for line in lines_of(stream):
        rows, unpacked = rows + 1, unpacked + len(line)
        if room is not None and contents.unpacked + unpacked > room:
            raise KeepingError(f"解开这份备份要超过 {in_words(room)}，磁盘装不下，没有恢复。")
    return rows, unpacked


def _about(stream: Stream) -> dict[str, Any]:
    about = json.loads(stream.read(_SMALL))
    if not isinstance(about, dict) or not isinstance(about.get("format"), int):
        raise BadArchive(_BROKEN)
    if about["format"] != FORMAT:
        raise KeepingError("这份备份是更新版本的系统写的，请先升级本系统再恢复。")
    return about


def _listed(stream: Stream) -> dict[str, Entry]:
    listed = {}
    rest = b""
    for piece in stream.pieces():
        *lines, rest = (rest + piece).split(b"\n")
        if len(rest) > _SMALL:
            raise BadArchive(_BROKEN)
        for line in lines:
            row = json.loads(line)
            digest = bytes.fromhex(row["sha256"])
            listed[row["name"]] = Entry(row["size"], digest, row.get("rows", 0), row.get("unpacked", 0))
    return listed


def lines_of(stream: Stream) -> Iterator[bytes]:
    """The lines of a table, the columns' first. Raises: BadArchive, for one that no row is as long as."""
    try:
        with gzip.GzipFile(fileobj=stream, mode="rb") as unpacked:  # type: ignore[call-overload]
            while line := unpacked.readline(LONGEST_LINE):
                if not line.endswith(b"\n"):
                    raise BadArchive(_BROKEN)
                yield line
    except _WRONG as error:
        raise BadArchive(_BROKEN) from error


def opened(path: Path, key: str, contents: Contents) -> Iterator[tuple[str, Stream]]:
    """The tables and files of an archive that was checked, once more from its beginning.

    Each has to be what ``check`` found when the next one is asked for. Raises: BadArchive.
    """
    for name, stream in _members(path, key):
        if name == MANIFEST:
            return
        if name != ABOUT:
            yield name, stream
        entry = contents.entries.get(name)
        if entry is None or stream.found() != (entry.size, entry.digest):
            raise BadArchive("备份文件在恢复期间被改动，没有恢复。")


def table_of(name: str) -> str | None:
    """The label of the table that a member holds, or None for a file."""
    match = _ROWS_NAME.fullmatch(name)
    return match[1] if match else None
