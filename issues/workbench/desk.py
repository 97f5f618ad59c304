"""What lies on the office's desks. All queries of workbench, overview and mail about articles stand here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Count, Prefetch, Q

from accounts.models import User
from articles.assigning import NEXT_STEP, unfit
from articles.models import Article, Assignment, ReviewComment, StatusChange
from articles.workflow import SIGN_OFF, Status, Transition
from issues.days import as_day
from issues.models import Issue
from issues.schedule import due

# So long a signed-off article stays in sight of those who worked on it.
SIGNED_OFF_SHOWN = timedelta(days=7)


@dataclass(frozen=True)
class Opinions:
    """Open opinions on an article: how many in all, and whose."""

    total: int = 0
    by_author: tuple[tuple[int, int], ...] = ()

    def of(self, person: User) -> int:
        """How many of them the person wrote, and so has to look after."""
        return dict(self.by_author).get(person.pk, 0)


@dataclass(frozen=True)
class Paper:
    """An article on somebody's desk, with everything that is said about it. Asks nothing more."""

    article: Article
    issue: Issue | None
    opinions: Opinions

    @property
    def step(self) -> Transition | None:
        """What has to be done next; None once it is signed off."""
        return NEXT_STEP.get(Status(self.article.status))

    @cached_property
    def deadline(self) -> date | None:
        """The day by which it must leave the stage at which it stands."""
        return due(self.article, self.issue)

    def is_late(self, today: date) -> bool:
        """Whether that day has passed."""
        return self.deadline is not None and self.deadline < today

    @property
    def last_change(self) -> StatusChange | None:
        """The step that brought it where it stands; None for a first draft."""
        return max(self.article.status_changes.all(), key=lambda c: (c.at, c.pk), default=None)

    @property
    def handover(self) -> Assignment | None:
        """How it came to who has it now, if it was handed over at this stage."""
        latest = max(self.article.assignments.all(), key=lambda a: (a.at, a.pk), default=None)
        if latest is None or latest.at < self.article.status_since:
            return None
        return latest if latest.assignee_id == self.article.assignee_id else None

    def could_be_taken_by(self, person: User) -> bool:
        """Whether it waits for anyone, and the person's role and the separation of reviews allow it."""
        return self.step is not None and self.article.assignee_id is None and not unfit(self.article, person)

    def waits_for(self, person: User) -> bool:
        """Whether the person is the one, or one of those, to act now."""
        if self.step is None:
            return False
        return self.article.assignee_id == person.pk or self.could_be_taken_by(person)

    def was_in_hands_of(self, person: User) -> bool:
        """Whether the person wrote it or took any step on it."""
        return self.article.created_by_id == person.pk or any(
            change.actor_id == person.pk for change in self.article.status_changes.all()
        )


def papers(today: date) -> list[Paper]:
    """Everything in work, most urgent first, and what was signed off in the last days.

    Four queries, however many articles there are.
    """
    signed_off = Q(status=Status.SIGNED_OFF, status_since__date__gte=today - SIGNED_OFF_SHOWN)
    # What came in from print (据印本登记) never lay on a desk: only a real sign-off counts.
    signed_off &= Q(status_changes__transition=SIGN_OFF.name)
    in_sight = Article.objects.filter(~Q(status=Status.SIGNED_OFF) | signed_off).values("pk")
    articles = list(
        Article.objects.filter(pk__in=in_sight)
        .select_related("section__periodical", "assignee", "created_by", "entry__issue__periodical")
        .prefetch_related(
            Prefetch("status_changes", StatusChange.objects.select_related("actor")),
            Prefetch("assignments", Assignment.objects.select_related("actor", "assignee")),
        )
        .defer("body")
    )
    opinions = _open_opinions(articles)
    found = [
        Paper(article, entry.issue if (entry := getattr(article, "entry", None)) else None, opinion)
        for article in articles
        for opinion in [opinions.get(article.pk, Opinions())]
    ]
    return sorted(found, key=_urgency)


def _urgency(paper: Paper) -> tuple[date, date, int]:
    return (paper.deadline or date.max, as_day(paper.article.status_since), paper.article.pk)


def _open_opinions(articles: Iterable[Article]) -> dict[int, Opinions]:
    counted = (
        ReviewComment.objects.filter(
            article__in=[article.pk for article in articles], resolved_at=None, reply_to=None
        )
        .values("article", "author")
        .annotate(total=Count("pk"))
    )
    by_article: dict[int, list[tuple[int, int]]] = {}
    for row in counted:
        by_article.setdefault(row["article"], []).append((row["author"], row["total"]))
    return {pk: Opinions(sum(n for _, n in rows), tuple(rows)) for pk, rows in by_article.items()}
