"""What happens to an issue: putting it together and typesetting it; publishing it: ``publishing``.

Only here are entries and an issue's ``status`` written; every change of status leaves an
``IssueStatusChange``. Each service takes the issue's row lock first, so that two people at work on one
issue follow each other instead of overwriting each other.
"""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from articles.services import Refused
from issues.carryover import carried, issue_before
from issues.covers import making as covers
from issues.models import (
    ContentsEntry,
    Issue,
    IssueStatus,
    IssueStatusChange,
    Release,
)
from issues.search.index import follow_issue
from issues.typesetting.document import TypesetDocument
from issues.typesetting.manuscript import document_of
from issues.typesetting.output import Output
from issues.typesetting.render import TypesetResult
from issues.typesetting.render import typeset as set_pages

__all__ = [
    "Refused", "change_status", "copy_colophon", "document_to_set", "locked", "move", "place",
    "record_pages", "remove", "reorder", "standing_release", "store_issue", "store_pages", "typeset",
    "write_pages",
]  # fmt: skip

# Added to every position while they are written anew: positions are unique at every moment, and
# SQLite cannot put that check off to the end of a transaction.
_OUT_OF_THE_WAY = 1_000_000


def locked(issue: Issue) -> Issue:
    """The issue as stored, under its row lock until the transaction ends."""
    return (
        Issue.objects.select_for_update(of=("self",))
        .select_related("periodical__default_layout", "layout")
        .get(pk=issue.pk)
    )


def _planning(issue: Issue, actor: User) -> Issue:
    """The issue under lock, if the actor may change its contents now. Raises: Refused."""
    issue = locked(issue)
    if not actor.has_perm("issues.change_issue"):
        raise Refused(f"{actor}没有编排期次的权限。")
    if issue.status != IssueStatus.PLANNING:
        raise Refused(f"{issue}{issue.get_status_display()}，不能再改动。")
    return issue


@transaction.atomic
def store_issue(issue: Issue, *, actor: User) -> Issue:
    """Store an issue's own data (number, date, layout, colophon) after checking them.

    Raises: Refused, without the permission or for an issue that is no longer being planned;
    ValidationError, for a number out of step.
    """
    if issue.pk:
        _planning(issue, actor)
    elif not actor.has_perm("issues.add_issue"):
        raise Refused(f"{actor}没有编排期次的权限。")
    issue.full_clean()
    issue.save()
    return issue


@transaction.atomic
def place(issue: Issue, article: Article, *, actor: User, position: int | None = None) -> ContentsEntry:
    """Give an article its place in an issue: at the end, or at a position counted from 1.

    Raises: Refused, if the article stands in an issue already or belongs to another periodical.
    """
    issue = _planning(issue, actor)
    article = Article.objects.select_for_update(of=("self",)).select_related("section").get(pk=article.pk)
    if article.section.periodical_id != issue.periodical_id:
        raise Refused(f"《{article.title}》的栏目不属于本刊，不能放入{issue}。")
    standing = ContentsEntry.objects.filter(article=article).select_related("issue__periodical").first()
    if standing:
        raise Refused(f"《{article.title}》已编入{standing.issue}。")
    order = list(issue.entries.values_list("pk", flat=True))
    last = issue.entries.aggregate(last=Max("position"))["last"] or 0
    entry = ContentsEntry.objects.create(issue=issue, article=article, position=last + 1)
    if position is not None:
        order.insert(max(position - 1, 0), entry.pk)
        _write_order(issue, order)
        entry.refresh_from_db()
    return entry


@transaction.atomic
def remove(entry: ContentsEntry, *, actor: User) -> None:
    """Take an entry out of its issue; the article goes back to the pool with its text untouched."""
    issue = _planning(entry.issue, actor)
    ContentsEntry.objects.filter(pk=entry.pk).delete()
    _write_order(issue, list(issue.entries.values_list("pk", flat=True)))


@transaction.atomic
def reorder(issue: Issue, entry_ids: Sequence[int], *, actor: User) -> None:
    """Put the entries of an issue in a new order.

    Args: entry_ids: the keys of all entries of the issue, once each. Raises: Refused, if they are
    not exactly the issue's (another person added or removed one meanwhile).
    """
    issue = _planning(issue, actor)
    stored = list(issue.entries.values_list("pk", flat=True))
    if sorted(stored) != sorted(entry_ids):
        raise Refused("目录在您排序时已被他人增删，请刷新页面后再排。")
    if stored != list(entry_ids):
        _write_order(issue, entry_ids)


def _write_order(issue: Issue, entry_ids: Sequence[int]) -> None:
    issue.entries.update(position=F("position") + _OUT_OF_THE_WAY)
    place_of = {pk: number for number, pk in enumerate(entry_ids, start=1)}
    entries = list(issue.entries.all())
    for entry in entries:
        entry.position = place_of[entry.pk]
    ContentsEntry.objects.bulk_update(entries, ["position"])


