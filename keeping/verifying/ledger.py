"""Which files are named and which are there, on disk rather than in memory: an archive has very many."""

import sqlite3
from collections.abc import Iterator
from typing import Self


class Ledger:
    """Names of files by storage: needed by a row, spoken of somewhere, present."""

    def __init__(self) -> None:
        # The empty name: a database of SQLite's own in a file that goes with the connection.
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(
            """
            PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;
            CREATE TABLE needed (
                store, name, label, field, pk, what, todo, uses, PRIMARY KEY (store, name, label, field, pk)
            );
            CREATE TABLE spoken (store, key, PRIMARY KEY (store, key)) WITHOUT ROWID;
            CREATE TABLE present (store, name, key, PRIMARY KEY (store, name)) WITHOUT ROWID;
            """
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def need(
        self, store: str, name: str, *, source: tuple[str, str, str], what: str, todo: str, uses: bool = True
    ) -> None:
        """A row needs a file. Args: source: model, field and key of the row; uses: whether it keeps the
        file from being an orphan (a list of what is stored does not)."""
        self._db.execute(
            "INSERT OR IGNORE INTO needed VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (store, name, *source, what, todo, uses),
        )

    def speak(self, store: str, key: str) -> None:
        """Something speaks of a file, by its name or digest."""
        self._db.execute("INSERT OR IGNORE INTO spoken VALUES (?, ?)", (store, key))

    def see(self, store: str, name: str, key: str) -> None:
        """A file is there."""
        self._db.execute("INSERT OR IGNORE INTO present VALUES (?, ?, ?)", (store, name, key))

    def missing(self) -> Iterator[tuple[str, str, str, str, str, str, str]]:
        """Storage, name, model, field, key, and the words, of what is needed and not there."""
        yield from self._db.execute(
            "SELECT store, name, label, field, pk, what, todo FROM needed n WHERE NOT EXISTS "
            "(SELECT 1 FROM present p WHERE p.store = n.store AND p.name = n.name) ORDER BY rowid"
        )

    def unused(self) -> Iterator[tuple[str, str]]:
        """Storage and name of what is there and of no use."""
        yield from self._db.execute(
            "SELECT store, name FROM present p WHERE NOT EXISTS "
            "(SELECT 1 FROM needed n WHERE n.store = p.store AND n.name = p.name AND n.uses) AND NOT EXISTS "
            "(SELECT 1 FROM spoken s WHERE s.store = p.store AND s.key IN (p.key, p.name)) "
            "ORDER BY store, name"
        )
