"""The index and all caches kept in step with what is public, in the transaction that changes it."""

from collections.abc import Generator, Iterable

from django.db import connection, transaction
from django.db.models import QuerySet

from articles.models import Article
from articles.richtext import plain_text
from issues import freshness, public
from issues.models import ContentsEntry, Issue, IssueStatus, SearchText
from issues.search import tables
from issues.search.bigrams import plain_form
from issues.search.tables import Row
from periodicals.models import Periodical


def follow_issue(issue: Issue) -> None:
    """Make readers find what is public of an issue now, and nothing else. In the caller's transaction."""
    _follow(issue.periodical, ContentsEntry.objects.filter(issue=issue))
    tables.settle(connection)
    freshness.changed()


def follow_article(article: Article) -> None:
    """The same for one article, after a step of its workflow. In the caller's transaction."""
    entry = (
        ContentsEntry.objects.filter(article=article).select_related("issue__periodical").order_by().first()
    )
    if entry is not None:
        _follow(entry.issue.periodical, ContentsEntry.objects.filter(pk=entry.pk))
        tables.settle(connection)
        if entry.issue.status == IssueStatus.PUBLISHED:
            freshness.changed()


def _follow(periodical: Periodical, entries: QuerySet[ContentsEntry]) -> None:
    SearchText.objects.filter(entry__in=entries.order_by()).delete()
    tables.write(connection, map(row, public.entries(periodical).filter(pk__in=entries.order_by())))


def row(entry: ContentsEntry) -> Row:
    """An entry, with article and issue loaded, as it goes into the index."""
    article, issue = entry.article, entry.issue
    titles = (article.kicker, article.title, article.subtitle)
    return Row(
        entry_id=entry.pk,
        periodical_id=issue.periodical_id,
        year=issue.year,
        number=issue.number,
        position=entry.position,
        section_id=article.section_id,
        title=_joined(titles),
        text=_joined((*titles, article.byline, article.source, plain_text(article.body))),
        source=_joined((article.source,)),
    )


def _joined(parts: Iterable[str]) -> str:
    return plain_form("\n".join(parts))


def rebuild() -> Generator[tuple[int, int], None, None]:
    """Make the index anew, an issue at a time; readers find the old or the new, never nothing.

    It may be run again after it was broken off. Yields: issues done and issues in all.
    """
    published = list(Issue.objects.published().order_by("pk").values_list("pk", flat=True))
    for done, key in enumerate(published, start=1):
        with transaction.atomic():
            issue = Issue.objects.select_for_update(of=("self",)).select_related("periodical").get(pk=key)
            _follow(issue.periodical, ContentsEntry.objects.filter(issue=issue))
        yield done, len(published)
    with transaction.atomic():
        # What was withdrawn past the services.
        SearchText.objects.exclude(entry__issue__in=Issue.objects.published()).delete()
        tables.settle(connection)
