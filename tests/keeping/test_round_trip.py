"""An office with two issues: backed up, destroyed, restored, and every row, file and PDF as it was."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.issues.commands.command_line import call
from tests.keeping.conftest import DESTROY, Elsewhere, Office

pytestmark = pytest.mark.django_db


def _newest(folder: Path) -> str:
    return str(max(folder.iterdir()))


def test_everything_comes_back_on_either_database(
    office: Office,
    somewhere_else: Callable[[str], Elsewhere],
    contents: Callable[[], dict[str, Any]],
    tmp_path: Path,
) -> None:
    """SQLite to SQLite; in the run on PostgreSQL from there to SQLite, back, and over what was destroyed."""
    before = contents()
    assert {model for model, _ in before["rows"]} >= {
        "accounts.user", "articles.article", "articles.historicalarticle", "articles.submissionpicture",
        "issues.pressfile", "issues.release", "auth.permission", "accounts.sentmail",
    }  # fmt: skip
    assert sum(name.startswith("press/") for name in before["files"]) == 3
    assert any(name.startswith("media/pictures/") for name in before["files"])
    made = call("backup", "--to", tmp_path / "backups")
    assert (made.status, made.err) == (0, "")

    other = somewhere_else("sqlite")
    moved = other.run(["restore", _newest(tmp_path / "backups")], ["verify"], other.dump(), ["backup"])
    assert (moved.status, moved.err) == (0, "")
    assert "没有不符" in moved.out
    assert other.contents() == before
    if connection.vendor == "sqlite":
        return
    last = somewhere_else("postgresql")
    came = last.run(
        ["restore", _newest(other.folder / "backups")], last.dump(), ["backup"], ["destroy"],
        ["restore", "--replace", "--yes", "NEWEST"], ["verify"], last.dump("again"), before=DESTROY,
    )  # fmt: skip
    assert (came.status, came.err) == (0, "")
    assert last.contents() == before
    assert last.contents("again") == before
