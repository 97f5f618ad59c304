"""What happens to an article. Only here is ``status`` assigned; every step leaves a ``StatusChange``."""

from collections.abc import Callable, Mapping

from django.db import transaction
from django.utils import timezone
from pypinyin import lazy_pinyin

from accounts.models import User
from articles import separation
from articles.duplicates.index import remember
from articles.models import Article, Section, StatusChange
from articles.richtext import clean, excess
from articles.workflow import (
    PASS_REVIEW,
    REGISTER_PRINTED,
    REOPEN,
    RETURN_TO_EDITOR,
    SIGN_OFF,
    SUBMIT,
    Status,
    Transition,
)
from periodicals.models import Periodical


class Refused(Exception):
    """A step that may not be taken; the message is one Chinese sentence that says why."""


class Outdated(Refused):
    """Another person stored a newer version meanwhile; ``stored`` is the article as it stands now."""

    def __init__(self, stored: Article) -> None:
        super().__init__(
            f"您打开的版本之后，{stored.last_changed_by}已保存了第{stored.version}版，这次没有保存。"
        )
        self.stored = stored


# What the apps above have against a step, beyond the workflow: (step, article) to a sentence or None.
# Whoever adds a rule here does so once, at start (issues.apps: what is at press stays as it is).
OBJECTIONS: list[Callable[[Transition, Article], str | None]] = []
# What the apps above do after a step, in its transaction (issues.apps: search follows what is public).
FOLLOWERS: list[Callable[[Article], None]] = []


def submit(article: Article, *, actor: User, comment: str = "") -> Article:
    """送审: hand a draft to review. See ``perform``."""
    return perform(SUBMIT, article, actor=actor, comment=comment)


def pass_review(article: Article, *, actor: User, comment: str = "") -> Article:
    """审校通过: pass review and hand on to final sign-off. See ``perform``."""
    return perform(PASS_REVIEW, article, actor=actor, comment=comment)


def return_to_editor(article: Article, *, actor: User, comment: str) -> Article:
    """退回: give the article back to its editor with a written reason. See ``perform``."""
    return perform(RETURN_TO_EDITOR, article, actor=actor, comment=comment)


def sign_off(article: Article, *, actor: User, comment: str = "") -> Article:
    """终审签发: final sign-off; the text is locked from here on. See ``perform``."""
    return perform(SIGN_OFF, article, actor=actor, comment=comment)


def reopen(article: Article, *, actor: User, comment: str) -> Article:
    """撤回签发: take a sign-off back with a reason, so that the text can be changed. See ``perform``."""
    return perform(REOPEN, article, actor=actor, comment=comment)


def register_printed(article: Article, *, actor: User, comment: str) -> Article:
    """据印本登记: take over what was signed off on paper when it was printed. See ``perform``."""
    return perform(REGISTER_PRINTED, article, actor=actor, comment=comment)


@transaction.atomic
def perform(step: Transition, article: Article, *, actor: User, comment: str = "") -> Article:
    """Take one step of the workflow under a row lock, and record it.

    Args: step: a row of ``workflow.TRANSITIONS``; comment: the actor's opinion or reason, in Chinese.
    Returns: the article as stored. Raises: Refused, with nothing written.
    """
    article = _locked(article)
    comment = comment.strip()
    waived = _check_step(step, article, actor, comment)
    previous, digest = article.status, article.text_digest()
    article.status = step.target
    article.status_since = timezone.now()
    article.signed_off_digest = digest if step.target == Status.SIGNED_OFF else ""
    # It goes back to who wrote it; forward it waits for anyone with the role until it is handed over.
    writer = article.created_by if article.created_by.is_active else None
    article.assignee = writer if step.target == Status.DRAFT else None
    article.due_date = None
    _save(
        article,
        actor,
        step.label,
        ["status", "status_since", "signed_off_digest", "assignee", "due_date", "updated_at"],
    )
    StatusChange.objects.create(
        article=article,
        transition=step.name,
        from_status=previous,
        to_status=step.target,
        actor=actor,
        comment=comment,
        separation_waived=waived,
        text_digest=digest,
    )
    for follow in FOLLOWERS:
        follow(article)
    return article


