"""Where a bench has its archive: a database of its own, and Django set up upon it as in production."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.issue import ROOT


@contextmanager
def own_ground(database: str) -> Iterator[Path]:
    """Set Django up, once a process, on the database of a URL or on an SQLite file that is removed.

    Gives the folder of that file.
    """
    folder = tempfile.mkdtemp(prefix="bench-")
    os.environ["DATABASE_URL"] = database or f"sqlite:///{folder}/db.sqlite3"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bulletin.settings")
    sys.path.insert(0, str(ROOT))
    import django
    from django.conf import settings

    django.setup()
    # As in production: with DEBUG on, Django keeps every query.
    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["testserver"]
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder)
