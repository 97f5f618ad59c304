"""Whether what a reader, a proxy or a browser kept is still what it would get now.

The public site has one state. It is written anew in the transaction of whatever changes what readers see,
so that a change that is rolled back changes nothing and two at once follow each other. Together with the
digest of the software that draws the pages it names a generation: pages of one generation are the same,
whoever drew them, on whatever machine. See docs/adr/0007-one-generation-for-all-caches.md.
"""

import hashlib
import logging
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from periodicals.models import PublicVersion

logger = logging.getLogger(__name__)

# The one row of the table.
_ROW = 1
# Where a proxy is told (deploy/nginx), and where it asks.
GENERATION_PATH = "/_generation"
# Seconds. Whoever published waits for it; a proxy that cannot be told asks by itself soon.
_TOLD_WITHIN = 1
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
# What pages are drawn with, apart from the database. Of the static files they name the hashes.
_DRAWN_WITH = (".py", ".html", ".css", ".js", ".svg", ".txt", ".xml", ".json")
_NAMED_ON_PAGES = ("SITE_URL", "SITE_IDENTITY", "STATIC_URL", "MEDIA_URL")


@dataclass(frozen=True)
class Freshness:
    """A generation of the public site and when it began, in whole seconds."""

    generation: str
    since: datetime


def current() -> Freshness:
    """The present generation. One query; to be asked before what it is to vouch for is read."""
    row = PublicVersion.objects.filter(pk=_ROW).values_list("token", "changed_at").first()
    token, changed_at = row or ("", _LONG_AGO)
    digest, drawn_at = _software()
    since = max(changed_at, drawn_at).replace(microsecond=0)
    return Freshness(f"{token}-{digest}", since)


@transaction.atomic
def changed(**_sent: Any) -> None:
    """Begin a new generation, because readers will see something else once the transaction is done.

    To be called last in it: from here on other changes of what readers see wait.
    """
    rows = PublicVersion.objects.select_for_update()
    row, _ = rows.get_or_create(pk=_ROW, defaults={"token": "", "changed_at": _LONG_AGO})
    row.token = secrets.token_hex(8)
    # A later state has a later second, whatever the clocks of two machines say: clients that know only
    # Last-Modified must not take one for the other.
    row.changed_at = max(timezone.now(), row.changed_at + timedelta(seconds=1))
    row.save()
    if not any(entry[1] is _tell_proxies for entry in connection.run_on_commit):
        transaction.on_commit(_tell_proxies, robust=True)


def row_changed(created: bool = False, **_sent: Any) -> None:
    """The same as a receiver of ``post_save``: what is new has nothing public yet."""
    if not created:
        changed()


def _tell_proxies() -> None:
    # By the site's own name: under another one, the site that the proxy asks would refuse.
    host = {"Host": urlsplit(settings.SITE_URL).netloc}
    for proxy in settings.PROXIES:
        try:
            request = Request(f"{proxy.rstrip('/')}{GENERATION_PATH}", headers=host)  # noqa: S310
            urlopen(request, timeout=_TOLD_WITHIN).close()  # noqa: S310
        except (OSError, ValueError) as error:
            logger.warning("代理 %s 没有及时得知网站内容有变，稍后会自行得知：%s", proxy, error)


@cache
def _software() -> tuple[str, datetime]:
    """A digest of everything that pages are drawn with, alike on all machines, and its newest file's time."""
    root = Path(settings.BASE_DIR)
    own = (Path(config.path) for config in apps.get_app_configs())
    folders = [path for path in own if root in path.parents and ".venv" not in path.parts]
    folders += [root / name for name in ("bulletin", "templates", "static", "requirements")]
    files = [
        file
        for folder in folders
        for file in folder.rglob("*")
        if file.suffix in _DRAWN_WITH and file.is_file()
    ]
    digest = hashlib.sha256()
    for name in _NAMED_ON_PAGES:
        digest.update(f"{getattr(settings, name, '')}\0".encode())
    for file in sorted(files):
        digest.update(f"{file.relative_to(root)}\0".encode())
        digest.update(file.read_bytes())
    newest = max((file.stat().st_mtime for file in files), default=0.0)
    return digest.hexdigest()[:16], datetime.fromtimestamp(newest, UTC)
