"""What readers may see: the one definition, used by pages, feeds, files and everything to come.

An issue is public when it is published; an article is public when it stands in a public issue and is
signed off. Nothing else has an address.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Count, F, Q, QuerySet

from articles.models import Section
from articles.workflow import Status
from issues.models import ContentsEntry, Issue, IssueStatus, PressFile, PressFileVariant
from periodicals.models import Periodical

T = TypeVar("T")

# The article's fields that a line of the 目录 has no use for; the body alone may be 100 KB.
_TEXT = ("article__body", "article__source_url", "article__original_title")


def issues(periodical: Periodical) -> QuerySet[Issue]:
    """The periodical's public issues, newest first."""
    return (
        Issue.objects.published()
        .newest_first()
        .filter(periodical=periodical)
        .select_related("periodical", "layout", "periodical__default_layout")
    )


def entries(periodical: Periodical) -> QuerySet[ContentsEntry]:
    """Entries of public issues whose article readers may read, in printed order, newest issue first.

    Each comes with article, section and issue: no further query for a line of the 目录.
    """
    return (
        ContentsEntry.objects.filter(
            issue__periodical=periodical,
            issue__status=IssueStatus.PUBLISHED,
            article__status=Status.SIGNED_OFF,
        )
        .select_related("article__section", "issue__periodical")
        .order_by("-issue__year", "-issue__number", "position")
    )


def lines(periodical: Periodical) -> QuerySet[ContentsEntry]:
    """The same entries without the articles' text: enough for a line of the 目录."""
    return entries(periodical).defer(*_TEXT)


def sections(periodical: Periodical) -> QuerySet[Section]:
    """The sections that have a public article, each with its number of them as ``public_articles``."""
    return (
        Section.objects.filter(
            periodical=periodical,
            articles__status=Status.SIGNED_OFF,
            articles__entry__issue__status=IssueStatus.PUBLISHED,
            articles__entry__issue__periodical=F("periodical"),
        )
        .annotate(public_articles=Count("articles"))
        .order_by("usual_position", "pk")
    )


@dataclass(frozen=True)
class Neighbours(Generic[T]):
    """What stands before and after a thing in reading order; None at either end."""

    previous: T | None
    next: T | None


def issues_beside(issue: Issue) -> Neighbours[Issue]:
    """The public issues that appeared just before and just after."""
    run = issues(issue.periodical)
    before = Q(year__lt=issue.year) | Q(year=issue.year, number__lt=issue.number)
    after = Q(year__gt=issue.year) | Q(year=issue.year, number__gt=issue.number)
    return Neighbours(run.filter(before).first(), run.filter(after).last())


def entries_beside(entry: ContentsEntry) -> Neighbours[ContentsEntry]:
    """The articles printed just before and just after in the same issue."""
    run = lines(entry.issue.periodical).filter(issue=entry.issue)
    return Neighbours(
        run.filter(position__lt=entry.position).last(), run.filter(position__gt=entry.position).first()
    )


def press_file(issue: Issue) -> PressFile | None:
    """The newest PDF of a public issue that is made for reading: it was released, or published, last."""
    if issue.status != IssueStatus.PUBLISHED:
        return None
    return issue.press_files.filter(variant=PressFileVariant.SCREEN).first()


def periodicals() -> QuerySet[Periodical]:
    """The periodicals that have a public issue, the site's primary one first."""
    return Periodical.objects.filter(issues__status=IssueStatus.PUBLISHED).distinct()


def periodical(slug: str | None) -> Periodical | None:
    """The periodical of an address: by its slug, or the site's primary one; only if it has a public issue."""
    run = periodicals()
    return run.filter(slug=slug).first() if slug else run.filter(is_primary=True).first()
