"""A backup: all rows of one moment and all files, in one archive that is read again before it counts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import django
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from keeping import schema, tables
from keeping.archive.reading import FORMAT, Contents, check
from keeping.archive.writing import ABOUT, ArchiveWriter
from keeping.sequences import last_keys
from keeping.snapshot import snapshot
from keeping.stores import Stores, alias_of, chunks, file_fields, walk
from keeping.wording import silent, size


@dataclass
class Written:
    """What a backup came to; ``missing`` are files that a row names and no storage has."""

    path: Path
    rows: int = 0
    files: int = 0
    bytes: int = 0
    missing: list[str] = field(default_factory=list)


def write(
    path: Path, stores: Stores, *, key: str, at: datetime, tell: Callable[[str], None] = silent
) -> tuple[Written, Contents]:
    """Write a backup and read it again. Nobody is kept waiting by it.

    Rows come first: a file is in its place before its row is, so none that they name can be missed.
    Args: at: the time that the archive bears; key: seals it. Raises: KeepingError, with nothing left.
    """
    written, named = Written(path), set[tuple[str, str]]()
    with ArchiveWriter(path, key) as archive:
        with snapshot():
            models = tables.kept_models()
            archive.add_json(ABOUT, _about(models, stores, at))
            for number, model in enumerate(models, start=1):
                tell(f"数据 {number}／{len(models)}")
                written.rows += archive.add_rows(model._meta.label_lower, _lines(model, named, tell))
        for alias, storage in stores.items():
            for name in walk(storage):
                try:
                    written.bytes += archive.add_file(f"{alias}/{name}", chunks(storage, name))
                except FileNotFoundError:
                    # Gone since it was listed; what a row names is told below.
                    continue
                named.discard((alias, name))
                written.files += 1
                tell(f"文件 {written.files} 个，{size(written.bytes)}")
        written.missing = sorted(name for _, name in named)
    tell("核对备份")
    return written, check(path, key)


def _about(models: list[type[Model]], stores: Stores, at: datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "written_at": timezone.localtime(at).isoformat(),
        "database": connection.vendor,
        "django": django.get_version(),
        "migrations": schema.applied(),
        "last_keys": last_keys(models),
        "stores": list(stores),
    }


def _lines(model: type[Model], named: set[tuple[str, str]], tell: Callable[[str], None]) -> Iterator[bytes]:
    """A table's lines; the files that its rows name are added to ``named``."""
    names = [column.attname for column in tables.columns(model)]
    places = [(names.index(each.attname), alias_of(each)) for each in file_fields(model)]
    yield tables.encoded(names)
    for count, row in enumerate(tables.rows(model), start=1):
        named.update((alias, str(row[place])) for place, alias in places if row[place])
        yield tables.encoded(row)
        if count % 1000 == 0:
            tell(f"数据 {model._meta.verbose_name} {count:,} 行")
