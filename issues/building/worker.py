"""The worker (排版服务): whether one lives, and the pulse by which the others know it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from issues.models import BuildWorker


def _silent_since(now: datetime) -> datetime:
    return now - timedelta(seconds=settings.BUILD_SILENT_SECONDS)


def lives(name: str, now: datetime) -> bool:
    """Whether the worker of this name gave a sign of life lately."""
    return BuildWorker.objects.filter(name=name, seen_at__gte=_silent_since(now)).exists()


def alive() -> bool:
    """Whether any worker runs. One query."""
    return BuildWorker.objects.filter(seen_at__gte=_silent_since(timezone.now())).exists()


def beat(name: str, now: datetime) -> None:
    """Say that a worker lives."""
    BuildWorker.objects.update_or_create(name=name, defaults={"seen_at": now})


def leave(name: str) -> None:
    """Say that a worker ends, so that nobody waits for it."""
    BuildWorker.objects.filter(name=name).delete()


def forget_dead(now: datetime) -> None:
    """Remove the traces of workers that were killed."""
    BuildWorker.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()
