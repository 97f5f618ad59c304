# ruff: noqa: S608 - no part of a statement comes from outside; names are this module's own
"""The index itself, as each database keeps it: the only module that knows which database it is.

SQLite: two FTS5 tables, one over whole articles, one over titles, whose row ids are the articles' places;
they answer phrases by themselves, newest first, and stop when enough is found. PostgreSQL: two arrays of
words with a GIN index each. They answer which articles hold all words; whether these follow each other is
seen in the plain form, which at once makes texts of any length right. An array and not a tsvector, because
that holds no position past 16,383 and no more than 1 MB, and because reading one to check a phrase costs
more than looking into the text. GIN knows no order, so the archive is asked a window of years at a time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from issues.search.bigrams import is_han, words
from issues.search.grammar import Query, Term

TABLE = "issues_searchtext"
# Index over whole articles and over titles: table on SQLite, column on PostgreSQL; what phrases are seen in.
WHOLE, TITLES = "words", "title_words"
_FTS = {WHOLE: "issues_search_words", TITLES: "issues_search_titles"}
_SEEN_IN = {WHOLE: "text", TITLES: "title"}

# place: periodical, year and number, position from the back, so that the newest and first is the greatest.
_POSITION_BITS, _ISSUE_BITS = 20, 22
_LAST = (1 << _POSITION_BITS) - 1
# Issues of the first window; each further one holds twice as many.
_WINDOW = 50
_WINDOWS = 5


@dataclass(frozen=True)
class Row:
    """An article as it goes into the index; the texts are plain forms."""

    entry_id: int
    periodical_id: int
    year: int
    number: int
    position: int
    section_id: int
    title: str
    text: str
    source: str

    @property
    def place(self) -> int:
        """Where it stands among all: greater is newer, and earlier in the same issue."""
        return _place(self.periodical_id, self.year, self.number, self.position)


@dataclass(frozen=True)
class Scope:
    """Where is looked: one periodical, and if wished a year, an issue of it, a section, a source.

    ``years`` are the periodical's public years, newest first, with the number of their issues.
    """

    periodical_id: int
    years: Sequence[tuple[int, int]]
    year: int | None = None
    number: int | None = None
    section_id: int | None = None
    source: Term | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is on."""
        return any(each is not None for each in (self.year, self.number, self.section_id, self.source))


def _place(periodical_id: int, year: int, number: int, position: int) -> int:
    issue = year * 1000 + number
    return (periodical_id << _ISSUE_BITS | issue) << _POSITION_BITS | (_LAST - min(position, _LAST))


def _bounds(scope: Scope) -> tuple[int, int]:
    first = last = 0
    if scope.year is not None:
        first, last = scope.year * 1000, scope.year * 1000 + 999
        if scope.number is not None:
            first = last = scope.year * 1000 + scope.number
    else:
        last = (1 << _ISSUE_BITS) - 1
    base = scope.periodical_id << _ISSUE_BITS
    return (base | first) << _POSITION_BITS, (base | last) << _POSITION_BITS | _LAST


def make(connection: Any) -> None:
    """Add what the index consists of to the table that Django made."""
    with connection.cursor() as cursor:
        for statement in _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(statement)


def unmake(connection: Any) -> None:
    """Take it away again; the table itself is Django's to drop."""
    if connection.vendor == "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER issues_search_forget")
        for name in _FTS.values():
            cursor.execute(f"DROP TABLE {name}")


_GIN = {WHOLE: "issues_search_words", TITLES: "issues_search_titles"}
# Words are compared as bytes (COLLATE "C"): by a language's rules it takes several times as long. Statistics
# of a thousand words a row cost ANALYZE minutes and would tell the planner to read every row.
_POSTGRESQL = [
    f"ALTER TABLE {TABLE} ADD COLUMN words text[] COLLATE \"C\" NOT NULL DEFAULT '{{}}', "
    "ADD COLUMN title_words text[] COLLATE \"C\" NOT NULL DEFAULT '{}'",
    f"ALTER TABLE {TABLE} ALTER COLUMN words SET STATISTICS 0, ALTER COLUMN title_words SET STATISTICS 0",
    # Read whole and often, and Chinese hardly shrinks.
    f"ALTER TABLE {TABLE} ALTER COLUMN text SET STORAGE EXTERNAL",
    *(f"CREATE INDEX {name} ON {TABLE} USING gin ({column})" for column, name in _GIN.items()),
]
# The tokenizer "ascii" cuts at blanks and takes every Chinese character, of whatever Unicode version;
# "unicode61" knows those of 2012. Folding is done before. prefix: one character is asked for often.
_SQLITE = [
    *(
        f"CREATE VIRTUAL TABLE {name} USING fts5 (words, source, marks, tokenize = 'ascii', prefix = '1')"
        for name in _FTS.values()
    ),
    # Rows also go when their entry goes; what is forgotten is forgotten everywhere.
    f"CREATE TRIGGER issues_search_forget AFTER DELETE ON {TABLE} BEGIN "
    + "".join(f"DELETE FROM {name} WHERE rowid = old.place; " for name in _FTS.values())
    + "END",
]


