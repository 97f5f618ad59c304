"""Files of builds: made in a workroom, moved to their place whole, and never left behind half."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models.fields.files import FieldFile

from issues.models import Build, BuildStatus, press_storage

# Inside the storage's folder, so that a finished file is moved there by a rename.
WORKROOMS = ".work"
FILES = "builds"
# A file is in its place a moment before its row is: only older ones are taken for left behind.
MOMENT = timedelta(hours=1)


class _Finished(File):
    """A finished file, which a storage on the same disk renames instead of copying."""

    def temporary_file_path(self) -> str:
        return str(self.name)


_kept: ContextVar[list[tuple[Storage, str]] | None] = ContextVar("kept", default=None)


def keep(field: FieldFile, name: str, path: Path) -> None:
    """Move a finished file to its place in a field's storage; its row is saved by the caller.

    Within ``all_or_nothing`` the file goes again if the transaction does not hold. Args: name: the
    file's name, which the field's ``upload_to`` completes; path: in the build's workroom.
    """
    with path.open("rb") as file:
        field.save(name, _Finished(file, str(path)), save=False)
    if (kept := _kept.get()) is not None:
        kept.append((field.storage, str(field.name)))


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """One transaction; what was kept in it is deleted if it fails."""
    kept: list[tuple[Storage, str]] = []
    token = _kept.set(kept)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        for storage, name in kept:
            storage.delete(name)
        raise
    finally:
        _kept.reset(token)


def _workrooms() -> Path:
    try:
        return Path(press_storage().path(WORKROOMS))
    except NotImplementedError:  # a storage that is no folder
        # Not in the machine's /tmp, where others could have made it before us.
        return Path(settings.VAR_DIR) / "builds"


@contextmanager
def workroom(build: Build) -> Iterator[Path]:
    """An empty folder for one attempt at a build, gone afterwards."""
    folder = _workrooms() / f"{build.pk}-{build.attempts}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(now: datetime) -> None:
    """Remove what nobody needs any more.

    That is: workrooms of attempts that no longer run, files of previews after BUILD_KEEP_DAYS, and
    files of previews that stand in no row because a worker was killed between file and row.
    """
    running = {
        f"{pk}-{attempts}"
        for pk, attempts in Build.objects.filter(status=BuildStatus.RUNNING).values_list("pk", "attempts")
    }
    for folder in _workrooms().glob("*-*"):
        if folder.name not in running:
            shutil.rmtree(folder, ignore_errors=True)
    storage = press_storage()
    expired = Build.objects.exclude(file="").filter(
        finished_at__lt=now - timedelta(days=settings.BUILD_KEEP_DAYS)
    )
    for build in expired:
        # The row first: a row without its file says so on its page, a file without a row is swept.
        Build.objects.filter(pk=build.pk).update(file="")
        storage.delete(str(build.file.name))
    for name in _files(storage, FILES):
        if storage.get_modified_time(name) < now - MOMENT and not Build.objects.filter(file=name).exists():
            storage.delete(name)


def _files(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for below in folders:
        yield from _files(storage, f"{folder}/{below}")