def refusal(step: Transition, article: Article, actor: User) -> str | None:
    """Why the actor cannot take the step now, apart from a missing reason; None if it can be taken.

    For showing only the buttons that work, with the reason for those that do not.
    """
    try:
        _check_step(step, article, actor, comment="…")
    except Refused as reason:
        return str(reason)
    return None


def _locked(article: Article) -> Article:
    return (
        Article.objects.select_for_update(of=("self",))
        .select_related("section__periodical", "created_by")
        .get(pk=article.pk)
    )


def _check_step(step: Transition, article: Article, actor: User, comment: str) -> bool:
    """Check everything that may stand against a step.

    Returns: whether the separation of the three reviews is waived for it. Raises: Refused.
    """
    if not actor.has_perm(step.permission):
        raise Refused(f"{actor}没有“{step.label}”的权限。")
    if Status(article.status) not in step.sources:
        raise Refused(f"《{article.title}》现在是“{article.get_status_display()}”，不能{step.label}。")
    if step.needs_comment and not comment:
        raise Refused(f"{step.label}须写明理由。")
    if step is SUBMIT and not article.plain_text:
        raise Refused(f"《{article.title}》还没有正文，不能送审。")
    if step is SIGN_OFF:
        _refuse_open_matters(article)
    for rule in OBJECTIONS:
        if against := rule(step, article):
            raise Refused(against)
    objection = separation.objection(step, article, actor)
    if objection and article.section.periodical.four_eyes:
        raise Refused(objection)
    return objection is not None


def _refuse_open_matters(article: Article) -> None:
    waiting = article.comments.filter(resolved_at=None, reply_to=None).select_related("author")
    if waiting:
        authors = "、".join(dict.fromkeys(str(comment.author) for comment in waiting))
        raise Refused(f"《{article.title}》还有{len(waiting)}条审稿意见没有解决（{authors}），不能终审签发。")


def _save(article: Article, actor: User, reason: str, fields: list[str] | None = None) -> None:
    """Save with a version in the revision history that names the actor and what was done."""
    # The two attributes are simple-history's way of being told.
    article._history_user = actor  # type: ignore[attr-defined]
    article._change_reason = reason  # type: ignore[attr-defined]
    article.save(update_fields=fields)


def _refuse_excess(article: Article) -> None:
    if sentence := excess(article.body):
        raise Refused(f"《{article.title}》{sentence}")


TEXT_FIELDS = (
    "section", "title", "kicker", "subtitle", "byline", "body", "source", "source_date",
    "source_url", "original_title",
)  # fmt: skip


@transaction.atomic
def save_text(article: Article, *, actor: User, seen_version: int | None = None, reason: str = "") -> Article:
    """Store an article's text: a new one, or the next version of one that is not locked.

    A save that changes nothing changes nothing: neither version nor time. Args: seen_version: the
    version that the change was made from, where a person typed it; reason: what the revision history
    says. Returns: the article as stored. Raises: Refused, without the permission, if the text is locked
    or is more than can be typeset; Outdated, if another person stored a version since ``seen_version``.
    """
    if not actor.has_perm("articles.change_article" if article.pk else "articles.add_article"):
        raise Refused(f"{actor}没有编写稿件的权限。")
    # Compared and measured after cleaning, as it would be stored.
    article.body = clean(article.body)
    if article.pk is None:
        _refuse_excess(article)
        article.created_by = article.last_changed_by = article.assignee = actor
        _save(article, actor, reason or "建稿")
        remember(article)
        return article
    stored = _locked(article)
    changed = [name for name in TEXT_FIELDS if getattr(article, name) != getattr(stored, name)]
    if not changed:
        return stored
    if article.section.periodical_id != stored.section.periodical_id:
        # The rules of one periodical hold for its articles; another's may be laxer.
        raise Refused(
            f"《{stored.title}》是《{stored.section.periodical.title}》的稿件，不能改到别的刊物的栏目。"
        )
    if stored.is_signed_off:
        raise Refused(f"《{stored.title}》已终审签发，文字已锁定；要改动，请先撤回签发。")
    if stored.is_locked:
        raise Refused(f"《{stored.title}》已审校通过，文字已锁定；要改动，请先退回。")
    if seen_version not in (None, stored.version):
        raise Outdated(stored)
    if "body" in changed:
        _refuse_excess(article)
    article.version = stored.version + 1
    article.last_changed_by = actor
    _save(article, actor, reason or "改稿", [*changed, "version", "last_changed_by", "updated_at"])
    if "body" in changed:
        remember(article)
    return article


