"""Files come into their place all together: whatever is broken off is undone or done, never half."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage, Storage

from keeping import scratch
from keeping.placing import alone, placing, settle
from keeping.refusal import KeepingError
from keeping.stores import walk

OLD = {"2025/a.pdf": b"old a", "2026/b.pdf": b"old b", "only-old.pdf": b"old"}
NEW = {"2026/b.pdf": b"new b", "2026/c.pdf": b"new c", "only-new.pdf": b"new"}


class Broken(Exception):
    """The machine stops here."""


def _with(storage: Storage, files: dict[str, bytes]) -> Storage:
    for name, data in files.items():
        storage.save(name, ContentFile(data))
    return storage


def _files(storage: Storage) -> dict[str, bytes]:
    return {name: storage.open(name).read() for name in walk(storage)}


@pytest.fixture(params=["folder", "bucket"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "folder":
        return _with(FileSystemStorage(location=tmp_path / "press"), OLD)
    return _with(InMemoryStorage(), OLD)


def _replaced(storage: Storage) -> dict[str, bytes]:
    # What has no folders that could be exchanged keeps what the archive does not have.
    kept = {name: data for name, data in OLD.items() if name not in NEW}
    return NEW | (kept if isinstance(storage, InMemoryStorage) else {})


def _staged(storage: Storage) -> Any:
    each = placing(storage)
    for name, data in NEW.items():
        each.stage(name, io.BytesIO(data))
    return each


def test_exchanged_and_undone(storage: Storage) -> None:
    each = _staged(storage)
    assert _files(storage) == OLD
    each.exchange("token")
    assert _files(storage) == _replaced(storage)
    placing(storage).undo()
    assert _files(storage) == OLD
    assert placing(storage).token() is None
    each = _staged(storage)
    each.exchange("token")
    each.finish()
    assert _files(storage) == _replaced(storage)
    assert placing(storage).token() is None


def _steps(monkeypatch: pytest.MonkeyPatch, storage: Storage) -> Iterator[int]:
    """Break an exchange off after its first step, its second, and so on. Yields: after how many."""
    for stop in range(40):
        left = iter(range(stop))

        def step(real: Any, *args: Any, left: Iterator[int] = left) -> Any:
            if next(left, None) is None:
                raise Broken
            return real(*args)

        with monkeypatch.context() as patch:
            for owner, name in ((Path, "rename"), (type(storage), "delete"), (type(storage), "_save")):
                real = getattr(owner, name)
                patch.setattr(owner, name, lambda *args, real=real, step=step: step(real, *args))
            try:
                _staged(storage).exchange("token")
            except Broken:
                pass
            else:
                return
        yield stop
    pytest.fail("the exchange never came to its end")


def test_broken_off_at_any_step_it_is_undone(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratch, "marker", lambda: None)
    count = 0
    for count in _steps(monkeypatch, storage):
        settle({"press": storage})
        assert _files(storage) == OLD, count
    assert count >= 3
    # And from the end of the exchange as well: the database did not take over.
    assert _files(storage) == _replaced(storage)
    assert "退回" in (settle({"press": storage}) or "")
    assert _files(storage) == OLD


def test_with_the_token_in_the_database_it_has_happened(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    _staged(storage).exchange("token")
    monkeypatch.setattr(scratch, "marker", lambda: "token")
    monkeypatch.setattr(scratch, "forget_marker", lambda: None)
    assert "做完" in (settle({"press": storage}) or "")
    assert _files(storage) == _replaced(storage)


def test_a_bucket_of_s3(monkeypatch: pytest.MonkeyPatch) -> None:
    """As ``bucket``, by the rules of a real service."""
    import boto3  # type: ignore[import-untyped]
    from moto import mock_aws
    from storages.backends.s3 import S3Storage  # type: ignore[import-untyped]

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "invented")
    with mock_aws():
        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="invented")
        storage = _with(S3Storage(bucket_name="invented", file_overwrite=False), OLD)
        _staged(storage).exchange("token")
        assert _files(storage) == NEW | {name: data for name, data in OLD.items() if name not in NEW}
        placing(storage).undo()
        assert _files(storage) == OLD
        with pytest.raises(KeepingError, match="读不了"):
            list(walk(S3Storage(bucket_name="nobody-made-it")))


def test_two_restores_do_not_meet(tmp_path: Path) -> None:
    storage = FileSystemStorage(location=tmp_path)
    with alone({"press": storage}), pytest.raises(KeepingError, match="正在进行"), alone({"press": storage}):
        pytest.fail("a second one")
    with alone({"press": storage}):
        pass
