"""An issue appears at one moment, and can be taken back: pages, PDF and status in one transaction."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile

from accounts.models import User
from articles.models import Article
from articles.services import Refused
from issues import appointments, corrections
from issues.models import Issue, IssueStatus, PressFile, PressFileVariant
from issues.services import change_status, document_to_set, locked, standing_release, write_pages
from issues.typesetting.document import TypesetDocument
from issues.typesetting.manuscript import document_of
from issues.typesetting.render import typeset as set_pages


@dataclass(frozen=True)
class Edition:
    """The pages that readers get of an issue without a release; as ``typesetting.render.TypesetResult``."""

    document: TypesetDocument
    sha256: str
    pages: int
    page_of: Mapping[int, int]


# Puts an edition's PDF into its place under a name: the field's ``save`` without saving the row.
Keep = Callable[[FieldFile, str], None]


def publish(issue: Issue, *, actor: User, comment: str = "") -> Issue:
    """Publish an issue at one moment, with its PDF: all of it or nothing.

    What was released to the press appears as it was released. Anything else is typeset here, and needs
    a comment that says why it appears without having gone to press. Raises: Refused, with the first
    hindrance; TypesettingError.
    """
    refuse_hindered(issue, actor)
    if standing_release(issue):
        return _publish_released(issue, actor, comment)
    if not comment.strip():
        raise Refused(f"{issue}还没有付印；未付印先发布，须写明原因。")
    return _publish_unreleased(issue, actor, comment.strip())


@transaction.atomic
def _publish_released(issue: Issue, actor: User, comment: str) -> Issue:
    issue = locked(issue)
    refuse_hindered(issue, actor)
    standing = standing_release(issue)
    if standing is None:
        raise Refused(f"{issue}的付印刚被撤回，尚未发布；请核对后再发布。")
    released = {row["article"]: row["digest"] for row in standing.versions}
    for entry in issue.entries.select_related("article"):
        printed, now = released.get(entry.article_id, ""), entry.article.text_digest()
        if now != printed and now != corrections.follow(entry.article, printed):
            raise Refused(
                f"《{entry.article.title}》的文字与付印时不同，不能发布；请撤回付印，更正后再付印。"
            )
    screen = standing.files.filter(variant=PressFileVariant.SCREEN).first()
    if screen is None or not screen.file.storage.exists(screen.file.name or ""):
        raise Refused(f"{issue}付印时存下的阅读用文件找不到了，不能发布；请管理员从备份中恢复。")
    appointments.end(issue, actor, "已提前发布")
    return change_status(issue, IssueStatus.PUBLISHED, actor, comment.strip())


def _publish_unreleased(issue: Issue, actor: User, comment: str) -> Issue:
    """Typesetting takes seconds and so runs before the lock; if the issue changed meanwhile, nothing
    is published."""
    document = document_to_set(issue)
    result = set_pages(document)
    edition = Edition(document, hashlib.sha256(result.pdf).hexdigest(), result.pages, result.page_of)
    kept: list[FieldFile] = []

    def keep(field: FieldFile, name: str) -> None:
        field.save(name, ContentFile(result.pdf), save=False)
        kept.append(field)

    try:
        return appear(issue, edition, keep=keep, actor=actor, comment=comment)
    except BaseException:
        for field in kept:
            field.delete(save=False)
        raise


@transaction.atomic
def appear(issue: Issue, edition: Edition, *, keep: Keep, actor: User, comment: str) -> Issue:
    """Publish an issue with pages that were typeset for it, or with its release, if it has one by now.

    Whoever calls takes the kept file away again if this fails. Raises: Refused, also if the issue is no
    longer what was typeset.
    """
    issue = locked(issue)
    # No sign-off is taken back between this check and the commit. Locked by key, as everywhere.
    list(Article.objects.select_for_update(of=("self",)).filter(entry__issue=issue).order_by("pk"))
    refuse_hindered(issue, actor)
    if standing_release(issue):
        return _publish_released(issue, actor, comment)
    if document_of(issue) != edition.document:
        raise Refused(f"{issue}在排版期间被他人改动，尚未发布；请核对后再发布。")
    write_pages(issue, edition.page_of)
    press_file = PressFile(issue=issue, sha256=edition.sha256, pages=edition.pages, created_by=actor)
    keep(press_file.file, f"{issue.periodical.slug}-{issue.year}-{issue.number:02}.pdf")
    press_file.save()
    appointments.end(issue, actor, "已提前发布")
    return change_status(issue, IssueStatus.PUBLISHED, actor, comment)


def refuse_hindered(issue: Issue, actor: User) -> None:
    """See that an issue may appear by this person's hand now. Raises: Refused, with the first hindrance."""
    if not actor.has_perm("issues.publish_issue"):
        raise Refused(f"{actor}没有发布的权限。")
    if issue.status == IssueStatus.PUBLISHED:
        raise Refused(f"{issue}已经发布。")
    for entry in issue.entries.select_related("article"):
        if not entry.article.is_signed_off:
            status = entry.article.get_status_display()
            raise Refused(f"《{entry.article.title}》尚在“{status}”，未经终审签发，不能发布。")
        if entry.article.text_digest() != entry.article.signed_off_digest:
            raise Refused(f"《{entry.article.title}》的文字与终审签发时不同，不能发布；请撤回签发后重审。")


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
    appointments.end(issue, actor, "已撤回发布")
    before = IssueStatus.AT_PRESS if standing_release(issue) else IssueStatus.PLANNING
    return change_status(issue, before, actor, comment.strip())
