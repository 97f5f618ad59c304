"""Who has an article now: handing over, and who could take it."""

from datetime import date

from django.db import transaction
from django.db.models import prefetch_related_objects

from accounts.models import User
from articles import separation
from articles.models import Article, Assignment
from articles.services import Refused
from articles.workflow import PASS_REVIEW, SIGN_OFF, SUBMIT, Status, Transition

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"

# What has to be done next at each stage, and so who can do it.
NEXT_STEP: dict[Status, Transition] = {
    Status.DRAFT: SUBMIT,
    Status.IN_REVIEW: PASS_REVIEW,
    Status.AWAITING_SIGN_OFF: SIGN_OFF,
}


@transaction.atomic
def assign(
    article: Article, assignee: User | None, *, actor: User, due_date: date | None = None, comment: str = ""
) -> Article:
    """Hand an article over, or back to the pool (assignee None), with a day of its own if it needs one.

    Handing it to who has it already, for the same day and without a word, changes nothing.
    Raises: Refused, without permission, for an article that is finished, or to one who cannot do what
    comes next.
    """
    article = (
        Article.objects.select_for_update(of=("self",))
        .select_related("section__periodical", "created_by")
        .get(pk=article.pk)
    )
    if not actor.has_perm("articles.assign_article"):
        raise Refused(f"{actor}没有指派和移交的权限。")
    step = NEXT_STEP.get(Status(article.status))
    if step is None:
        raise Refused(f"《{article.title}》已终审签发，不必再移交。")
    if assignee and (reason := unfit(article, assignee)):
        raise Refused(reason)
    if (article.assignee, article.due_date) == (assignee, due_date) and not comment.strip():
        return article
    article.assignee, article.due_date = assignee, due_date
    # Not a change of the text: neither a version nor a new time of change.
    Article.objects.filter(pk=article.pk).update(assignee=assignee, due_date=due_date)
    Assignment.objects.create(
        article=article, assignee=assignee, due_date=due_date, actor=actor, comment=comment.strip()
    )
    return article


def unfit(article: Article, person: User) -> str | None:
    """Why a person cannot be the one who takes the article's next step; None if they can."""
    step = NEXT_STEP[Status(article.status)]
    if not person.is_active or not person.has_perm(step.permission):
        return f"{person}不能{step.label}，请另选一位。"
    if article.section.periodical.four_eyes:
        return separation.objection(step, article, person)
    return None


def candidates(article: Article, status: Status | None = None, *, after: User | None = None) -> list[User]:
    """Staff who could take the step that is due at ``status`` (where it stands), by name; two queries.

    Args: after: who is about to bring the article there, and as its reviewer could then not sign it off.
    """
    step = NEXT_STEP.get(status or Status(article.status))
    if step is None:
        return []
    staff = list(
        User.objects.with_perm(step.permission, backend=MODEL_BACKEND)
        .filter(is_staff=True)
        .order_by("full_name", "pk")
    )
    if not article.section.periodical.four_eyes:
        return staff
    prefetch_related_objects([article], "status_changes")
    able = [person for person in staff if separation.objection(step, article, person) is None]
    return [person for person in able if step is not SIGN_OFF or person != after]


def proposed(article: Article, people: list[User], status: Status) -> User | None:
    """Which of ``people`` should have it: who had it at that stage before, or the only one."""
    if len(people) == 1:
        return people[0]
    if status not in NEXT_STEP:
        return None
    prefetch_related_objects([article], "status_changes")
    # Who returned a text at a stage knows it as well as who passed it.
    before = [change.actor_id for change in article.status_changes.all() if change.from_status == status]
    known = {person.pk: person for person in people}
    return next((known[pk] for pk in reversed(before) if pk in known), None)
