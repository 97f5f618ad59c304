"""A backup of an office in which people go on working, and what becomes of it when something fails."""

import errno
import json
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import connection, connections
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from issues.models import PressFile
from keeping import backup, rotation, tables
from keeping.archive.reading import check, lines_of, opened
from keeping.stores import live_stores
from tests.issues.commands.command_line import Outcome, call
from tests.keeping.conftest import Office, put_stray

KEY = "一把很长很长的钥匙，没有人猜得到"


@pytest.fixture
def back_up(tmp_path: Path) -> Callable[..., Outcome]:
    return lambda *words: call("backup", "--to", tmp_path / "backups", *words)


def _rows(path: Path, label: str, key: str = "") -> list[dict[str, Any]]:
    contents = check(path, key)
    for name, stream in opened(path, key, contents):
        if name == f"rows/{label}.jsonl.gz":
            head, *lines = map(json.loads, lines_of(stream))
            return [dict(zip(head, line, strict=True)) for line in lines]
    raise AssertionError(label)


@pytest.mark.django_db
def test_a_row_that_names_no_file_any_more_is_told_and_old_backups_stay(
    office: Office, back_up: Callable[..., Outcome], tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    old = folder / rotation.name_of(timezone.now() - timedelta(days=4000), sealed=False)
    old.touch()
    lost = PressFile.objects.get(variant="screen").file
    lost.storage.delete(str(lost.name))
    outcome = back_up()
    assert outcome.status == 1
    assert f"{lost.name} 找不到了" in outcome.err
    assert old.exists()
    (made,) = set(folder.iterdir()) - {old}
    assert {row["file"] for row in _rows(made, "issues.pressfile")} >= {lost.name}


@pytest.mark.django_db
def test_old_backups_go_when_a_new_one_is_good(
    office: Office, back_up: Callable[..., Outcome], tmp_path: Path, settings: Any
) -> None:
    settings.BACKUP_KEEP_DAILY, settings.BACKUP_KEEP_WEEKLY, settings.BACKUP_KEEP_MONTHLY = 2, 0, 0
    folder = tmp_path / "backups"
    folder.mkdir()
    for days in (1, 2, 3):
        (folder / rotation.name_of(timezone.now() - timedelta(days=days), sealed=False)).touch()
    outcome = back_up()
    assert (outcome.status, outcome.err) == (0, "")
    assert "清理了 2 份旧备份" in outcome.out
    assert len(list(folder.iterdir())) == 2


@pytest.mark.django_db
def test_a_sealed_backup_hides_everything_and_needs_its_key(
    office: Office, back_up: Callable[..., Outcome], tmp_path: Path, settings: Any
) -> None:
    settings.BACKUP_KEY_FILE = str(tmp_path / "key")
    Path(settings.BACKUP_KEY_FILE).write_text(f"{KEY}\n")
    assert "已加密" in back_up().out
    (path,) = (tmp_path / "backups").iterdir()
    assert path.name.endswith(".tar.sealed")
    assert not any(word in path.read_bytes() for word in (b"PDF-", b"articles.article", b"ustar"))
    assert len(_rows(path, "articles.article", KEY)) == Article.objects.count()
    for key, sentence in (
        ("", "请先设置 BACKUP_KEY"), ("短", "太短"),
        ("另一把很长很长的钥匙，没人猜得到", "不是这份备份加密时用的那一个"),
    ):  # fmt: skip
        settings.BACKUP_KEY, settings.BACKUP_KEY_FILE = key, ""
        refused = call("restore", "--replace", "--yes", path)
        assert (refused.status, sentence in refused.err) == (1, True)
    settings.BACKUP_KEY, settings.BACKUP_KEY_FILE = "", str(tmp_path / "no-such-key")
    assert back_up().status == 1
    Path(settings.BACKUP_KEY_FILE).touch()
    # It was meant to be sealed, and so nothing is written open.
    assert "是空的" in back_up().err
    assert len(list((tmp_path / "backups").iterdir())) == 1


@pytest.mark.django_db
def test_a_full_disk_leaves_no_half_archive(
    office: Office, back_up: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = backup.chunks

    def full(*args: Any) -> Iterator[bytes]:
        yield from real(*args)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("keeping.backup.chunks", full)
    outcome = back_up()
    assert (outcome.status, outcome.err.count("\n"), "写不下备份" in outcome.err) == (1, 1, True)
    assert list((tmp_path / "backups").iterdir()) == []
    blocked = tmp_path / "a-file"
    blocked.touch()
    assert call("backup", "--to", blocked / "below").status == 1


@pytest.mark.django_db
def test_a_file_that_goes_while_it_is_listed_does_no_harm(
    office: Office, back_up: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stray, real = put_stray(), FileSystemStorage._open  # type: ignore[attr-defined]

    def gone(self: FileSystemStorage, name: str, mode: str = "rb") -> Any:
        if name == stray:
            raise FileNotFoundError(errno.ENOENT, "gone", name)
        return real(self, name, mode)

    monkeypatch.setattr(FileSystemStorage, "_open", gone)
    assert back_up().status == 0


@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_is_in_the_next_one(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for a backup, and a backup sees one moment: an article and its trail, or neither."""
    users, real, wrote = User.objects.count(), tables.rows, threading.Event()

    def write() -> None:
        try:
            User.objects.create_user("later", full_name="后来的人")
            Article.objects.filter(title="丙文改题").update(kicker="后来的引题")
            wrote.set()
        finally:
            connections.close_all()

    def rows(model: Any) -> Iterator[Any]:
        if model is User:
            writer = threading.Thread(target=write)
            writer.start()
            writer.join(30)
            assert wrote.is_set(), "the writer had to wait"
        yield from real(model)

    monkeypatch.setattr(tables, "rows", rows)
    written, contents = backup.write(tmp_path / "a.tar", live_stores(), key="", at=timezone.now())
    assert User.objects.count() == users + 1
    assert contents.rows == written.rows
    assert len(_rows(written.path, "accounts.user")) == users
    assert not any(row["kicker"] for row in _rows(written.path, "articles.article"))
    assert not connection.in_atomic_block
