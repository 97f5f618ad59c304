"""付印 and 撤回付印: an issue is given to the press, once; a correction is another release, with a reason."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from articles.models import Article
from articles.services import Refused
from issues import appointments
from issues.models import Issue, IssueStatus, PressFile, Recall, Release
from issues.press.preflight import refuse_barred
from issues.press.proofs import Keep, store
from issues.press.soundness import Finished, check
from issues.services import change_status, locked, record_pages, standing_release
from issues.typesetting.document import TypesetDocument
from issues.typesetting.inspection import Flaw
from issues.typesetting.manuscript import document_of

PERMISSION = "issues.press_issue"


def check_release(issue: Issue, actor: User | None, reason: str) -> int:
    """See that an issue may be released now, apart from preflight. Returns: the release's number.

    Raises: Refused.
    """
    if actor is None or not actor.has_perm(PERMISSION):
        raise Refused(f"{actor or '这里'}没有付印的权限，付印由责任编辑来办。")
    if issue.status != IssueStatus.PLANNING:
        raise Refused(f"{issue}{issue.get_status_display()}，不能再付印。")
    number = next_number(issue)
    if number > 1 and not reason.strip():
        raise Refused(f"这是{issue}第{number}次付印，须写明更正的理由。")
    return number


def next_number(issue: Issue) -> int:
    """The number that the next release would have."""
    return (issue.releases.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def release(
    issue: Issue,
    files: Sequence[Finished],
    *,
    document: TypesetDocument,
    flaws: Iterable[Flaw],
    actor: User,
    reason: str = "",
    keep: Keep = store,
) -> Release:
    """付印: store the finished files with their digests and the versions of all articles.

    Nothing of the issue changes from here on until ``recall``. Args: files: one of each variant;
    document, flaws: what they were made of, and what was measured on the press's pages. Raises:
    Refused, with nothing stored: without the permission, if the issue or a text changed since it was
    typeset, if preflight does not hold, or for a file that is not sound.
    """
    issue = locked(issue)
    number = check_release(issue, actor, reason)
    # No sign-off is taken back between this check and the commit.
    standing = Article.objects.select_for_update(of=("self",)).filter(entry__issue=issue).order_by("pk")
    articles = {article.pk: article for article in standing}
    if document_of(issue) != document:
        raise Refused(f"{issue}在排版期间被他人改动，尚未付印；请核对后重新付印。")
    refuse_barred(issue, flaws, files[0].pages)
    check(files, document)
    record_pages(issue, files[0].page_of)
    released = Release.objects.create(
        issue=issue,
        number=number,
        reason=reason.strip() if number > 1 else "",
        pages=files[0].pages,
        versions=_versions(issue, articles),
        released_by=actor,
    )
    for file in files:
        press_file = PressFile(
            issue=issue,
            release=released,
            variant=file.variant,
            sha256=file.sha256,
            pages=file.pages,
            created_by=actor,
        )
        name = f"{issue.periodical.slug}-{issue.year}-{issue.number:02}-{number}-{file.variant.value}.pdf"
        keep(press_file.file, name, file.path)
        press_file.save()
    comment = f"第{number}次付印：{released.reason}" if number > 1 else ""
    change_status(issue, IssueStatus.AT_PRESS, actor, comment)
    return released


def _versions(issue: Issue, articles: dict[int, Article]) -> list[dict[str, Any]]:
    history: Any = Article.history.model
    latest = dict(history.objects.filter(id__in=articles).values_list("id").annotate(last=Max("history_id")))
    return [
        {
            "article": entry.article_id,
            "title": articles[entry.article_id].title,
            "page": entry.start_page,
            "version": articles[entry.article_id].version,
            "history": latest[entry.article_id],
            "digest": articles[entry.article_id].text_digest(),
        }
        for entry in issue.entries.order_by("position")
    ]


@transaction.atomic
def recall(issue: Issue, *, actor: User, reason: str) -> Recall:
    """撤回付印: nothing is to be printed from the release any more; the issue can be corrected.

    The files stay with the office. Raises: Refused, without the permission or a reason, or unless the
    issue is at press.
    """
    issue = locked(issue)
    if not actor.has_perm(PERMISSION):
        raise Refused(f"{actor}没有撤回付印的权限，由责任编辑来办。")
    if issue.status == IssueStatus.PUBLISHED:
        raise Refused(f"{issue}已经发布，请先撤回发布，再撤回付印。")
    standing = standing_release(issue)
    if issue.status != IssueStatus.AT_PRESS or standing is None:
        raise Refused(f"{issue}还没有付印，不必撤回。")
    if not reason.strip():
        raise Refused("撤回付印须写明理由。")
    recalled = Recall.objects.create(release=standing, reason=reason.strip(), recalled_by=actor)
    appointments.end(issue, actor, "付印已撤回")
    change_status(issue, IssueStatus.PLANNING, actor, reason.strip())
    return recalled


def way_back(issue: Issue) -> str:
    """What has to be taken back before an issue can be changed, as a sentence; empty while it is planned."""
    steps = []
    if issue.status == IssueStatus.PUBLISHED:
        steps.append("撤回发布")
    if standing_release(issue):
        steps.append("撤回付印")
    return f"要改动，请先{'，再'.join(steps)}。" if steps else ""
