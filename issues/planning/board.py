"""What the planning page shows: the 目录 with what is known of each article, and the pool (稿库)."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.counting import count_characters
from articles.models import Article, Section
from articles.workflow import Status
from issues.contents import contents
from issues.models import ContentsEntry, Issue, IssueStatus
from issues.schedule import due

# What a list beside the 目录 can hold and still be read; the rest is found by searching.
POOL_LIMIT = 80


@dataclass(frozen=True)
class Line:
    """An article on the page: an entry of the 目录, or one that waits in the pool."""

    article: Article
    characters: int
    due: date | None
    is_late: bool
    position: int | None = None
    page: int | None = None


@dataclass(frozen=True)
class Group:
    """A section's name with the lines below it."""

    section: Section
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Board:
    """An issue's 目录 at one moment; ``revision`` names the order, so that an older page is known."""

    issue: Issue
    entries: tuple[ContentsEntry, ...]

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The entries under the headings that follow from their order."""
        today = timezone.localdate()
        return tuple(
            Group(group.section, tuple(_entry_line(entry, self.issue, today) for entry in group.entries))
            for group in contents(self.entries)
        )

    @cached_property
    def characters(self) -> int:
        """字数 of all articles together."""
        return sum(line.characters for group in self.groups for line in group.lines)

    @property
    def revision(self) -> str:
        """See ``revision_of``."""
        return revision_of(entry.pk for entry in self.entries)


@dataclass(frozen=True)
class Pool:
    """Articles of the periodical that stand in no issue."""

    groups: tuple[Group, ...]
    query: str
    is_cut: bool


def revision_of(entry_ids: Iterable[int]) -> str:
    """A short fingerprint of an order of entries."""
    return hashlib.sha256(",".join(map(str, entry_ids)).encode()).hexdigest()[:16]


def board_of(issue: Issue) -> Board:
    """The 目录 of an issue; one query."""
    entries = issue.entries.select_related("article__section", "article__assignee").order_by("position")
    return Board(issue, tuple(entries))


def pool_of(issue: Issue, query: str = "") -> Pool:
    """The pool, the last changed articles of it, narrowed by the words of ``query``; one query."""
    articles: QuerySet[Article] = (
        Article.objects.filter(section__periodical=issue.periodical_id, entry__isnull=True)
        .select_related("section", "assignee")
        .order_by("-updated_at", "-pk")
    )
    for word in query.split():
        articles = articles.filter(
            Q(title__icontains=word) | Q(byline__icontains=word) | Q(section__name__icontains=word)
        )
    found = list(articles[: POOL_LIMIT + 1])
    shown = found[:POOL_LIMIT]
    today = timezone.localdate()
    sections = sorted(
        {article.section for article in shown}, key=lambda section: (section.usual_position, section.pk)
    )
    return Pool(
        groups=tuple(
            Group(
                section,
                tuple(_line(article, None, today) for article in shown if article.section == section),
            )
            for section in sections
        ),
        query=query,
        is_cut=len(found) > POOL_LIMIT,
    )


def other_issues(issue: Issue) -> Sequence[Issue]:
    """The periodical's other issues in planning, to which an article can be moved; one query."""
    return list(
        Issue.objects.filter(periodical=issue.periodical_id, status=IssueStatus.PLANNING)
        .exclude(pk=issue.pk)
        .select_related("periodical")
        .order_by("year", "number")
    )


def _entry_line(entry: ContentsEntry, issue: Issue, today: date) -> Line:
    return _line(entry.article, issue, today, position=entry.position, page=entry.start_page)


def _line(
    article: Article,
    issue: Issue | None,
    today: date,
    *,
    position: int | None = None,
    page: int | None = None,
) -> Line:
    # What is signed off is due no more, even if a day of its own was once agreed.
    day = None if article.status == Status.SIGNED_OFF else due(article, issue)
    return Line(
        article=article,
        characters=count_characters(article.plain_text),
        due=day,
        is_late=day is not None and day < today,
        position=position,
        page=page,
    )
