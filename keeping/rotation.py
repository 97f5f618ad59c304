"""Which backups stay: some days, some weeks, some months; and their names, from which their day is known."""

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

_NAME = re.compile(r"bianwu-(\d{8}-\d{6})\.(?:tar|tar\.sealed)")
_PART = re.compile(r"\.bianwu-.*\.partial")
_STAMP = "%Y%m%d-%H%M%S"
# What a backup that was killed left behind, once it can be no other one's that runs.
_DEAD_AFTER = timedelta(days=2)


@dataclass(frozen=True)
class Rule:
    """How many of the newest days, weeks and months with a backup keep their last one."""

    daily: int
    weekly: int
    monthly: int


def rule() -> Rule:
    """As the settings say."""
    return Rule(settings.BACKUP_KEEP_DAILY, settings.BACKUP_KEEP_WEEKLY, settings.BACKUP_KEEP_MONTHLY)


def name_of(at: datetime, *, sealed: bool) -> str:
    """The name of a backup of this moment, in the site's time: bianwu-20260305-023000.tar."""
    return f"bianwu-{timezone.localtime(at):{_STAMP}}.tar{'.sealed' if sealed else ''}"


def _at(path: Path) -> datetime | None:
    match = _NAME.fullmatch(path.name)
    try:
        return datetime.strptime(match[1], _STAMP) if match else None
    except ValueError:
        return None


def backups(folder: Path) -> list[Path]:
    """The backups in a folder, the newest first; nothing else that lies there."""
    dated = [(at, path) for path in folder.iterdir() if path.is_file() and (at := _at(path))]
    return [path for _, path in sorted(dated, reverse=True)]


def kept(paths: Iterable[Path], rule: Rule) -> set[Path]:
    """Which backups stay: all of the newest day, and the last of each day, week and month that counts.

    Args: paths: newest first.
    """
    dated = [(path, at) for path in paths if (at := _at(path))]
    staying = {path for path, at in dated if at.date() == dated[0][1].date()}
    periods: list[tuple[int, Callable[[datetime], Hashable]]] = [
        (rule.daily, datetime.date),
        (rule.weekly, lambda at: tuple(at.isocalendar())[:2]),
        (rule.monthly, lambda at: (at.year, at.month)),
    ]
    for count, period in periods:
        last_of: dict[Hashable, Path] = {}
        for path, at in dated:
            last_of.setdefault(period(at), path)
        staying |= set(list(last_of.values())[:count])
    return staying


def prune(folder: Path, newest: Path, rule: Rule) -> list[Path]:
    """Remove what the rule does not keep, and what killed backups left. Returns: the backups that went.

    Args: newest: the one just made and found good; it stays, even if the clock was set back.
    """
    found = backups(folder)
    staying = kept(found, rule) | {newest}
    going = [path for path in found if path not in staying]
    for path in going:
        path.unlink()
    for path in folder.iterdir():
        if _PART.fullmatch(path.name):
            age = datetime.now(UTC) - datetime.fromtimestamp(path.stat().st_mtime, UTC)
            if age > _DEAD_AFTER:
                path.unlink()
    return going
