"""``make run``: the server and the worker beside it; neither goes on without the other."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

# Both commands are as they are on any database; to start them costs seconds.
pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="the same on every database")


@dataclass
class Server:
    """``prepare --serve`` with what it and its worker say, in a file: a pipe would bind them together."""

    process: "subprocess.Popen[bytes]"
    said: Path

    def worker(self) -> int:
        """The worker's number, once it has a compositor: then it is past its beginnings."""
        worker: int = _until(lambda: _child(self.process.pid, b"work"))
        _until(lambda: _child(worker, b"issues.building.child"))
        return worker


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Database and files; the tables are made once."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture
def server(tmp_path: Path, folder: Path) -> Iterator[Server]:
    """The server on a free port, with an empty production database of its own."""
    port = _free_port()
    with (tmp_path / "said").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "prepare", "--serve", str(port)],
            cwd=settings.BASE_DIR,
            env=os.environ
            | {
                "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
                "PRESS_ROOT": str(folder / "press"),
                # No sample issue, which would be typeset.
                "DEBUG": "false", "SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "localhost", "HTTPS": "false",
                "BUILD_SILENT_SECONDS": "1",
            },
            stdout=said,
            stderr=said,
        )  # fmt: skip
    yield Server(process, tmp_path / "said")
    # Without its server the worker ends by itself, which is a test of its own.
    process.kill()
    process.wait()


def _free_port() -> int:
    """One that no other test gets in between: those that the system gives out by itself begin above."""
    port = 20_000 + os.getpid() % 10_000
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
        port += 1


def _until(holds: Callable[[], Any]) -> Any:
    # What is waited for is sure to come, but not how soon on a busy machine.
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        if got := holds():
            return got
        time.sleep(0.05)
    raise AssertionError("waited in vain")


def _child(pid: int, named: bytes) -> int | None:
    """A child of a process with this word in its command."""
    try:
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            if named in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0"):
                return int(child)
    except (FileNotFoundError, ProcessLookupError):
        pass
    return None


def _gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_when_the_worker_dies_the_server_ends_and_says_so(server: Server) -> None:
    os.kill(server.worker(), signal.SIGKILL)
    assert server.process.wait(180) == 1
    assert "排版服务意外停止，网站随之关闭" in server.said.read_text()


def test_when_the_server_is_killed_the_worker_ends(server: Server) -> None:
    worker = server.worker()
    compositor = _child(worker, b"issues.building.child")
    server.process.kill()
    server.process.wait()
    _until(lambda: _gone(worker))
    assert compositor
    _until(lambda: _gone(compositor))
