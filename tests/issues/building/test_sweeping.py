"""What is swept: workrooms of the dead, expired previews, files without a row; and what never is."""

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from issues.building import keeping, steps
from issues.building.services import request_build
from issues.models import Build, BuildStatus, Issue
from tests.conftest import Cast


@pytest.fixture
def build(issue: Issue, cast: Cast) -> Build:
    return request_build(issue, "preview", actor=cast.editor)


def _kept(build: Build, days: float) -> str:
    build.file.save("a.pdf", ContentFile(b"%PDF-1.7"), save=False)
    build.status, build.finished_at = BuildStatus.DONE, timezone.now() - timedelta(days=days)
    build.save()
    return str(build.file.name)


def test_only_workrooms_of_running_attempts_stay(build: Build, press_folder: Path) -> None:
    begun = steps.begin(build.pk)
    for name in (f"{begun.pk}-1", f"{begun.pk}-0", "99999-1"):
        (press_folder / ".work" / name).mkdir(parents=True)
        (press_folder / ".work" / name / "0.pdf").write_bytes(b"half")
    keeping.sweep(timezone.now())
    assert [path.name for path in (press_folder / ".work").iterdir()] == [f"{begun.pk}-1"]


@pytest.mark.parametrize(("days", "kept"), [(-0.1, True), (0.1, False)])
def test_previews_are_kept_for_some_days(
    build: Build, press_folder: Path, settings: Any, days: float, kept: bool
) -> None:
    name = _kept(build, settings.BUILD_KEEP_DAYS + days)
    keeping.sweep(timezone.now())
    build.refresh_from_db()
    assert (build.file.name == name, (press_folder / name).is_file()) == (kept, kept)


def test_a_file_without_a_row_goes_when_it_is_old(build: Build, press_folder: Path) -> None:
    name = _kept(build, 0)
    folder = (press_folder / name).parent
    (folder / "new.pdf").write_bytes(b"a row may follow")
    (folder / "old.pdf").write_bytes(b"left behind")
    (press_folder / "2026").mkdir()
    (press_folder / "2026" / "printed.pdf").write_bytes(b"not ours to judge")
    long_ago = time.time() - 86_400
    for path in press_folder.rglob("*.pdf"):
        if path.name != "new.pdf":
            os.utime(path, (long_ago, long_ago))
    keeping.sweep(timezone.now())
    assert sorted(path.name for path in press_folder.rglob("*.pdf")) == sorted(
        ["new.pdf", "printed.pdf", Path(name).name]
    )
