"""Bringing back an office from an archive, all of it or nothing."""

import secrets
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from accounts.models import User
from articles.duplicates.index import rebuild as rebuild_duplicates
from issues.freshness import changed
from issues.search.index import rebuild as rebuild_search
from keeping import loading, placing, schema, scratch, sequences, tables
from keeping.archive.reading import Contents, check, lines_of, opened, table_of
from keeping.refusal import BadArchive, KeepingError
from keeping.stores import Stores, folder_of, walk
from keeping.wording import silent
from periodicals.models import Periodical

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Restored:
    """What came back."""

    rows: int
    files: int


def checked(path: Path, key: str, stores: Stores) -> Contents:
    """Read an archive whole and see that this system can bring it back. Raises: KeepingError."""
    contents = check(path, key, _room(stores))
    schema.refuse_unknown(schema.named(contents.about.get("migrations")))
    unknown = {alias for alias, _, _ in contents.files()} - set(stores)
    if unknown:
        raise KeepingError(f"备份里有本系统没有的文件存储“{'、'.join(sorted(unknown))}”，不能恢复。")
    return contents


def _room(stores: Stores) -> int | None:
    """Bytes free where the files go, the scarcest place first; None where nobody can know."""
    folders = [folder for folder in map(folder_of, stores.values()) if folder]
    free = []
    for folder in folders:
        standing = next(each for each in (folder, *folder.parents) if each.exists())
        free.append(shutil.disk_usage(standing).free)
    return min(free, default=None)


def is_empty(stores: Stores) -> bool:
    """Whether nobody has worked in this office yet: no people, no periodicals, no files."""
    present = set(connection.introspection.table_names())
    for model in (User, Periodical):
        if model._meta.db_table in present and model._base_manager.exists():
            return False
    return not any(next(walk(storage), None) for storage in stores.values())


def restore(path: Path, contents: Contents, stores: Stores, *, key: str, tell: Tell = silent) -> Restored:
    """Put the office of an archive that was ``checked`` in place of this one.

    Database and files are made beside the present ones and exchanged at the end (``scratch``,
    ``placing``); until then readers see the old office, and after any failure, too. Nothing may be unsettled
    (``placing.is_unsettled``). Raises: KeepingError.
    """
    placings = {alias: placing.placing(storage) for alias, storage in stores.items()}
    token = secrets.token_hex(16)
    with ExitStack() as undoing, scratch.beside() as take_over:
        for each in placings.values():
            # What a restore that was killed had staged; the caller has seen to it that nothing is unsettled.
            each.undo()
            undoing.callback(each.undo)
        try:
            restored = fill(path, contents, placings, key=key, tell=tell)
            # Nothing that a reader or a proxy kept of the present office may pass for the restored one's.
            changed()
            tell("换上恢复的内容")
            for each in placings.values():
                each.exchange(token)
        except OSError as error:
            raise KeepingError(
                f"文件写不下（{error.strerror or error}），没有恢复，原来的没有动。"
            ) from error
        take_over(token)
        undoing.pop_all()
    for each in placings.values():
        each.finish()
    scratch.forget_marker()
    return restored


def fill(path: Path, contents: Contents, placings: dict[str, Any], *, key: str, tell: Tell) -> Restored:
    """Make the office of an archive in the empty database that is connected. Files: to ``placings``."""
    tell("建表")
    registry = schema.make(schema.named(contents.about.get("migrations")))
    models = {model._meta.label_lower: model for model in tables.kept_models(registry)}
    rows = files = 0
    with transaction.atomic():
        sequences.flush(registry)
        for name, stream in opened(path, key, contents):
            label = table_of(name)
            if label is not None:
                if label in tables.DERIVED | tables.PASSING:
                    # Kept by the system that wrote it, and no more by this one.
                    rows += contents.entries[name].rows
                    continue
                if label not in models:
                    raise BadArchive(f"备份里有不认识的表“{label}”，不能恢复。")
                tell(f"数据 {rows:,}／{contents.rows:,} 行")
                rows += loading.load(models[label], lines_of(stream))
                continue
            if rows != contents.rows:
                raise BadArchive("备份里数据与文件的次序不对，不能恢复。")
            _, alias, file = name.split("/", 2)
            placings[alias].stage(file, stream)
            files += 1
            tell(f"文件 {files} 个")
        _set_keys(models, contents.about.get("last_keys"))
        loading.check_references()
    schema.bring_forward()
    for _ in rebuild_duplicates():
        tell("重建查重特征")
    for done, whole in rebuild_search():
        tell(f"重建检索 {done}／{whole} 期")
    return Restored(rows, files)


def _set_keys(models: dict[str, Any], last_keys: Any) -> None:
    if not isinstance(last_keys, dict):
        raise BadArchive("备份里没有写明各表的编号用到了几，备份已损坏。")
    for label, last in last_keys.items():
        if label in models and isinstance(last, int):
            sequences.set_last_key(models[label], last)
