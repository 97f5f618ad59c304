"""Archives that ``backup`` did not write, or not so: one sentence, and nothing is touched."""

import gzip
import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from accounts.models import User
from keeping.archive.reading import check, lines_of, opened
from keeping.archive.writing import ABOUT, ArchiveWriter
from keeping.refusal import BadArchive, KeepingError
from tests.conftest import Cast
from tests.issues.commands.command_line import call

LINES = [b'["id"]\n', b"[1]\n", b"[2]\n"]


def _good(path: Path, key: str = "") -> Path:
    with ArchiveWriter(path, key) as archive:
        archive.add_json(ABOUT, {"format": 1, "migrations": [["accounts", "0001_initial"]]})
        archive.add_rows("accounts.user", iter(LINES))
        archive.add_file("default/pictures/一.jpg", [b"one", b"two"])
    return path


def _by_hand(path: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(path, "w") as tar:
        for member, data in members:
            member.size = len(data) if member.isreg() else member.size
            tar.addfile(member, io.BytesIO(data) if member.isreg() else None)
    return path


def _with(path: Path, name: str, data: bytes = b"x", **changes: object) -> Path:
    """An archive with one member more and a manifest that lists it."""
    about = json.dumps({"format": 1}).encode()
    member = tarfile.TarInfo(name)
    for field, value in changes.items():
        setattr(member, field, value)
    listed = b"".join(
        json.dumps({"name": n, "size": len(d), "sha256": hashlib.sha256(d).hexdigest()}).encode() + b"\n"
        for n, d in ((ABOUT, about), (name, data))
    )
    return _by_hand(
        path, (tarfile.TarInfo(ABOUT), about), (member, data), (tarfile.TarInfo("manifest.jsonl"), listed)
    )


@pytest.mark.parametrize("key", ["", "一把很长很长的钥匙，没有人猜得到"])
def test_what_was_written_is_read(key: str, tmp_path: Path) -> None:
    path = _good(tmp_path / "a.tar", key)
    assert os.stat(path).st_mode & 0o777 == 0o600
    contents = check(path, key)
    assert (contents.rows, [file[:2] for file in contents.files()]) == (2, [("default", "pictures/一.jpg")])
    read = {
        name: list(lines_of(stream)) if name.startswith("rows/") else stream.read()
        for name, stream in opened(path, key, contents)
    }
    assert read == {"rows/accounts.user.jsonl.gz": LINES, "files/default/pictures/一.jpg": b"onetwo"}
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.tar"]


@pytest.mark.parametrize(
    "name",
    [
        "files/default/../../../etc/passwd", "/etc/passwd", "files/default//etc/passwd", "../x", "files/x",
        "files/default/.restoring/journal.json", "files/default/a\\b", "rows/../x.jsonl.gz", "readme.txt",
        "files/default/" + "长" * 1000,
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadArchive, match="不该有的内容"):
        check(_with(tmp_path / "a.tar", name), "")


def test_only_plain_files_are_taken(tmp_path: Path) -> None:
    kinds = [
        tarfile.SYMTYPE,
        tarfile.LNKTYPE,
        tarfile.DIRTYPE,
        tarfile.CHRTYPE,
        tarfile.FIFOTYPE,
        tarfile.GNUTYPE_SPARSE,
    ]
    for number, kind in enumerate(kinds):
        path = _with(tmp_path / f"{number}.tar", "files/default/a", type=kind, linkname="/etc/passwd")
        with pytest.raises(BadArchive):
            check(path, "")


def test_a_header_that_announces_gigabytes_is_not_read(tmp_path: Path) -> None:
    header = tarfile.TarInfo("././@PaxHeader")
    header.type, header.size = tarfile.XHDTYPE, 8 * 1024**3 - 1
    path = tmp_path / "a.tar"
    with path.open("wb") as file:
        file.write(header.tobuf(tarfile.USTAR_FORMAT))
        file.truncate(header.size)
    with pytest.raises(BadArchive):
        check(path, "")


def test_a_bomb_is_refused_before_it_fills_the_disk(tmp_path: Path) -> None:
    bomb = gzip.compress(b'["id"]\n' + b"[1]\n" * 3_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(KeepingError, match="磁盘装不下"):
        check(_with(tmp_path / "a.tar", "rows/accounts.user.jsonl.gz", bomb), "", room=1_000_000)


def test_a_line_without_end_is_not_kept_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keeping.archive.reading.LONGEST_LINE", 1000)
    bomb = gzip.compress(b"[" * 1_000_000)
    with pytest.raises(BadArchive):
        check(_with(tmp_path / "a.tar", "rows/accounts.user.jsonl.gz", bomb), "")


@pytest.fixture
def refuse(cast: Cast, tmp_path: Path) -> Callable[[Path], str]:
    def refuse(path: Path) -> str:
        before = list(User.objects.values())
        outcome = call("restore", "--replace", "--yes", path)
        assert outcome.status == 1
        assert outcome.err.count("\n") == 1
        assert list(User.objects.values()) == before
        return outcome.err

    return refuse


@pytest.mark.django_db
def test_a_broken_archive_is_refused_wherever_it_broke(tmp_path: Path, refuse: Callable[[Path], str]) -> None:
    whole = _good(tmp_path / "a.tar").read_bytes()
    spoilt = tmp_path / "b.tar"
    for length in (0, 1, 700, len(whole) // 4):
        spoilt.write_bytes(whole[:length])
        assert "不能使用" in refuse(spoilt) or "不符" in refuse(spoilt)
    # Anywhere but in the zeros that fill a tar up.
    for place in range(0, len(whole.rstrip(b"\0")), 97):
        if whole[place]:
            spoilt.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
            with pytest.raises(KeepingError):
                check(spoilt, "")
    spoilt.write_text("这不是备份" * 1000)
    assert "不能使用" in refuse(spoilt)


@pytest.mark.django_db
def test_what_this_system_cannot_bring_back_is_refused(tmp_path: Path, refuse: Callable[[Path], str]) -> None:
    for number, (about, sentence) in enumerate(
        [
            ({"format": 2}, "请先升级本系统"),
            ({"format": 1}, "没有写明数据库的版本"),
            ({"format": 1, "migrations": [["issues", "9999_future"]]}, "issues.9999_future"),
        ]
    ):
        path = tmp_path / f"{number}.tar"
        with ArchiveWriter(path, "") as archive:
            archive.add_json(ABOUT, about)
        assert sentence in refuse(path)
    assert "读不了备份" in refuse(tmp_path / "none.tar")
