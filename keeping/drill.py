"""A restore that touches nothing: into a database and folders that go away, and verified there."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from keeping import placing, restoring, scratch
from keeping.archive.reading import Contents
from keeping.stores import folder_stores
from keeping.verifying import Finding, verify
from keeping.wording import silent


@dataclass(frozen=True)
class Drilled:
    """What a drill came to."""

    contents: Contents
    restored: restoring.Restored
    findings: list[Finding]


def drill(path: Path, *, key: str, work: Path | None, tell: Callable[[str], None] = silent) -> Drilled:
    """Restore an archive into a temporary SQLite database and folders, and verify them there.

    Args: work: where they may be for the time; the system's own place if None. Raises: KeepingError.
    """
    with TemporaryDirectory(prefix="bianwu-drill-", dir=work) as folder:
        stores = folder_stores(Path(folder))
        contents = restoring.checked(path, key, stores)
        placings = {alias: placing.placing(storage) for alias, storage in stores.items()}
        with scratch.sqlite_at(Path(folder) / "db.sqlite3"):
            restored = restoring.fill(path, contents, placings, key=key, tell=tell)
            for each in placings.values():
                each.exchange("drill")
                each.finish()
            return Drilled(contents, restored, list(verify(stores, tell=tell)))
