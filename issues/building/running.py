"""A build from the moment a worker takes it up until it is done, failed or put back."""

import logging
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from django.db import OperationalError

from articles.services import Refused
from issues.building import compositor, limits, steps
from issues.building.compositor import Compositor, News, NotSet
from issues.building.culprit import reason_of
from issues.building.keeping import workroom
from issues.building.kinds import kind_named
from issues.building.orders import Order
from issues.building.steps import Lost
from issues.models import Build

logger = logging.getLogger(__name__)

# How often the database hears how far it is.
TOLD_EVERY_SECONDS = 0.5


def carry_out(pk: int, worker: Compositor | None = None, task: UUID | None = None) -> None:
    """Carry out a queued build. Never raises for what a build may do; lets go of it if stopped halfway."""
    try:
        build = steps.begin(pk, task)
    except Lost:
        return
    try:
        with workroom(build) as folder:
            _build(build, folder, worker or compositor.kept())
    except Lost:
        logger.warning("build %s went on without this worker", pk)
    except Refused as refused:
        _fail(build, str(refused))
    except Exception:
        logger.exception("build %s stopped", pk)
        steps.release(build)
    except BaseException:  # the worker is told to end
        steps.release(build)
        raise


def _build(build: Build, folder: Path, worker: Compositor) -> None:
    kind = kind_named(build.kind)
    orders = kind.orders(build)
    teller = Teller(build, len(orders))
    try:
        made = worker.compose(orders, folder, limits.for_a_build(), teller.news)
    except NotSet as error:
        logger.warning("build %s: %s\n%s", build.pk, error, error.trace)
        reason = reason_of(error, _articles(orders), worker, folder, teller.say)
        if reason:
            steps.fail(build, reason)
        else:
            steps.release(build)
        return
    teller.say("正在保存")
    steps.finish(build, made)


def _articles(orders: Sequence[Order]) -> Sequence[Order]:
    return [Order(o.document.only(a), o.output) for o in orders[:1] for a in o.document.articles]


def _fail(build: Build, reason: str) -> None:
    try:
        steps.fail(build, reason)
    except Lost:
        logger.warning("build %s went on without this worker", build.pk)


class Teller:
    """Says how far a build is, at most twice a second. Its methods raise ``Lost``."""

    def __init__(self, build: Build, files: int = 1) -> None:
        self.build, self.files = build, files
        self.page = self._made = 0
        self._step, self._last = "正在排版", 0.0

    def news(self, news: News) -> None:
        """What the compositor tells."""
        if news.made > self._made:
            self._made, self.page = news.made, 0
        if news.page:
            # After the body the front page is counted from 1 again.
            front = news.page <= 2 < self.page
            self._step = "正在排封面目录" if front else f"正在排第{news.page}页"
            self.page = max(self.page, news.page)
        elif news.writing:
            self._step = "正在写入文件"
            self._last = 0
        if time.monotonic() - self._last >= TOLD_EVERY_SECONDS:
            several = f"（第{self._made + 1}份，共{self.files}份）" if self.files > 1 else ""
            self.say(self._step + several)

    def say(self, step: str) -> None:
        """A step in words."""
        try:
            steps.tell(self.build, step, self.page or None)
        except OperationalError as error:
            # A database that is busy for a moment is no reason to stop: the next telling comes soon.
            logger.warning("build %s could not be told about: %s", self.build.pk, error)
        self._last = time.monotonic()
