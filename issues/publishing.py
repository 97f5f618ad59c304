"""An issue appears at one moment, and can be taken back: pages, PDF and status in one transaction."""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import User
from articles.models import Article
from articles.services import Refused
from issues.models import Issue, IssueStatus, PressFile, PressFileVariant
from issues.services import change_status, document_to_set, locked, standing_release, write_pages
from issues.typesetting.manuscript import document_of
from issues.typesetting.render import TypesetResult
from issues.typesetting.render import typeset as set_pages


def publish(issue: Issue, *, actor: User, comment: str = "") -> Issue:
    """Publish an issue at one moment, with its PDF: all of it or nothing.

    What was released to the press appears as it was released. Anything else is typeset here, and needs
    a comment that says why it appears without having gone to press. Raises: Refused, with the first
    hindrance; TypesettingError.
    """
    if not actor.has_perm("issues.publish_issue"):
        raise Refused(f"{actor}没有发布的权限。")
    _refuse_hindrance(issue)
    if standing_release(issue):
        return _publish_released(issue, actor, comment)
    if not comment.strip():
        raise Refused(f"{issue}还没有付印；未付印先发布，须写明原因。")
    return _publish_unreleased(issue, actor, comment.strip())


@transaction.atomic
def _publish_released(issue: Issue, actor: User, comment: str) -> Issue:
    issue = locked(issue)
    _refuse_hindrance(issue)
    standing = standing_release(issue)
    if standing is None:
        raise Refused(f"{issue}的付印刚被撤回，尚未发布；请核对后再发布。")
    released = {row["article"]: row["digest"] for row in standing.versions}
    for entry in issue.entries.select_related("article"):
        if entry.article.text_digest() != released.get(entry.article_id):
            raise Refused(
                f"《{entry.article.title}》的文字与付印时不同，不能发布；请撤回付印，更正后再付印。"
            )
    screen = standing.files.filter(variant=PressFileVariant.SCREEN).first()
    if screen is None or not screen.file.storage.exists(screen.file.name or ""):
        raise Refused(f"{issue}付印时存下的阅读用文件找不到了，不能发布；请管理员从备份中恢复。")
    return change_status(issue, IssueStatus.PUBLISHED, actor, comment.strip())


def _publish_unreleased(issue: Issue, actor: User, comment: str) -> Issue:
    """Typesetting takes seconds and so runs before the lock; if the issue changed meanwhile, nothing
    is published."""
    document = document_to_set(issue)
    result = set_pages(document)
    with transaction.atomic():
        issue = locked(issue)
        # No sign-off is taken back between this check and the commit.
        list(Article.objects.select_for_update(of=("self",)).filter(entry__issue=issue))
        _refuse_hindrance(issue)
        if document_of(issue) != document:
            raise Refused(f"{issue}在排版期间被他人改动，尚未发布；请核对后再发布。")
        write_pages(issue, result.page_of)
        stored = _store_file(issue, result, actor)
        try:
            change_status(issue, IssueStatus.PUBLISHED, actor, comment)
        except BaseException:
            stored.file.delete(save=False)
            raise
    return issue


def _refuse_hindrance(issue: Issue) -> None:
    if issue.status == IssueStatus.PUBLISHED:
        raise Refused(f"{issue}已经发布。")
    for entry in issue.entries.select_related("article"):
        if not entry.article.is_signed_off:
            status = entry.article.get_status_display()
            raise Refused(f"《{entry.article.title}》尚在“{status}”，未经终审签发，不能发布。")
        if entry.article.text_digest() != entry.article.signed_off_digest:
            raise Refused(f"《{entry.article.title}》的文字与终审签发时不同，不能发布；请撤回签发后重审。")


def _store_file(issue: Issue, result: TypesetResult, actor: User) -> PressFile:
    press_file = PressFile(
        issue=issue,
        sha256=hashlib.sha256(result.pdf).hexdigest(),
        pages=result.pages,
        created_by=actor,
    )
    name = f"{issue.periodical.slug}-{issue.year}-{issue.number:02}.pdf"
    press_file.file.save(name, ContentFile(result.pdf), save=False)
    try:
        press_file.save()
    except BaseException:
        press_file.file.delete(save=False)
        raise
    return press_file


@transaction.atomic
def withdraw(issue: Issue, *, actor: User, comment: str) -> Issue:
    """Take a published issue off the site, with a reason; its files stay with the office.

    What was released to the press is still at press then. Raises: Refused.
    """
    issue = locked(issue)
    if not actor.has_perm("issues.publish_issue"):
        raise Refused(f"{actor}没有撤回发布的权限。")
    if issue.status != IssueStatus.PUBLISHED:
        raise Refused(f"{issue}尚未发布，不必撤回。")
    if not comment.strip():
        raise Refused("撤回发布须写明理由。")
    before = IssueStatus.AT_PRESS if standing_release(issue) else IssueStatus.PLANNING
    return change_status(issue, before, actor, comment.strip())
