"""Rows that other rows name: databases see to it, unless somebody wrote past them."""

from collections.abc import Callable, Iterator

from django.db import connection

from keeping.tables import kept_models
from keeping.verifying.finding import Finding

_SHOWN = 20


def check(tell: Callable[[str], None]) -> Iterator[Finding]:
    """Yield what names a row that is not there. PostgreSQL holds its constraints itself."""
    if connection.vendor != "sqlite":
        return
    tell("核对表与表的引用")
    labels = {model._meta.db_table: model._meta.verbose_name for model in kept_models()}
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        found = cursor.fetchmany(_SHOWN + 1)
    for table, row, parent, _ in found[:_SHOWN]:
        of, to = labels.get(table, table), labels.get(parent, parent)
        yield Finding(f"“{of}”第 {row} 行所指的“{to}”不存在：请从备份中恢复。")
    if len(found) > _SHOWN:
        yield Finding(f"所指不存在的行不止这 {_SHOWN} 处：请从备份中恢复。")
