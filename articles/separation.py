"""Three reviews by different people (三审三校): who wrote does not review, who reviewed does not sign off."""

from accounts.models import User
from articles.models import Article, StatusChange
from articles.workflow import PASS_REVIEW, SIGN_OFF, Transition


def objection(step: Transition, article: Article, actor: User) -> str | None:
    """Why the actor may not take this step on this article; None where nothing stands against it.

    It holds for everyone, superusers too. Source: the office's rule of three reviews by different
    people; the periodical may relax it (``Periodical.four_eyes``), and then the trail says so.
    """
    if step not in (PASS_REVIEW, SIGN_OFF):
        return None
    if actor.pk == article.created_by_id:
        return f"《{article.title}》是{actor}写的，须由别人{step.label}。"
    if actor.pk == article.last_changed_by_id:
        return f"{actor}改动过《{article.title}》的文字，须由别人{step.label}。"
    if step is SIGN_OFF and actor.pk in _reviewers(article):
        return f"《{article.title}》是{actor}审校通过的，须由别人终审签发。"
    return None


def correction_objection(article: Article, writer: User, actor: User) -> str | None:
    """Why the actor may not confirm a correction that ``writer`` proposed; the same rule as for 终审签发."""
    if actor.pk == writer.pk:
        return f"这处更正是{actor}提出的，须由别人确认。"
    if actor.pk == article.created_by_id or _has_written(article, actor):
        return f"{actor}写过《{article.title}》的文字，更正须由别人确认。"
    if actor.pk in _reviewers(article):
        return f"《{article.title}》是{actor}审校通过的，更正须由别人确认。"
    return None


def _has_written(article: Article, actor: User) -> bool:
    """Whether any version is the person's: a correction makes its proposer the last to have changed it."""
    return actor.pk == article.last_changed_by_id or article.history.filter(last_changed_by=actor.pk).exists()


def _reviewers(article: Article) -> set[int]:
    """Who ever passed the article's review. No query where the trail was prefetched, as for lists."""
    if "status_changes" in getattr(article, "_prefetched_objects_cache", {}):
        return {c.actor_id for c in article.status_changes.all() if c.transition == PASS_REVIEW.name}
    passed = StatusChange.objects.filter(article=article, transition=PASS_REVIEW.name)
    return set(passed.values_list("actor_id", flat=True))
