"""``kill -9`` of worker and child in the middle of a build: it is done anew, and nothing half stays."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.conf import settings
from django.db import connection

from articles.models import Article
from issues.building import worker
from issues.building.services import request_build
from issues.models import Build, BuildStatus, Issue
from tests.conftest import Cast

# Long enough that there is a middle to be killed in.
BODY = "<p>" + "排字房里灯火通明，师傅们正把一行行铅字装进版框。" * 400 + "</p>"


def _database() -> str:
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    return f"postgres://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}/{given['NAME']}"


@pytest.fixture
def start_worker(press_folder: Path) -> Iterator[Callable[[], "subprocess.Popen[bytes]"]]:
    """Start ``manage.py work`` on this test's database and files."""
    started = []

    def start() -> "subprocess.Popen[bytes]":
        environment = os.environ | {
            "DATABASE_URL": _database(),
            "PRESS_ROOT": str(press_folder),
            "BUILD_SILENT_SECONDS": "2",
        }
        command = [sys.executable, "manage.py", "work", "--with-parent", str(os.getpid())]
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)
        started.append(process)
        return process

    yield start
    for process in started:
        process.send_signal(signal.SIGTERM)
        process.wait(120)


def _until(holds: Callable[[], Any], what: str) -> Any:
    # Minutes: what is waited for is sure to come, but not how soon on a busy machine.
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        if got := holds():
            return got
        time.sleep(0.02)
    raise AssertionError(what)


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split()]


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.django_db(transaction=True)
def test_a_killed_build_runs_again_by_itself(
    start_worker: Callable[[], "subprocess.Popen[bytes]"],
    make_issue: Callable[..., Issue],
    make_article: Callable[..., Article],
    cast: Cast,
    press_folder: Path,
    settings: Any,
) -> None:
    settings.BUILD_SILENT_SECONDS = 2
    issue = make_issue(2026, 3, articles=[make_article(f"第{n}篇", body=BODY) for n in range(2)])
    build = request_build(issue, "preview", actor=cast.editor)

    def laid_out(attempt: int) -> bool:
        build.refresh_from_db()
        assert build.status in (BuildStatus.QUEUED, BuildStatus.RUNNING), build.reason
        return build.status == BuildStatus.RUNNING and build.attempts == attempt and bool(build.page)

    # The worker, in the middle of a layout. Its child goes with it.
    first = start_worker()
    _until(lambda: laid_out(1), "the build was never begun")
    (child,) = _children(first.pid)
    first.kill()
    first.wait()
    _until(lambda: not _is_alive(child), "the child outlived its worker")
    assert list(press_folder.glob("builds/**/*.pdf")) == []
    _until(lambda: not worker.alive(), "the dead worker still counts as alive")

    # The child of the next one: no article is to blame, so it is tried once more.
    second = start_worker()
    _until(lambda: laid_out(2), "the build was not taken up anew")
    (child,) = _children(second.pid)
    os.kill(child, signal.SIGKILL)

    def done() -> bool:
        build.refresh_from_db()
        assert build.status != BuildStatus.FAILED, build.reason
        return build.status == BuildStatus.DONE

    _until(done, "the build was never done")
    assert build.attempts == 3
    assert Build.objects.count() == 1
    files = list(press_folder.glob("builds/**/*"))
    assert [path.name for path in files if path.is_file()] == [Path(str(build.file.name)).name]
    assert len(pypdfium2.PdfDocument(build.file.path)) == build.result["pages"]
    assert None not in issue.entries.values_list("start_page", flat=True)

    second.send_signal(signal.SIGTERM)
    assert second.wait(120) == 0
    assert not worker.alive()
    assert list((press_folder / ".work").iterdir()) == []
