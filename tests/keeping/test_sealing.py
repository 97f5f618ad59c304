"""A sealed archive: opened by its key only, and never with anything changed, left out or cut off."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from keeping.archive.sealing import CHUNK, MAGIC, SealedReader, SealingWriter
from keeping.refusal import BadArchive, KeepingError

KEY = "一把很长很长的钥匙，没有人猜得到"
ROOT = Path(__file__).resolve().parents[2]
HEADER = len(MAGIC) + 16 + 32


def _sealed(data: bytes, key: str = KEY, *, piece: int = 10_000) -> bytes:
    out = BytesIO()
    writer = SealingWriter(out, key)
    for start in range(0, len(data), piece):
        writer.write(data[start : start + piece])
    writer.close()
    return out.getvalue()


def _opened(sealed: bytes, key: str = KEY) -> bytes:
    return SealedReader(BytesIO(sealed), key).read()


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_was_written_is_read(length: int) -> None:
    data = bytes(number % 251 for number in range(length))
    reader = SealedReader(BytesIO(_sealed(data)), KEY)
    assert b"".join(iter(lambda: reader.read(9_999), b"")) == data


def test_the_documented_way_opens_it(tmp_path: Path) -> None:
    """docs/backup-format.md holds a program: with it, and without us, an archive can be opened."""
    text = (ROOT / "docs" / "backup-format.md").read_text("utf-8")
    program = text.partition("```python\n")[2].partition("```")[0]
    data = bytes(number % 251 for number in range(2 * CHUNK))
    (tmp_path / "a.sealed").write_bytes(_sealed(data))
    command = [sys.executable, "-c", program, str(tmp_path / "a.sealed"), KEY]
    assert subprocess.run(command, capture_output=True, check=True).stdout == data


def test_nothing_of_it_can_be_read_and_no_two_are_alike() -> None:
    data = "茶壶".encode() * 1000
    assert "茶壶".encode() not in _sealed(data)
    assert _sealed(data) != _sealed(data)


def test_another_key_is_told_from_a_broken_file() -> None:
    with pytest.raises(KeepingError, match="不是这份备份加密时用的那一个"):
        _opened(_sealed(b"text"), "另一把同样很长很长的钥匙，也没人猜得到")
    with pytest.raises(KeepingError, match="请先设置 BACKUP_KEY"):
        _opened(_sealed(b"text"), "")


def test_any_change_is_noticed() -> None:
    sealed = _sealed(bytes(2 * CHUNK + 100))
    chunk = CHUNK + 16
    first, second, rest = (
        sealed[HEADER : HEADER + chunk],
        sealed[HEADER + chunk : HEADER + 2 * chunk],
        sealed[HEADER + 2 * chunk :],
    )
    start = sealed[:HEADER]
    spoilt = {
        "a bit": start + bytes([first[0] ^ 1]) + first[1:] + second + rest,
        "exchanged": start + second + first + rest,
        "one left out": start + first + rest,
        "the last left out": start + first + second,
        "cut off": sealed[:-5],
        "nothing but the header": start,
        "something added": sealed + bytes(40),
        "of another archive": start + _sealed(bytes(2 * CHUNK + 100))[HEADER:],
    }
    for data in spoilt.values():
        with pytest.raises(BadArchive):
            _opened(data)
