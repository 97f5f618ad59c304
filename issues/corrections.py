"""更正: the text of a published article is put right in sight of its readers, and print stays as it is.

Whoever may edit proposes a passage and what should stand there, another who may sign off confirms it; the
text, its sign-off, the note and the search index change in one transaction. What was printed and the
issue's PDF do not change.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from articles import passages
from articles.models import Article
from articles.services import Refused, check_correction, correct
from issues.models import ContentsEntry, Correction, CorrectionField, CorrectionState, Issue, IssueStatus
from issues.search.index import follow_article
from issues.services import locked
from issues.titles import quoted
from issues.unseen import refuse_unseen

PROPOSE = "articles.change_article"
CONFIRM = "articles.sign_off_article"
LONGEST_NOTE = 500
# GB/T 15834—2011, 4.8: quotation marks inside quotation marks are single ones.
_INNER = str.maketrans("“”", "‘’")


@transaction.atomic
def propose(
    article: Article,
    *,
    actor: User,
    field: str = "",
    passage: str = "",
    replacement: str = "",
    note: str = "",
) -> Correction:
    """Propose a correction of a published article; nothing changes for readers yet.

    Args: field: of ``CorrectionField``, or empty for a note alone; passage: words that stand in that
    field once; replacement: what should stand there, empty to leave it out; note: what readers will
    read, made from the two if empty. Raises: Refused.
    """
    issue, article = _published(article)
    if not actor.has_perm(PROPOSE):
        raise Refused(f"{actor}没有编写稿件的权限，不能提出更正。")
    field, note = field.strip(), note.strip()
    passage, replacement = passage.strip(), replacement.strip()
    if field:
        if field not in CorrectionField.values:
            raise Refused("没有认出要更正哪里，请重新选择。")
        found = _changed(article, field, passage, replacement)[0]
        if not note and len(note := note_of(found, replacement)) > LONGEST_NOTE:
            raise Refused(f"原文和应为较长，写成的说明会超过{LONGEST_NOTE}字；请自己写一句给读者的更正说明。")
        if article.corrections.filter(state=CorrectionState.PROPOSED, field=field, passage=passage).exists():
            raise Refused(f"“{passage}”这一处已经提出过更正，正等着确认。")
    elif passage or replacement:
        raise Refused("填了原文和应为的，请选明更正哪里；只登说明、不改文字的，这两处留空。")
    if not note:
        raise Refused("请写明给读者的更正说明。")
    if len(note) > LONGEST_NOTE:
        raise Refused(f"更正说明请写在{LONGEST_NOTE}字以内。")
    refuse_unseen(note, "给读者的更正说明")
    if not field and article.corrections.filter(state=CorrectionState.PROPOSED, field="", note=note).exists():
        raise Refused("这条更正说明已经提出过，正等着确认。")
    return Correction.objects.create(
        article=article, issue=issue, field=field, passage=passage, replacement=replacement, note=note,
        proposed_by=actor,
    )  # fmt: skip


def note_of(found: passages.Passage, replacement: str) -> str:
    """The correction in a sentence: 第二段“…”应为“…”。"""
    said = f"{found.place}“{found.words.translate(_INNER)}”"
    return f"{said}应为“{replacement.translate(_INNER)}”。" if replacement else f"{said}应删去。"


def _changed(article: Article, field: str, passage: str, replacement: str) -> tuple[passages.Passage, str]:
    """Where the passage stands, and the field's new text. Raises: Refused."""
    if len(replacement.splitlines()) > 1 or len(replacement) > passages.LONGEST:
        raise Refused(f"“应为”请写在一段之内，不超过{passages.LONGEST}字。")
    refuse_unseen(replacement, "“应为”")
    try:
        found = passages.find(article, field, passage)
        if found.words == replacement:
            raise Refused("“应为”与原文相同，没有要更正的。")
        return found, found.with_words(replacement)
    except passages.NoSuchPassage as error:
        raise Refused(str(error)) from error


def standing_text(correction: Correction) -> passages.Passage | None:
    """Where the passage stands in the text now; None for a note alone, or if it stands there no more."""
    if not correction.field:
        return None
    try:
        return passages.find(correction.article, correction.field, correction.passage)
    except passages.NoSuchPassage:
        return None


def objection(correction: Correction, actor: User) -> str | None:
    """Why a person may not confirm a correction; None where nothing stands against it."""
    entries = ContentsEntry.objects.filter(article=correction.article_id)
    if not entries.filter(issue__status=IssueStatus.PUBLISHED).exists():
        return "本期已撤回发布，现在不能登更正；文字在稿件里改，重新发布后再确认。"
    try:
        check_correction(correction.article, writer=correction.proposed_by, actor=actor)
    except Refused as refused:
        return str(refused)
    return None


