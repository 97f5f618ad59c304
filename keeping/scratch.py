"""A database beside the site's own: made and filled in peace, then put in its place at one moment.

Within ``beside`` Django's connection is the one beside. ``take_over`` exchanges all tables in one transaction
of the site's database, so that whatever fails, even the machine, leaves the old ones or the new.
"""

import copy
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, ProgrammingError, connection, connections, transaction
from django.db.utils import load_backend
from psycopg.errors import LockNotAvailable

from keeping.refusal import KeepingError

_SCHEMA = "keeping_restore_beside"
# Names the restore that the tables came with, until its files are in their place as well (placing.py).
MARKER = "keeping_restore"
_LOCK_SECONDS = 20
_BUSY = "数据库正有人在用，换不上去：请先停下网站和排版服务，再恢复。原来的数据没有动。"

TakeOver = Callable[[str], None]


@contextmanager
def beside() -> Iterator[TakeOver]:
    """An empty database beside the site's own. Yields: what puts it in place, given the restore's token."""
    if connection.in_atomic_block:
        raise RuntimeError("The connection is put aside, and with it a transaction would be lost.")
    if connection.vendor == "postgresql":
        with _schema_beside() as take_over:
            yield take_over
    else:
        live = Path(str(connection.settings_dict["NAME"]))
        path = live.with_name(f".{live.name}.restoring")
        try:
            with sqlite_at(path):
                yield lambda token: _copy_over(path, live, token)
        finally:
            _remove(path)


@contextmanager
def sqlite_at(path: Path) -> Iterator[None]:
    """An empty SQLite database as Django's connection."""
    _remove(path)
    with _instead(
        {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(path),
            # Nothing is lost with it: whatever happens, it is made anew.
            "OPTIONS": {"init_command": "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF"},
        }
    ):
        yield


def _remove(path: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


@contextmanager
def _instead(changes: dict[str, Any]) -> Iterator[None]:
    """Another connection in the place of the site's own, whose settings it has but for these."""
    live = connections[DEFAULT_DB_ALIAS]
    live.close()
    values = copy.deepcopy(
        {name: value for name, value in live.settings_dict.items() if name not in changes}
    ) | {"CONN_MAX_AGE": 0, "ATOMIC_REQUESTS": False} | changes  # fmt: skip
    other = load_backend(values["ENGINE"]).DatabaseWrapper(values, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = live
        other.close()


def _copy_over(path: Path, live: Path, token: str) -> None:
    """SQLite: its own backup writes all pages of the one into the other in one transaction."""
    _mark(token)
    connection.close()
    live.parent.mkdir(parents=True, exist_ok=True)
    source = sqlite3.connect(path)
    target = sqlite3.connect(live, timeout=_LOCK_SECONDS)

    def refuse_waiting(status: int, remaining: int, total: int) -> None:
        # Python would try again for ever; the timeout has passed when this is reached.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise KeepingError(_BUSY)

    try:
        source.execute("PRAGMA journal_mode=DELETE")
        target.execute("PRAGMA synchronous=FULL")
        source.backup(target, pages=-1, progress=refuse_waiting)
    except sqlite3.OperationalError as error:
        raise KeepingError(f"数据库写不下（{error}），没有恢复，原来的数据没有动。") from error
    finally:
        source.close()
        target.close()


@contextmanager
def _schema_beside() -> Iterator[TakeOver]:
    """PostgreSQL: a schema beside the site's own in the same database."""
    live = connections[DEFAULT_DB_ALIAS]
    try:
        with live.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {_SCHEMA} CASCADE")
            cursor.execute(f"CREATE SCHEMA {_SCHEMA}")
    except ProgrammingError as error:
        raise KeepingError(
            "数据库的用户没有建 SCHEMA 的权限，没有恢复：请让它成为这个数据库的所有者。"
        ) from error
    options = {name: v for name, v in live.settings_dict["OPTIONS"].items() if name != "pool"}
    # Given to the server at every start of a connection: none can ever reach the site's own tables.
    options["options"] = f"{options.get('options', '')} -c search_path={_SCHEMA}".strip()
    try:
        with _instead({"OPTIONS": options}):
            yield lambda token: _move_over(live, token)
    finally:
        with suppress(DatabaseError), live.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {_SCHEMA} CASCADE")


def _move_over(live: Any, token: str) -> None:
    _mark(token)
    tables = connection.introspection.table_names()
    connection.close()
    quoted = live.ops.quote_name
    try:
        # Named by the wrapper: the default connection is the one beside.
        with live.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            (schema,) = cursor.fetchone()
            cursor.execute("BEGIN")
            try:
                cursor.execute(f"SET LOCAL lock_timeout = '{_LOCK_SECONDS}s'")
                for table in tables:
                    cursor.execute(f"DROP TABLE IF EXISTS {quoted(schema)}.{quoted(table)} CASCADE")
                for table in tables:
                    cursor.execute(f"ALTER TABLE {_SCHEMA}.{quoted(table)} SET SCHEMA {quoted(schema)}")
                cursor.execute("COMMIT")
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
    except DatabaseError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise KeepingError(_BUSY) from error
        raise KeepingError(
            f"数据库换不上去（{str(error).splitlines()[0]}），没有恢复，原来的数据没有动。"
        ) from error


def _mark(token: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {MARKER} (token varchar(64) NOT NULL)")
        cursor.execute(f"INSERT INTO {MARKER} VALUES (%s)", [token])  # noqa: S608


def marker() -> str | None:
    """The token of the restore that the database came with, as long as its files are not settled."""
    if MARKER not in connection.introspection.table_names():
        return None
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT token FROM {MARKER}")  # noqa: S608
        found = cursor.fetchone()
    return str(found[0]) if found else None


def forget_marker() -> None:
    """The restore is settled."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {MARKER}")
