"""撤下: one article of a published issue is shown no more, with a note for readers in its place.

What readers see follows from ``issues.public``, which leaves it out; nothing of article or issue changes.
"""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from articles.services import Refused
from issues.models import ContentsEntry, Issue, IssueStatus, Takedown
from issues.search.index import follow_article
from issues.services import locked
from issues.titles import quoted
from issues.unseen import refuse_unseen

PERMISSION = "issues.publish_issue"
LONGEST = 500


def standing(article: Article) -> Takedown | None:
    """The takedown that keeps an article from readers."""
    return article.takedowns.filter(put_back_at=None).select_related("taken_down_by").first()


@transaction.atomic
def take_down(
    article: Article,
    *,
    actor: User,
    reason: str,
    note: str,
    title_hidden: bool = False,
    pdf_withheld: bool = False,
) -> Takedown:
    """Take an article of a published issue off the site.

    Args: reason: for the office's trail; note: for readers, in its place; title_hidden: readers are not
    shown the title either; pdf_withheld: the issue's PDF, which still has the article, is not offered
    meanwhile. Raises: Refused.
    """
    issue = _issue(article)
    if not actor.has_perm(PERMISSION):
        raise Refused(f"{actor}没有发布的权限，不能撤下文章。")
    if issue is None or issue.status != IssueStatus.PUBLISHED:
        raise Refused(f"{quoted(article.title)}还没有发布，不用撤下。")
    if standing(article):
        raise Refused(f"{quoted(article.title)}已经撤下了。")
    reason, note = _text(reason, "撤下的理由"), _text(note, "给读者的说明")
    taken = Takedown.objects.create(
        article=article, issue=issue, reason=reason, note=note, title_hidden=title_hidden,
        pdf_withheld=pdf_withheld, taken_down_by=actor,
    )  # fmt: skip
    follow_article(article)
    return taken


@transaction.atomic
def put_back(article: Article, *, actor: User, reason: str) -> None:
    """Show an article that was taken down again. Raises: Refused."""
    _issue(article)
    if not actor.has_perm(PERMISSION):
        raise Refused(f"{actor}没有发布的权限，不能恢复文章。")
    taken = standing(article)
    if taken is None:
        raise Refused(f"{quoted(article.title)}没有撤下，不用恢复。")
    taken.put_back_reason = _text(reason, "恢复的理由")
    taken.put_back_by, taken.put_back_at = actor, timezone.now()
    taken.save(update_fields=["put_back_reason", "put_back_by", "put_back_at"])
    follow_article(article)


def _issue(article: Article) -> Issue | None:
    """The article's issue under its lock: of two people who press at once, one follows the other."""
    entry = ContentsEntry.objects.filter(article=article).select_related("issue").first()
    return locked(entry.issue) if entry else None


def _text(text: str, name: str) -> str:
    text = text.strip()
    if not text:
        raise Refused(f"{name}须写明。")
    if len(text) > LONGEST:
        raise Refused(f"{name}请写在{LONGEST}字以内。")
    refuse_unseen(text, name)
    return text
