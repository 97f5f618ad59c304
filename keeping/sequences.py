"""The keys that were given out last: a deleted row's key must not come back, and with it its history."""

from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import AutoField, BigAutoField, Max, Model, SmallAutoField


def last_keys(models: list[type[Model]]) -> dict[str, int]:
    """The greatest key that each table ever gave out, by label; 0 for one that gave out none."""
    return {
        model._meta.label_lower: _last(model)
        for model in models
        if isinstance(model._meta.pk, AutoField | BigAutoField | SmallAutoField)
    }


def _last(model: type[Model]) -> int:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [_quoted(table), model._meta.pk.column])
            (sequence,) = cursor.fetchone()
            if sequence is None:
                return 0
            # The name comes from PostgreSQL itself, quoted where it must be.
            cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
    return int(found[0] or 0) if found else 0


def set_last_key(model: type[Model], last: int) -> None:
    """Let a table go on after ``last``, or after its greatest key if that is greater."""
    last = max(last, model._base_manager.aggregate(last=Max("pk"))["last"] or 0)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)",
                [_quoted(table), model._meta.pk.column, max(last, 1), last > 0],
            )
            return
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        if last:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])


def _quoted(table: str) -> str:
    return connection.ops.quote_name(table)


def flush(registry: Any) -> None:
    """Empty all tables of these apps, whatever the migrations wrote into them."""
    tables = {
        model._meta.db_table
        for model in registry.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), sorted(tables)))
