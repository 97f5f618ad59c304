"""What a child process may use before it is stopped."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Limits:
    """Seconds of processor and of the clock, MB of address space, pages of one PDF."""

    cpu_seconds: int
    wall_seconds: float
    memory_mb: int
    pages: int


def for_a_build() -> Limits:
    """For all orders of one build."""
    return Limits(
        settings.BUILD_CPU_SECONDS,
        settings.BUILD_WALL_SECONDS,
        settings.BUILD_MEMORY_MB,
        settings.BUILD_PAGES,
    )


def for_an_article() -> Limits:
    """For one article alone, when the one is looked for that cannot be set."""
    seconds = min(settings.BUILD_ARTICLE_CPU_SECONDS, settings.BUILD_CPU_SECONDS)
    wall = min(seconds * 3, settings.BUILD_WALL_SECONDS)
    return Limits(seconds, wall, settings.BUILD_MEMORY_MB, settings.BUILD_PAGES)
