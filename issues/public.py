"""What readers may see: the one definition, used by pages, feeds, files and everything to come.

An issue is public when it is published; an article is public when it stands in a public issue, is signed
off, and was not taken down (撤下). Nothing else has an address. For staff alone, one issue may be looked at
as if it had appeared (``as_if_published``); nothing that is seen so may be kept for readers.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from articles.models import Section
from articles.workflow import Status
from issues.models import (
    ContentsEntry,
    Correction,
    CorrectionState,
    Issue,
    IssueStatus,
    PressFile,
    PressFileVariant,
    Takedown,
)
from periodicals.models import Periodical

T = TypeVar("T")

# The article's fields that a line of the 目录 has no use for; the body alone may be 100 KB.
_TEXT = ("article__body", "article__source_url", "article__original_title")
# What a line of the 目录 shows. Of a page's hundred lines, the columns that nobody sees would cost most.
_LINE = ("issue", "position", "start_page", "printed_page", "article__title")
_SECTION = ("article__section__name", "article__section__slug")
# What an issue's name and address take.
_NAMES = ("year", "number", "whole_number", "issue_date", "status")
_PERIODICAL = ("title", "slug", "is_primary", "frequency")
_PLACE = (
    "position",
    *(f"issue__{name}" for name in _NAMES),
    *(f"issue__periodical__{name}" for name in _PERIODICAL),
)

_previewed: ContextVar[int | None] = ContextVar("previewed", default=None)


@contextmanager
def as_if_published(issue: Issue) -> Iterator[None]:
    """Let everything here count an issue as public, for this thread and as long as this lasts."""
    token = _previewed.set(issue.pk)
    try:
        yield
    finally:
        _previewed.reset(token)


def is_preview() -> bool:
    """Whether what is asked now is for staff's eyes: no cache may keep it or answer for it."""
    return _previewed.get() is not None


def _appeared(path: str = "") -> Q:
    """That an issue is public; ``path`` leads to it, as ``issue__``."""
    return Q(**{f"{path}status": IssueStatus.PUBLISHED}) | _shown(path)


def _ready(article: str, issue: str) -> Q:
    """That an article is one that readers may read; the paths lead to it and to its issue."""
    return Q(**{f"{article}status": Status.SIGNED_OFF}) | _shown(issue)


def _shown(path: str) -> Q:
    """For staff, the issue that is looked at; for readers no condition at all, which costs nothing."""
    key = _previewed.get()
    return Q() if key is None else Q(**{f"{path}pk": key})


def _taken_down() -> QuerySet[Takedown, int]:
    """The articles that are taken down: a handful, which a database looks up before anything else."""
    return Takedown.objects.filter(put_back_at=None).order_by().values_list("article", flat=True)


def all_issues() -> QuerySet[Issue]:
    """The public issues of every periodical, newest first."""
    return Issue.objects.filter(_appeared()).newest_first().select_related("periodical")


def issues(periodical: Periodical) -> QuerySet[Issue]:
    """The periodical's public issues, newest first. All have the very periodical that was given."""
    return periodical.issues.filter(_appeared()).newest_first()


def named_issues(periodical: Periodical) -> QuerySet[Issue]:
    """The same with no more than their names and addresses take: of a thousand, the rest costs most."""
    return issues(periodical).only("periodical", *_NAMES)


def _printed() -> QuerySet[ContentsEntry]:
    """What stands in public issues, with what was taken down."""
    return _of_public(ContentsEntry.objects.all()).select_related("article__section", "issue__periodical")


def _of_public(among: QuerySet[ContentsEntry]) -> QuerySet[ContentsEntry]:
    return among.filter(_appeared("issue__"), _ready("article__", "issue__")).order_by(
        "-issue__year", "-issue__number", "position"
    )


def all_entries() -> QuerySet[ContentsEntry]:
    """Entries of public issues whose article readers may read, in printed order, newest issue first.

    Each comes with article, section and issue: no further query for a line of the 目录.
    """
    return _printed().exclude(article__in=_taken_down())


def entries(periodical: Periodical) -> QuerySet[ContentsEntry]:
    """The same of one periodical."""
    return all_entries().filter(issue__periodical=periodical)


def entry(periodical: Periodical, year: int, number: int, position: int) -> ContentsEntry | None:
    """The one at a position of an issue, with the very periodical that was given."""
    place = entries(periodical).filter(issue__year=year, issue__number=number, position=position)
    found = place.select_related(None).select_related("article__section", "issue").first()
    if found is not None:
        found.issue.periodical = periodical
    return found


def lines(periodical: Periodical) -> QuerySet[ContentsEntry]:
    """The same entries without the articles' text: enough for a line of the 目录."""
    return entries(periodical).defer(*_TEXT)


def titles(periodical: Periodical) -> QuerySet[ContentsEntry]:
    """The same with no more than a line of the 目录 shows and its address takes."""
    return entries(periodical).only(*_LINE, *_SECTION, *_PLACE)


def contents(issue: Issue) -> QuerySet[ContentsEntry]:
    """The lines of an issue's 目录, as printed: with those of articles that were taken down.

    Such a one has its ``Takedown`` in ``article.standing_takedowns``. All have the very issue that was
    given, and of their articles what a line shows. Two queries.
    """
    standing = Prefetch(
        "article__takedowns", Takedown.objects.filter(put_back_at=None), to_attr="standing_takedowns"
    )
    lines = _of_public(issue.entries.all()).select_related("article__section")
    return lines.only(*_LINE, *_SECTION).prefetch_related(standing)