@transaction.atomic
def move(entry: ContentsEntry, to_issue: Issue, *, actor: User) -> ContentsEntry:
    """Move an entry to the end of another issue of the same periodical, in one step.

    Both issues are locked in the order of their keys, so that two people who move in opposite
    directions do not wait for each other. Raises: Refused, unless both are in planning.
    """
    # Ordered by key: rows are locked in the order in which they are read.
    list(Issue.objects.select_for_update().filter(pk__in=(entry.issue_id, to_issue.pk)).order_by("pk"))
    issue, target = _planning(entry.issue, actor), _planning(to_issue, actor)
    # Read anew under the lock: another person may have taken it out or moved it meanwhile.
    standing = ContentsEntry.objects.select_related("article").filter(pk=entry.pk, issue=issue).first()
    if standing is None:
        raise Refused(f"《{entry.article.title}》已不在{issue}的目录中，请刷新页面。")
    if issue.pk == target.pk:
        raise Refused(f"《{standing.article.title}》已在{issue}中。")
    if issue.periodical_id != target.periodical_id:
        raise Refused(f"《{standing.article.title}》的栏目不属于《{target.periodical.title}》，不能移入。")
    last = target.entries.aggregate(last=Max("position"))["last"] or 0
    standing.issue, standing.position = target, last + 1
    # Its pages were counted in the other issue.
    standing.start_page = standing.printed_page = None
    standing.save(update_fields=["issue", "position", "start_page", "printed_page"])
    _write_order(issue, list(issue.entries.values_list("pk", flat=True)))
    return standing


@transaction.atomic
def copy_colophon(issue: Issue, *, actor: User) -> Issue:
    """Fill an issue's colophon from the issue before; see ``issues.carryover`` for what is copied.

    Raises: Refused, without the permission, without an issue before, or if nothing would change.
    """
    issue = _planning(issue, actor)
    before = issue_before(issue)
    if before is None:
        raise Refused(f"{issue}之前没有更早的一期，没有版权页可抄。")
    fields = carried(issue, before)
    if not fields:
        raise Refused(f"{issue}的版权页与{before.label}一致，没有要抄的。")
    for field in fields:
        setattr(issue, field.name, field.new)
    issue.save(update_fields=[field.name for field in fields])
    return issue


@transaction.atomic
def store_pages(issue: Issue, page_of: Mapping[int, int], *, actor: User) -> None:
    """Write the pages that a layout came to, if the 目录 still stands as it was laid out.

    Args: page_of: printed page by key of the entry, for all entries in printed order.
    Raises: Refused, if entries were added, removed or moved since.
    """
    issue = _planning(issue, actor)
    entries = list(issue.entries.all())
    if [entry.pk for entry in entries] != list(page_of):
        raise Refused("目录在计算页码期间已有改动，这次算出的页码没有采用。")
    changed = [entry for entry in entries if entry.start_page != page_of[entry.pk]]
    for entry in changed:
        entry.start_page = page_of[entry.pk]
    ContentsEntry.objects.bulk_update(changed, ["start_page"])


def typeset(issue: Issue, *, actor: User | None, output: Output = Output()) -> TypesetResult:  # noqa: B008
    """Typeset an issue and write the page each article starts on to its entry.

    What was published keeps the page numbers it was published with. Args: actor: None for a command,
    whose operator is at the machine itself. Raises: Refused, without the permission or without
    entries; TypesettingError, if a page cannot be set.
    """
    if actor and not actor.has_perm("issues.typeset_issue"):
        raise Refused(f"{actor}没有排版的权限。")
    document = document_to_set(issue)
    result = set_pages(document, output=output)
    record_pages(issue, result.page_of)
    return result


@transaction.atomic
def record_pages(issue: Issue, page_of: Mapping[int, int]) -> None:
    """Write the pages that typesetting came to; what was published keeps those it was published with.

    Args: page_of: printed page by key of the entry; an entry that it does not know keeps its own.
    """
    if locked(issue).status == IssueStatus.PLANNING:
        write_pages(issue, page_of)


def document_to_set(issue: Issue) -> TypesetDocument:
    """What typesetting is given. Raises: Refused, while the issue has no entries."""
    document = document_of(issue)
    if not document.sections:
        raise Refused(f"{issue}的目录还是空的，请先编入稿件。")
    return document


def write_pages(issue: Issue, page_of: Mapping[int, int]) -> None:
    """The same under a lock that the caller has, whatever the status."""
    entries = list(issue.entries.all())
    for entry in entries:
        entry.start_page = page_of.get(entry.pk, entry.start_page)
    ContentsEntry.objects.bulk_update(entries, ["start_page"])


def standing_release(issue: Issue) -> Release | None:
    """The release that is printed from; None if there was none, or it was recalled."""
    return issue.releases.filter(recall__isnull=True).first()


def change_status(issue: Issue, status: IssueStatus, actor: User, comment: str) -> Issue:
    """Write an issue's status and its trail; the caller has the lock and has checked everything."""
    previous = issue.status
    issue.status = status
    issue.published_at = timezone.now() if status == IssueStatus.PUBLISHED else None
    issue.save(update_fields=["status", "published_at"])
    IssueStatusChange.objects.create(
        issue=issue, from_status=previous, to_status=status, actor=actor, comment=comment
    )
    if IssueStatus.PUBLISHED in (previous, status):
        follow_issue(issue)
    if status == IssueStatus.PUBLISHED:
        # Asked for, not made: no failing picture stands in the way of publishing.
        covers.ask()
    return issue
