"""kill -9 in the middle of a restore and of a backup: the old office stays, or the new one is whole."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.issues.commands.command_line import call
from tests.keeping.conftest import DESTROY, Elsewhere, Office

pytestmark = pytest.mark.django_db

# Each child works as a command does, and is killed at one moment.
KILLED = (
    DESTROY
    + """
import signal
from django.db import connections
from keeping import backup, placing, restoring, scratch

def dies(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

def after(owner, name):
    real = getattr(owner, name)
    def and_die(*args, **kwargs):
        real(*args, **kwargs)
        dies()
    setattr(owner, name, and_die)

MOMENTS = {
    "while it is filled": lambda: setattr(restoring, "rebuild_search", dies),
    "while files are exchanged": lambda: after(placing.InFolder, "exchange"),
    "before the database": lambda: [setattr(scratch, name, dies) for name in ("_copy_over", "_move_over")],
    "after the database": lambda: (after(scratch, "_copy_over"), after(scratch, "_move_over")),
    "while backing up": lambda: setattr(backup, "chunks", dies),
}

def killed(moment, words):
    connections.close_all()
    child = os.fork()
    if not child:
        MOMENTS[moment]()
        call_command(*words)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, (moment, status)

from accounts.models import User
"""
)
# What stands there before: one more person than in the archive, and a file of another name.
CHANGE = """
User.objects.create(username="later")
(Path(os.environ["PRESS_ROOT"]) / "later.pdf").write_bytes(b"%PDF-later")
"""


def test_a_restore_that_is_killed(
    office: Office,
    somewhere_else: Callable[[str], Elsewhere],
    contents: Callable[[], dict[str, Any]],
    tmp_path: Path,
) -> None:
    before = contents()
    call("backup", "--to", tmp_path / "backups")
    (archive,) = map(str, (tmp_path / "backups").iterdir())
    other = somewhere_else(connection.vendor)
    words = ["restore", "--replace", "--yes", archive]
    code = [
        KILLED,
        f"call_command('restore', {archive!r})",
        CHANGE,
        f"call_command(*{other.dump('changed')!r})",
        # Undone at once, or by itself: nothing was exchanged yet.
        f"killed('while it is filled', {words!r})",
        "call_command('verify')",
    ]
    for moment in ("while files are exchanged", "before the database"):
        code += [
            f"killed({moment!r}, {words!r})",
            "try: call_command('verify')\nexcept CommandError as refused: assert '--settle' in str(refused)",
            "call_command('restore', '--settle')",
        ]
    code += [
        f"call_command(*{other.dump('undone')!r})",
        "assert (Path(os.environ['PRESS_ROOT']) / 'later.pdf').exists()",
        "killed('while backing up', ['backup'])",
        "assert not list(Path(os.environ['BACKUP_ROOT']).glob('bianwu-*'))",
        f"killed('after the database', {words!r})",
        "call_command('restore', '--settle')",
    ]
    ended = other.run(["verify"], other.dump(), before="\n".join(code))
    assert ended.status == 0, ended.err
    assert other.contents("undone")["rows"] == other.contents("changed")["rows"]
    assert other.contents() == before
    assert not any(path.name.startswith(".") for path in (other.folder / "press").iterdir())