def readable(lines: Iterable[ContentsEntry]) -> list[ContentsEntry]:
    """Those lines of ``contents`` whose article was not taken down."""
    return [line for line in lines if not line.article.standing_takedowns]  # type: ignore[attr-defined]


def takedown(periodical: Periodical, year: int, number: int, position: int) -> Takedown | None:
    """Why readers do not find the article at a place where one stood."""
    place = _printed().filter(
        issue__periodical=periodical, issue__year=year, issue__number=number, position=position
    )
    return (
        Takedown.objects.filter(put_back_at=None, article__entry__in=place.order_by().values("pk"))
        .select_related("article__entry__issue__periodical")
        .first()
    )


def corrections(*issues: Issue) -> QuerySet[Correction]:
    """The corrections of these issues' public articles, oldest first, each with article and entry.

    ``reprinted``: the issue's PDF is younger, so that print has it, too.
    """
    younger = PressFile.objects.filter(
        issue=OuterRef("article__entry__issue"),
        variant=PressFileVariant.SCREEN,
        created_at__gt=OuterRef("decided_at"),
    )
    return (
        Correction.objects.filter(
            _ready("article__", "article__entry__issue__"),
            article__entry__issue__in=issues,
            state=CorrectionState.CONFIRMED,
        )
        .exclude(article__in=_taken_down())
        .annotate(reprinted=Exists(younger))
        .select_related("article__entry__issue__periodical")
        .only("field", "note", "decided_at", "article__title", *(f"article__entry__{at}" for at in _PLACE))
        .order_by("decided_at", "pk")
    )


def years(periodical: Periodical) -> list[tuple[int, int]]:
    """The years with a public issue, newest first, each with the number of its issues."""
    found = issues(periodical).select_related(None).order_by("-year")
    return list(found.values("year").annotate(issues=Count("pk")).values_list("year", "issues"))


def section(periodical: Periodical, slug: str) -> Section | None:
    """One of ``sections``, without counting what is in it."""
    return _sections_with_something(periodical).filter(slug=slug).first()


def sections(periodical: Periodical) -> QuerySet[Section]:
    """The sections that have a public article, each with its number of them as ``public_articles``."""
    counted = _of_section(periodical).values("article__section").annotate(many=Count("pk"))
    return uncounted_sections(periodical).annotate(public_articles=Subquery(counted.values("many")))


def uncounted_sections(periodical: Periodical) -> QuerySet[Section]:
    """The same without their numbers: to count would cost more than a search."""
    return _sections_with_something(periodical).order_by("usual_position", "pk")


def _sections_with_something(periodical: Periodical) -> QuerySet[Section]:
    # The first of each: by EXISTS or a join, PostgreSQL goes through every article.
    first = _of_section(periodical).values("pk")[:1]
    return Section.objects.filter(periodical=periodical).alias(first=Subquery(first)).exclude(first=None)


def _of_section(periodical: Periodical) -> QuerySet[ContentsEntry]:
    return entries(periodical).filter(article__section=OuterRef("pk")).order_by()


@dataclass(frozen=True)
class Neighbours(Generic[T]):
    """What stands before and after a thing in reading order; None at either end."""

    previous: T | None
    next: T | None


def issues_beside(issue: Issue) -> Neighbours[Issue]:
    """The public issues that appeared just before and just after."""
    run = named_issues(issue.periodical)
    before = Q(year__lt=issue.year) | Q(year=issue.year, number__lt=issue.number)
    after = Q(year__gt=issue.year) | Q(year=issue.year, number__gt=issue.number)
    return Neighbours(run.filter(before).first(), run.filter(after).last())


def entries_beside(entry: ContentsEntry) -> Neighbours[ContentsEntry]:
    """The articles printed just before and just after in the same issue, with title and address."""
    public = _of_public(entry.issue.entries.all()).exclude(article__in=_taken_down())
    run = public.select_related("article").only(*_LINE)
    return Neighbours(
        run.filter(position__lt=entry.position).last(), run.filter(position__gt=entry.position).first()
    )


def press_file(issue: Issue) -> PressFile | None:
    """The newest PDF of a public issue that is made for reading: it was released, or published, last.

    None while one of the issue's articles is taken down and the PDF with it.
    """
    if issue.status != IssueStatus.PUBLISHED and issue.pk != _previewed.get():
        return None
    return press_files().filter(issue=issue).first()


def press_files() -> QuerySet[PressFile]:
    """The same for all public issues: PDFs made for reading, newest first, without those withheld."""
    # Of an article that stands in no issue any more there would be a NULL, and NOT IN would find nothing.
    withheld = Takedown.objects.filter(put_back_at=None, pdf_withheld=True, article__entry__isnull=False)
    return PressFile.objects.filter(_appeared("issue__"), variant=PressFileVariant.SCREEN).exclude(
        issue__in=withheld.order_by().values("article__entry__issue")
    )


def without_a_title() -> QuerySet[Takedown, int | None]:
    """The issues of which readers are not shown one title: neither is what their front page looks like."""
    hidden = Takedown.objects.filter(put_back_at=None, title_hidden=True, article__entry__isnull=False)
    return hidden.order_by().values_list("article__entry__issue", flat=True)


def periodicals() -> QuerySet[Periodical]:
    """The periodicals that have a public issue, the site's primary one first."""
    return Periodical.objects.filter(_appeared("issues__")).distinct()


def periodical(slug: str | None) -> Periodical | None:
    """The periodical of an address: by its slug, or the site's primary one; only if it has a public issue."""
    run = periodicals()
    return run.filter(slug=slug).first() if slug else run.filter(is_primary=True).first()
