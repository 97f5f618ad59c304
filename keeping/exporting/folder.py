"""The folder of an export: made under another name, with a sum of every file, and read with distrust."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any

from keeping.refusal import KeepingError

SUMS = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  ([^\n]+)\n")
_PIECE = 1024 * 1024
# Of one file of JSON or HTML; the longest record of an issue with all its proofs is below.
_LONGEST = 256 * 1024 * 1024


class NewFolder:
    """A folder that is there whole or not at all. Raises: KeepingError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._part = folder.with_name(f".{folder.name}.{os.getpid()}.partial")

    def __enter__(self) -> "NewFolder":
        if self._folder.exists() and (not self._folder.is_dir() or any(self._folder.iterdir())):
            raise KeepingError(f"{self._folder} 里已有内容，没有覆盖：请换一个空的文件夹。")
        try:
            self._part.mkdir(parents=True)
            self._sums = (self._part / SUMS).open("w", encoding="utf-8")
        except OSError as error:
            raise self._refused(error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._sums.close()
            if kind is None:
                self._part.replace(self._folder)
        except OSError as failure:
            raise self._refused(failure) from failure
        finally:
            shutil.rmtree(self._part, ignore_errors=True)
        if isinstance(error, OSError):
            raise self._refused(error) from error

    def _refused(self, error: OSError) -> KeepingError:
        return KeepingError(f"写不进 {self._folder}：{error.strerror or error}；没有留下半份。")

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a file."""
        path, digest = self._part / name, hashlib.sha256()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            for piece in pieces:
                digest.update(piece)
                file.write(piece)
        # As sha256sum -c reads it.
        self._sums.write(f"{digest.hexdigest()}  {name}\n")

    def add_json(self, name: str, value: Any) -> None:
        """Write a file of JSON that people can read."""
        self.add(name, [json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")])


class ReadFolder:
    """An export to be read; every file of it was found as its sum says. Raises: KeepingError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            text = (folder / SUMS).read_text("utf-8")
            lines = text.splitlines(keepends=True)
            matches = [_LINE.fullmatch(line) for line in lines]
            self._sums = {match[2]: match[1] for match in matches if match}
            if len(self._sums) != len(lines) or not lines or not all(map(_is_safe, self._sums)):
                raise KeepingError(f"{folder / SUMS} 的写法不对，没有导入。")
            for name, expected in self._sums.items():
                if self._digest(name) != expected:
                    raise KeepingError(f"{folder / name} 与 {SUMS} 所记的不同，已损坏或被改动过，没有导入。")
        except (OSError, UnicodeDecodeError) as error:
            raise KeepingError(f"{folder} 不是完整的导出：{error}，没有导入。") from error

    def path(self, name: str) -> Path:
        """Where a listed file is."""
        if name not in self._sums:
            raise KeepingError(f"导出里缺少 {name}，没有导入。")
        path = self._folder / name
        if not path.resolve().is_relative_to(self._folder.resolve()):
            raise KeepingError(f"导出里的 {name} 指向别处，没有导入。")
        return path

    def _digest(self, name: str) -> str:
        found = hashlib.sha256()
        for piece in self.pieces(name):
            found.update(piece)
        return found.hexdigest()

    def names(self, start: str = "", end: str = "") -> Iterator[str]:
        """The names of all files that begin and end so, in order."""
        yield from sorted(name for name in self._sums if name.startswith(start) and name.endswith(end))

    def pieces(self, name: str) -> Iterator[bytes]:
        """A file's bytes, some at a time."""
        with self.path(name).open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece

    def text(self, name: str) -> str:
        """A file of text."""
        path = self.path(name)
        try:
            if path.stat().st_size > _LONGEST:
                raise KeepingError(f"{path} 太大，不是本系统导出的，没有导入。")
            return path.read_bytes().decode("utf-8", "surrogatepass")
        except UnicodeDecodeError as error:
            raise KeepingError(f"{path} 不是 UTF-8 文本，没有导入。") from error

    def json(self, name: str) -> Any:
        """A file of JSON that holds an object."""
        try:
            value = json.loads(self.text(name))
        except (ValueError, RecursionError) as error:
            raise KeepingError(f"{self._folder / name} 不是完整的 JSON，没有导入。") from error
        if not isinstance(value, dict):
            raise KeepingError(f"{self._folder / name} 的写法不对，没有导入。")
        return value


def _is_safe(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and str(path) == name