def write(connection: Any, rows: Iterable[Row]) -> None:
    """Add articles to the index, within the caller's transaction. None of them may be in it."""
    into_table = f"INSERT INTO {TABLE} (place, entry_id, title, text, source"
    with connection.cursor() as cursor:
        for row in rows:
            values = [row.place, row.entry_id, row.title, row.text, row.source]
            if connection.vendor == "postgresql":
                marks = [f"@{word}" for word in _known(row.source)] + list(_marks(row))
                cursor.execute(
                    f"{into_table}, {WHOLE}, {TITLES}) VALUES (%s, %s, %s, %s, %s, %s, %s)",
                    [*values, [*_known(row.text), *marks], [*_known(row.title), *marks]],
                )
                continue
            cursor.execute(f"{into_table}) VALUES (%s, %s, %s, %s, %s)", values)
            for index, name in _FTS.items():
                text = row.text if index == WHOLE else row.title
                cursor.execute(
                    f"INSERT INTO {name} (rowid, words, source, marks) VALUES (%s, %s, %s, %s)",
                    [row.place, " ".join(words(text)), " ".join(words(row.source)), f"s{row.section_id}"],
                )


def settle(connection: Any) -> None:
    """Put what was written where searches find it fast: PostgreSQL first keeps it on a list, which every
    search reads through."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for name in _GIN.values():
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [name])


def _known(plain: str) -> set[str]:
    """The words of a text by which PostgreSQL's array knows it: single characters and initials too."""
    known = set(words(plain))
    singles = {run if is_han(run) else f"^{run}" for run in {word[0] for word in known}}
    return known | singles


def _marks(row: Row) -> Iterator[str]:
    yield f"#y{row.periodical_id}.{row.year}"
    yield f"#i{row.periodical_id}.{row.year}.{row.number}"
    yield f"#s{row.section_id}"


def newest(connection: Any, query: Query, scope: Scope, limit: int, *, index: str = WHOLE) -> list[int]:
    """The places of the newest articles that hold all terms, newest first; one query.

    Args: index: WHOLE, or TITLES for articles that hold them all in their titles.
    """
    ask = _ask_postgresql if connection.vendor == "postgresql" else _ask_sqlite
    statement, values = ask(query, scope, limit, index)
    if not statement:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return sorted((place for (place,) in cursor.fetchall()), reverse=True)


def _ask_sqlite(query: Query, scope: Scope, limit: int, index: str) -> tuple[str, list[Any]]:
    # Words are letters, digits and Chinese characters: nothing in them can end a string.
    wanted = [f"words : {_phrase(term)}" for term in query.terms]
    if scope.source:
        wanted.append(f"source : {_phrase(scope.source)}")
    if scope.section_id is not None:
        wanted.append(f'marks : "s{scope.section_id}"')
    name = _FTS[index]
    statement = (
        f"SELECT rowid FROM {name} WHERE {name} MATCH %s AND rowid BETWEEN %s AND %s "
        "ORDER BY rowid DESC LIMIT %s"
    )
    return statement, [" AND ".join(wanted), *_bounds(scope), limit]


def _phrase(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + (" *" if term.is_prefix else "")


def _ask_postgresql(query: Query, scope: Scope, limit: int, index: str) -> tuple[str, list[Any]]:
    all_of, contained = [], []
    for term in query.terms:
        all_of += _array_words(term)
        if not term.is_single:
            contained.append((_SEEN_IN[index], term.plain))
    if scope.source:
        all_of += [f"@{word}" for word in _array_words(scope.source)]
        if not scope.source.is_single:
            contained.append(("source", scope.source.plain))
    if scope.section_id is not None:
        all_of.append(f"#s{scope.section_id}")
    # A plain form holds neither % nor _ nor a backslash: there is nothing to escape. position() takes longer.
    condition = "".join(f" AND {column} LIKE %s" for column, _ in contained)
    parts, values = [], []
    for window in _windows(scope):
        parts.append(
            f"(SELECT place FROM {TABLE} WHERE {index} && %s::text[] AND {index} @> %s::text[]{condition} "
            "ORDER BY place DESC LIMIT %s)"
        )
        values += [window, all_of, *(f"%{plain}%" for _, plain in contained), limit]
    if not parts:
        return "", []
    # The parts are asked one after the other, and no longer than needed.
    return f"SELECT place FROM ({' UNION ALL '.join(parts)}) AS windows LIMIT %s", [*values, limit]


def _array_words(term: Term) -> list[str]:
    *before, last = term.words
    return [*before, f"^{last}" if term.is_prefix and not is_han(last) else last]


def _windows(scope: Scope) -> list[list[str]]:
    """The marks of the years that are asked together, newest first; an issue's or a year's own if wished."""
    if scope.year is not None:
        issue = f"#i{scope.periodical_id}.{scope.year}.{scope.number}"
        return [[issue if scope.number is not None else f"#y{scope.periodical_id}.{scope.year}"]]
    windows: list[list[str]] = [[]]
    room = size = _WINDOW
    for year, issues in scope.years:
        if room <= 0 and len(windows) < _WINDOWS:
            windows.append([])
            size *= 2
            room = size
        windows[-1].append(f"#y{scope.periodical_id}.{year}")
        room -= issues
    return [window for window in windows if window]