def check_correction(article: Article, *, writer: User, actor: User) -> bool:
    """See that the actor may confirm a correction which ``writer`` proposed.

    Returns: whether the separation of the three reviews is waived for it. Raises: Refused.
    """
    if not actor.has_perm(SIGN_OFF.permission):
        raise Refused(f"{actor}没有“{SIGN_OFF.label}”的权限，更正由终审来确认。")
    objection = separation.correction_objection(article, writer, actor)
    if objection and article.section.periodical.four_eyes:
        raise Refused(objection)
    return objection is not None


@transaction.atomic
def correct(
    article: Article, changes: Mapping[str, str], *, writer: User, actor: User
) -> tuple[Article, bool]:
    """更正: change words of a signed-off text; the sign-off goes over to the new text.

    The one way past the lock; who else must agree, and who is told, is the caller's matter. Args:
    changes: new text by field; writer: who proposed it; actor: who confirms it. Returns: the article as
    stored, and whether the separation of the three reviews was waived. Raises: Refused.
    """
    article = _locked(article)
    waived = check_correction(article, writer=writer, actor=actor)
    if not article.is_signed_off or article.text_digest() != article.signed_off_digest:
        raise Refused(f"《{article.title}》的文字与终审签发时不同，不能更正；请撤回签发后重审。")
    for name, text in changes.items():
        most: int | None = getattr(Article._meta.get_field(name), "max_length", None)
        if most is not None and len(text) > most:
            raise Refused(f"更正后超过{most}字，放不下，请写短些。")
        setattr(article, name, text)
    if "body" in changes:
        _refuse_excess(article)
    article.version += 1
    article.last_changed_by = writer
    article.signed_off_digest = article.text_digest()
    _save(
        article,
        writer,
        f"更正（{actor}确认）",
        [*changes, "version", "last_changed_by", "signed_off_digest", "updated_at"],
    )
    if "body" in changes:
        remember(article)
    for follow in FOLLOWERS:
        follow(article)
    return article, waived


def section_slug(periodical: Periodical, name: str) -> str:
    """A free slug for a section, from the pinyin of its name: 政策措施 gives zheng-ce-cuo-shi."""
    words = ("".join(c for c in word.lower() if c.isascii() and c.isalnum()) for word in lazy_pinyin(name))
    base = "-".join(filter(None, words))[:70].strip("-") or "section"
    taken = set(
        Section.objects.filter(periodical=periodical, slug__startswith=base).values_list("slug", flat=True)
    )
    return next(
        slug
        for slug in (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
        if slug not in taken
    )


def section_named(periodical: Periodical, name: str) -> Section:
    """The periodical's section of that name, made at the end of the usual order if there is none."""
    section, _ = Section.objects.get_or_create(
        periodical=periodical,
        name=name,
        defaults={
            "slug": section_slug(periodical, name),
            "usual_position": Section.objects.filter(periodical=periodical).count() + 1,
        },
    )
    return section
