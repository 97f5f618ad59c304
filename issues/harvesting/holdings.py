"""The records that harvesters get: articles that are public, and, as deleted, those that were.

A record is deleted when its issue was withdrawn, its article taken down or its sign-off taken back. What
never was public is no record, not even a deleted one. The order is that in which entries came into the
database: an issue that appears during a harvest moves none of the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from articles.models import Section, StatusChange
from articles.workflow import Status
from issues import public
from issues.harvesting.moments import Span
from issues.metadata.dating import change
from issues.models import ContentsEntry, IssueStatus, IssueStatusChange
from periodicals.models import Periodical

PUBLISHED = IssueStatus.PUBLISHED


@dataclass(frozen=True)
class Holding:
    """One record: an entry, when it last changed, and whether it is public now."""

    entry: ContentsEntry
    stamp: datetime
    is_public: bool


@dataclass(frozen=True)
class Choice:
    """Which records: those of a set (a periodical's slug, or with a section's slug), changed in a span."""

    set: str | None = None
    span: Span = field(default_factory=Span)


@dataclass(frozen=True)
class Part:
    """Some records of a list, and after which entry the next ones follow; None at the end."""

    holdings: Sequence[Holding]
    after: int | None


def part(choice: Choice, *, after: int, size: int) -> Part:
    """The records of a list that follow an entry's key, ``size`` of them at most. One query."""
    found = _held(_chosen(choice).filter(pk__gt=after).order_by("pk")[: size + 1])
    kept = found[:size]
    return Part(kept, kept[-1].entry.pk if len(found) > size else None)


def count(choice: Choice) -> int:
    """The records of a whole list."""
    return _chosen(choice).count()


def holding(slug: str, year: int, number: int, position: int) -> Holding | None:
    """The record of one place in an issue."""
    at = {"issue__year": year, "issue__number": number, "position": position}
    return next(iter(_held(_ever_public().filter(issue__periodical__slug=slug, **at)[:1])), None)


def sets() -> list[tuple[Periodical, Section | None]]:
    """Periodicals, and their sections, in which something is public. Two queries."""
    theirs = public.all_entries().filter(
        article__section=OuterRef("pk"), issue__periodical=OuterRef("periodical")
    )
    sections = Section.objects.exclude(slug="").annotate(found=_first(theirs)).filter(found__isnull=False)
    of_periodical: dict[int, list[Section]] = {}
    for section in sections.order_by("usual_position", "pk"):
        of_periodical.setdefault(section.periodical_id, []).append(section)
    return [
        (periodical, section)
        for periodical in public.periodicals()
        for section in (None, *of_periodical.get(periodical.pk, []))
    ]


def earliest() -> datetime:
    """Before this, no record changed."""
    appeared = public.all_issues().aggregate(at=Min("published_at"))["at"]
    withdrawn = IssueStatusChange.objects.filter(from_status=PUBLISHED).aggregate(at=Min("at"))["at"]
    return min([at for at in (appeared, withdrawn) if at] or [timezone.now()])


def _ever_public() -> QuerySet[ContentsEntry]:
    """Entries with ``public_key``, None unless they are public, and ``stamp``, when they last changed."""
    withdrawn = IssueStatusChange.objects.filter(issue=OuterRef("issue"), from_status=PUBLISHED)
    signed = StatusChange.objects.filter(article=OuterRef("article"), to_status=Status.SIGNED_OFF)
    return (
        ContentsEntry.objects.select_related("article__section", "issue__periodical")
        .annotate(withdrawn_at=Subquery(withdrawn.order_by("-at").values("at")[:1]))
        .filter(
            Q(issue__status=PUBLISHED) & (Q(article__status=Status.SIGNED_OFF) | Exists(signed))
            # What came into a withdrawn issue afterwards was never public in it.
            | ~Q(issue__status=PUBLISHED) & Exists(signed.filter(at__lte=OuterRef("withdrawn_at")))
        )
        .annotate(
            public_key=_first(public.all_entries().filter(pk=OuterRef("pk"))),
            stamp=Case(When(issue__status=PUBLISHED, then=change()), default=F("withdrawn_at")),
        )
    )


def _chosen(choice: Choice) -> QuerySet[ContentsEntry]:
    found = _ever_public()
    if choice.set is not None:
        periodical, _, section = choice.set.partition(":")
        found = found.filter(issue__periodical__slug=periodical)
        if section:
            found = found.filter(article__section__slug=section)
    if choice.span.start:
        found = found.filter(Q(stamp__gte=choice.span.start))
    if choice.span.end:
        found = found.filter(Q(stamp__lt=choice.span.end))
    return found


def _first(entries: QuerySet[ContentsEntry]) -> Subquery:
    """The key of one of them, if there is any: for EXISTS, PostgreSQL goes through every article."""
    return Subquery(entries.order_by().values("pk")[:1])


def _held(entries: QuerySet[ContentsEntry]) -> list[Holding]:
    return [Holding(entry, entry.stamp, entry.public_key is not None) for entry in entries]  # type: ignore[attr-defined]
