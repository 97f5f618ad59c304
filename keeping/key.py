"""The key of backups, from the environment or from a file of its own."""

from pathlib import Path

from django.conf import settings

from keeping.archive.sealing import check_key
from keeping.refusal import KeepingError


def backup_key() -> str:
    """The key of the settings; empty if backups are not sealed. Raises: KeepingError."""
    if settings.BACKUP_KEY:
        return check_key(settings.BACKUP_KEY)
    if not settings.BACKUP_KEY_FILE:
        return ""
    try:
        key = check_key(Path(settings.BACKUP_KEY_FILE).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise KeepingError(f"读不了 BACKUP_KEY_FILE 所指的文件 {settings.BACKUP_KEY_FILE}。") from error
    if not key:
        # A backup that was meant to be sealed must not go out open.
        raise KeepingError(f"BACKUP_KEY_FILE 所指的文件 {settings.BACKUP_KEY_FILE} 是空的。")
    return key
