"""Print the URL of a PostgreSQL server on which tests may create databases, or nothing."""

import getpass
import os
import sys

import psycopg

EXPLICIT = os.environ.get("TEST_DATABASE_URL")
CANDIDATES = (
    [EXPLICIT]
    if EXPLICIT
    else [f"postgres://{user}@127.0.0.1:5432/postgres" for user in ("postgres", getpass.getuser())]
)

for url in CANDIDATES:
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.OperationalError:
        continue
    if row and row[0]:
        print(url)
        break
else:
    if EXPLICIT:
        sys.exit("TEST_DATABASE_URL 所指的 PostgreSQL 没有应答，或无权建库。")
