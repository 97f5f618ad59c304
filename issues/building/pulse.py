"""A worker's pulse: a thread that says that it lives, keeps set times, and looks after what others left."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone

from articles.pictures import making as pictures
from issues.building import appearing, keeping, reaper, worker
from issues.covers import making as covers

logger = logging.getLogger(__name__)

# Several beats fit into the silence after which a worker is taken for dead.
BEATS_IN_SILENCE = 5
SWEEP_EVERY_SECONDS = 600.0


class Pulse:
    """A context manager around a worker's loop. ``orphaned`` is called when the worker's parent is gone."""

    def __init__(self, name: str, still_wanted: Callable[[], bool], orphaned: Callable[[], None]) -> None:
        self.name = name
        self._still_wanted, self._orphaned = still_wanted, orphaned
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pulse", daemon=True)

    def __enter__(self) -> "Pulse":
        worker.beat(self.name, timezone.now())
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join(timeout=5)
        try:
            worker.leave(self.name)
        except DatabaseError:
            logger.warning("the worker could not sign off; it will be missed soon")

    def _run(self) -> None:
        every = settings.BUILD_SILENT_SECONDS / BEATS_IN_SILENCE
        since_sweep = SWEEP_EVERY_SECONDS
        while True:
            try:
                close_old_connections()
                now = timezone.now()
                worker.beat(self.name, now)
                if given := reaper.reap(now):
                    logger.warning("builds without a worker: %s", given)
                appearing.keep_times(now)
                since_sweep += every
                if since_sweep >= SWEEP_EVERY_SECONDS:
                    since_sweep = 0.0
                    keeping.sweep(now)
                    worker.forget_dead(now)
                    reaper.prune(now - timedelta(days=settings.BUILD_KEEP_DAYS))
                    covers.ask_for_missing()
                    pictures.ask_for_missing()
            except (DatabaseError, InterfaceError) as error:
                # A database that is restarted comes back; the pulse goes on then.
                logger.warning("pulse: %s", error)
            if not self._still_wanted():
                self._orphaned()
                break
            if self._end.wait(every):
                break
        connection.close()
