"""The database as it stands at one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is of one moment; nobody is kept waiting, and nothing can be written.

    Within a transaction that is open already, that one's view is taken.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        wrapper: Any = connection
        # The office's own mode takes the lock for writing, and with it everyone's time.
        before, wrapper.transaction_mode = wrapper.transaction_mode, None
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                # SQLite's snapshot begins with the first reading.
                cursor.execute("SELECT COUNT(*) FROM sqlite_master")
                cursor.fetchall()
                yield
        finally:
            wrapper.transaction_mode = before
