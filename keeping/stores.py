"""Where files are kept: every storage of the settings but the static files, by its name there.

Files are named as their storage names them, with ``/`` between folders, whether it is a folder or a bucket.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db.models import FileField, Model

from keeping.refusal import KeepingError

Stores = Mapping[str, Storage]

MEDIA = "default"
# Bytes that are read at once.
CHUNK = 1024 * 1024


def live_stores() -> Stores:
    """The site's own storages."""
    return {alias: storages[alias] for alias in settings.STORAGES if alias != "staticfiles"}


def folder_stores(folder: Path) -> Stores:
    """The same storages as folders below ``folder``, for a drill."""
    return {alias: FileSystemStorage(location=folder / alias) for alias in live_stores()}


def folder_of(storage: Storage) -> Path | None:
    """The folder that a storage is, or None for one that is no folder."""
    return Path(storage.location) if isinstance(storage, FileSystemStorage) else None


def alias_of(field: FileField) -> str:
    """Under which name the settings have the storage of a field. Raises: KeepingError."""
    for alias, storage in live_stores().items():
        if field.storage is storage or field.storage == storage:
            return alias
    if field.storage == storages[MEDIA]:
        return MEDIA
    raise KeepingError(f"“{field.verbose_name}”的文件不在 STORAGES 所列的存储里，无法备份。")


def file_fields(model: type[Model]) -> list[FileField]:
    """The fields of a model that name a file."""
    return [field for field in model._meta.concrete_fields if isinstance(field, FileField)]


def walk(storage: Storage, folder: str = "") -> Iterator[str]:
    """The names of all files of a storage, folder by folder, in order.

    Hidden folders and files at the top are workrooms of running jobs and restores: nothing to keep.
    """
    try:
        folders, files = storage.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    except Exception as error:
        # Clients of buckets have errors of their own.
        raise KeepingError(f"文件存储现在读不了（{error}），请稍后再试。") from error
    for name in sorted(files):
        if name and (folder or not name.startswith(".")):
            yield f"{folder}/{name}" if folder else name
    for name in sorted(folders):
        if name and (folder or not name.startswith(".")):
            yield from walk(storage, f"{folder}/{name}" if folder else name)


def chunks(storage: Storage, name: str) -> Iterator[bytes]:
    """A file's bytes, some at a time. Raises: FileNotFoundError; KeepingError, if it cannot be read."""
    try:
        with storage.open(name) as file:
            while data := file.read(CHUNK):
                yield data
    except FileNotFoundError:
        raise
    except Exception as error:
        raise KeepingError(f"文件 {name} 现在读不了（{error}），请稍后再试。") from error
