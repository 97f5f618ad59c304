"""The issue that is measured: 2024-08 of the real bulletins, in a database of its own."""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BULLETIN = ROOT.parent / "shared" / "bulletins" / "shanxi-2024-08.txt"


def set_up() -> Path:
    """Django on an empty database in a folder that is returned; nothing of the office is touched."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/db.sqlite3"
    os.environ["MEDIA_ROOT"] = str(folder / "media")
    # Playwright runs an event loop in this thread; nothing here is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bulletin.settings")
    set_up_again()
    return folder


def set_up_again() -> None:
    """Django in a child process, on the same database."""
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()


def fill() -> None:
    """Bring the bulletin into the database. Exits with a sentence where the file is not there."""
    from django.core.management import call_command

    if not BULLETIN.is_file():
        sys.exit(f"bench: {BULLETIN} is not on this machine; it is what is measured.")
    with open(os.devnull, "w") as quiet:
        call_command("prepare", stdout=quiet)
        call_command(
            "import_issue", BULLETIN, periodical="shanxi", actor="zebian", stdout=quiet, stderr=quiet
        )
