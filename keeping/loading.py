"""Rows of an archive into the tables of an empty database."""

from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError, IntegrityError, connection
from django.db.models import Field, Model

from keeping import tables
from keeping.refusal import BadArchive, KeepingError

# Bytes of rows that are written together.
_TOGETHER = 2 * 1024 * 1024


def load(model: type[Model], lines: Iterator[bytes]) -> int:
    """Write a table's rows as they were, past every save and signal. Returns: how many.

    Values go to the database as they come: neither cleaned anew nor stamped with today's time. Raises:
    BadArchive; KeepingError, for a value that this database does not take.
    """
    header = next(lines, b"[]")
    fields = tables.named(model, tables.decoded_names(header))
    label, done = model._meta.label_lower, 0
    statement = _statement(model, fields)
    batch: list[list[Any]] = []
    waiting = 0
    for line in lines:
        batch.append(_prepared(fields, tables.decoded(fields, line, label)))
        waiting += len(line)
        if waiting >= _TOGETHER:
            _write(statement, batch, label, done)
            done, waiting, batch = done + len(batch), 0, []
    _write(statement, batch, label, done)
    return done + len(batch)


def _statement(model: type[Model], fields: list[Field]) -> str:
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    # Names come from the model, values are given apart.
    return f"INSERT INTO {quoted(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608


def _prepared(fields: list[Field], values: list[Any]) -> list[Any]:
    # get_db_prep_save would clean editor HTML once more, and what was signed off is kept to the letter.
    return [
        None if value is None and field.null else field.get_db_prep_value(value, connection)
        for field, value in zip(fields, values, strict=True)
    ]


def _write(statement: str, batch: list[list[Any]], label: str, done: int) -> None:
    if not batch:
        return
    try:
        with connection.cursor() as cursor:
            cursor.executemany(statement, batch)
    except (DatabaseError, ValueError, OverflowError) as error:
        raise KeepingError(
            f"“{label}”第 {done + 1}—{done + len(batch)} 行写不进这个数据库（{_reason(error)}），没有恢复。"
        ) from error


def _reason(error: Exception) -> str:
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__


def insert(model: type[Model], rows: list[dict[Field, Any]]) -> None:
    """Write rows that were read otherwise, each by the same fields. Raises: KeepingError."""
    if rows:
        fields = list(rows[0])
        batch = [_prepared(fields, [row[field] for field in fields]) for row in rows]
        _write(_statement(model, fields), batch, model._meta.label_lower, 0)


def check_references() -> None:
    """See that every row that another one names is there. Raises: BadArchive."""
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise BadArchive(f"备份里的数据前后不符（{_reason(error)}），没有恢复。") from error
