"""Commands as a person calls them, with what they print and the status they end with."""

from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from unittest import mock

from django.core.management import ManagementUtility
from django.db import connections


@dataclass(frozen=True)
class Outcome:
    """How a command ended: its status and what it wrote."""

    status: int
    out: str
    err: str


def call(*words: object) -> Outcome:
    """Run ``manage.py WORDS`` inside the test's database, whose connection a command would close."""
    out, err, status = StringIO(), StringIO(), 0
    with redirect_stdout(out), redirect_stderr(err), mock.patch.object(connections, "close_all"):
        try:
            ManagementUtility(["manage.py", *map(str, words)]).execute()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
    return Outcome(status, out.getvalue(), err.getvalue())
