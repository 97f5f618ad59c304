"""The drill: an archive of an older system comes back on this one, somewhere that goes away."""

from collections.abc import Callable
from pathlib import Path

import pytest

from keeping.archive.reading import Contents
from keeping.drill import Drilled
from keeping.restoring import Restored
from keeping.verifying import Finding
from tests.issues.commands.command_line import call
from tests.keeping.conftest import Elsewhere

# Before proofreading's error log, covers, set times and all that came later: as an archive of that day.
OLD_ARCHIVE = """
import sys
from pathlib import Path
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from keeping import schema, tables
from keeping.archive.writing import ABOUT, ArchiveWriter
from keeping.scratch import sqlite_at
from keeping.sequences import last_keys

folder = Path({folder!r})
with sqlite_at(folder / "old.sqlite3"):
    graph = MigrationLoader(connection).graph
    apart = ("admin", "auth", "sessions", "django_tasks_database")
    leaves = [("issues", "0011_import_draft"), *(leaf for leaf in graph.leaf_nodes() if leaf[0] in apart)]
    names = {{node for leaf in leaves for node in graph.forwards_plan(leaf)}}
    old = schema.make(sorted(names))
    assert "0012_error_log" not in str(schema.applied())
    user = old.get_model("accounts", "User").objects.create(username="old", full_name="老编辑", is_staff=True)
    layout = old.get_model("periodicals", "Layout").objects.create(name="老版式")
    periodicals = old.get_model("periodicals", "Periodical").objects
    periodicals.create(title="老刊", slug="laokan", default_layout=layout)
    models = tables.kept_models(old)
    with ArchiveWriter(folder / "old.tar", "") as archive:
        archive.add_json(ABOUT, {{
            "format": 1, "migrations": schema.applied(), "last_keys": last_keys(models), "stores": [],
        }})
        for model in models:
            names = [field.attname for field in tables.columns(model)]
            rows = map(tables.encoded, tables.rows(model))
            archive.add_rows(model._meta.label_lower, iter([tables.encoded(names), *rows]))
        # Kept once and no more, as a system of tomorrow may find it.
        archive.add_rows("sessions.session", iter([b'["session_key"]\\n', b'["x"]\\n']))
        archive.add_file("default/pictures/ab/x.jpg", [b"x"])
(folder / "old.sqlite3").unlink()
"""


@pytest.fixture
def sqlite_elsewhere(tmp_path: Path) -> Elsewhere:
    """Without a database of the tests: once is enough."""
    return Elsewhere(f"sqlite:///{tmp_path / 'site' / 'db.sqlite3'}", tmp_path / "site")


def test_an_archive_of_an_older_system(sqlite_elsewhere: Elsewhere, tmp_path: Path) -> None:
    site, archive = sqlite_elsewhere, str(sqlite_elsewhere.folder / "old.tar")
    work = tmp_path / "work"
    work.mkdir()
    drilled = site.run(
        ["restore_drill", archive, "--work", str(work)], before=OLD_ARCHIVE.format(folder=str(site.folder))
    )
    assert (drilled.status, drilled.err) == (0, "")
    assert "1 个文件" in drilled.out
    assert "核对了：表与表的引用、终审签发与流转" in drilled.out
    assert "没有发现问题" in drilled.out
    assert list(work.iterdir()) == []
    assert [path.name for path in site.folder.iterdir()] == ["old.tar"]


@pytest.fixture
def drill_finding(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def find(*sentences: str) -> None:
        drilled = Drilled(Contents(), Restored(3, 1), [Finding(sentence) for sentence in sentences])
        monkeypatch.setattr("keeping.management.commands.restore_drill.drill", lambda *_, **__: drilled)

    return find


def test_what_is_found_is_told_and_ends_with_1(
    drill_finding: Callable[..., None], tmp_path: Path, settings: object
) -> None:
    drill_finding()
    assert call("restore_drill", tmp_path / "a.tar").status == 0
    drill_finding("《甲文》没有修订历史：请从备份中恢复。")
    outcome = call("restore_drill", tmp_path / "a.tar")
    assert (outcome.status, outcome.err) == (1, "演练完毕，有 1 处不符，见上。\n")
    assert "《甲文》没有修订历史" in outcome.out


def test_without_a_name_the_newest_is_taken(
    drill_finding: Callable[..., None], tmp_path: Path, settings: object
) -> None:
    drill_finding()
    settings.BACKUP_ROOT = str(tmp_path)  # type: ignore[attr-defined]
    assert "还没有备份" in call("restore_drill").err
    for name in ("bianwu-20260302-023000.tar", "bianwu-20260303-023000.tar", "notes.txt"):
        (tmp_path / name).touch()
    assert "bianwu-20260303-023000.tar" in call("restore_drill").out
    assert call("restore_drill", "--work", tmp_path / "none").status == 1