def waiting_for(actor: User) -> list[Correction]:
    """The corrections of public articles that this person may confirm, oldest first."""
    waiting = (
        Correction.objects.filter(
            state=CorrectionState.PROPOSED, article__entry__issue__status=IssueStatus.PUBLISHED
        )
        .select_related("article__section__periodical", "proposed_by")
        .prefetch_related("article__status_changes")
        .defer("article__body")
    )
    return [correction for correction in waiting if objection(correction, actor) is None]


@transaction.atomic
def confirm(correction: Correction, *, actor: User, seen_version: int) -> Correction:
    """Confirm a correction: from here on readers read the new text, and the note beside it.

    Args: seen_version: of the article as the person saw it. Raises: Refused, with nothing written.
    """
    _, article = _published(correction.article)
    correction = _proposed(correction)
    if article.version != seen_version:
        raise Refused(f"{quoted(article.title)}的文字刚有改动，请看过新的文字再确认。")
    before = article.text_digest()
    writer = correction.proposed_by
    if correction.field:
        _, text = _changed(article, correction.field, correction.passage, correction.replacement)
        article, waived = correct(article, {correction.field: text}, writer=writer, actor=actor)
    else:
        waived = check_correction(article, writer=writer, actor=actor)
        follow_article(article)
    correction.digest_before, correction.digest_after = before, article.text_digest()
    correction.separation_waived = waived
    return _decided(correction, CorrectionState.CONFIRMED, actor, _after_the_last(article))


@transaction.atomic
def decline(correction: Correction, *, actor: User, comment: str) -> Correction:
    """不更正, with a reason; of an issue that was withdrawn meanwhile, too. Raises: Refused."""
    correction = _proposed(correction)
    if not actor.has_perm(CONFIRM):
        raise Refused(f"{actor}没有终审签发的权限，更正由终审来确认。")
    if not comment.strip():
        raise Refused("不更正须写明理由。")
    correction.comment = comment.strip()
    return _decided(correction, CorrectionState.DECLINED, actor)


@transaction.atomic
def take_back(correction: Correction, *, actor: User) -> Correction:
    """Withdraw one's own proposal. Raises: Refused."""
    correction = _proposed(correction)
    if actor.pk != correction.proposed_by_id:
        raise Refused(f"这处更正是{correction.proposed_by}提出的，由提出的人撤回。")
    return _decided(correction, CorrectionState.WITHDRAWN, actor)


def _published(article: Article) -> tuple[Issue, Article]:
    """The article with its issue, both under lock, if readers can read it. Raises: Refused."""
    entry = ContentsEntry.objects.filter(article=article).select_related("issue").first()
    issue = locked(entry.issue) if entry else None
    article = (
        Article.objects.select_for_update(of=("self",))
        .select_related("section__periodical", "created_by")
        .get(pk=article.pk)
    )
    if issue is None or issue.status != IssueStatus.PUBLISHED or not article.is_signed_off:
        raise Refused(f"{quoted(article.title)}还没有发布，文字在稿件里改，不用登更正。")
    return issue, article


def _proposed(correction: Correction) -> Correction:
    """The proposal under lock. Raises: Refused, if it was decided meanwhile."""
    standing = Correction.objects.select_for_update(of=("self",)).select_related("proposed_by", "decided_by")
    correction = standing.get(pk=correction.pk)
    if correction.state != CorrectionState.PROPOSED:
        raise Refused(f"这处更正{correction.decided_by}已办过：{correction.get_state_display()}。")
    return correction


def _after_the_last(article: Article) -> datetime:
    """Now, or just after the article's last correction: ``follow`` goes by it, and clocks are set back."""
    confirmed = article.corrections.filter(state=CorrectionState.CONFIRMED)
    last: datetime | None = confirmed.aggregate(last=Max("decided_at"))["last"]
    now = timezone.now()
    return max(now, last + timedelta(microseconds=1)) if last else now


def _decided(
    correction: Correction, state: CorrectionState, actor: User, at: datetime | None = None
) -> Correction:
    correction.state, correction.decided_by, correction.decided_at = state, actor, at or timezone.now()
    correction.save()
    return correction


def follow(article: Article, digest: str) -> str:
    """What the text of an article became of a digest by corrections alone: SHA-256 (hex).

    So an issue that was released can appear again after one of its articles was corrected.
    """
    confirmed = article.corrections.filter(state=CorrectionState.CONFIRMED).order_by("decided_at", "pk")
    for before, after in confirmed.values_list("digest_before", "digest_after"):
        digest = after if digest == before else digest
    return digest
