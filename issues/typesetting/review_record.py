"""What a review sheet says about an article, as frozen dataclasses: all of its queries stand here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from articles.counting import count_characters
from articles.models import Article, ReviewComment, StatusChange
from articles.workflow import (
    PASS_REVIEW,
    REGISTER_PRINTED,
    REOPEN,
    RETURN_TO_EDITOR,
    SIGN_OFF,
    SUBMIT,
    Status,
)
from issues.contents import page_of
from issues.days import full_day
from issues.trail import WAIVED

# The three reviews: their name on the form, who does them, and the step that ends each.
STAGES = (
    (Status.DRAFT, "一审", "编辑", (SUBMIT.name,)),
    (Status.IN_REVIEW, "二审", "审校", (PASS_REVIEW.name,)),
    (Status.AWAITING_SIGN_OFF, "三审", "终审", (SIGN_OFF.name, REGISTER_PRINTED.name)),
)


@dataclass(frozen=True)
class Opinion:
    """One 审稿意见 with its answers, and how it ended."""

    who: str
    when: str
    text: str
    quote: str
    replies: tuple[tuple[str, str, str], ...]
    outcome: str


@dataclass(frozen=True)
class Act:
    """One step at a stage, in words, with its reason or opinion."""

    who: str
    when: str
    text: str
    reason: str
    is_waived: bool


@dataclass(frozen=True)
class Stage:
    """One of the three reviews. ``signed`` is who ended it and when, if that still holds."""

    name: str
    role: str
    entries: tuple[Act | Opinion, ...]
    signed: tuple[str, str, str] | None


@dataclass(frozen=True)
class ReviewRecord:
    """Everything on the sheet. ``facts`` are pairs of label and value, two pairs to a line."""

    title: str
    kicker: str
    subtitle: str
    periodical: str
    issue: str
    number: int
    facts: tuple[tuple[str, str], ...]
    original_title: str
    stages: tuple[Stage, ...]
    waived: tuple[str, ...]
    digest: str
    is_signed_off: bool


def review_record(article: Article) -> ReviewRecord:
    """Read an article's record. A fixed number of queries, however long its way was."""
    article = Article.objects.select_related(
        "section__periodical", "created_by", "entry__issue__periodical"
    ).get(pk=article.pk)
    changes = list(article.status_changes.select_related("actor"))
    entry = getattr(article, "entry", None)
    page = page_of(entry) if entry else None
    place = f"{entry.issue.label}{f'，第{page}页' if page else ''}" if entry else "未编入"
    return ReviewRecord(
        title=article.title,
        kicker=article.kicker,
        subtitle=article.subtitle,
        periodical=f"《{article.section.periodical.title}》",
        issue=entry.issue.label if entry else "",
        number=article.pk,
        facts=(
            ("期次", place),
            ("栏目", article.section.name),
            ("作者", article.byline),
            ("来源", article.source_line),
            ("字数", f"{count_characters(article.plain_text)}字"),
            ("版次", f"第{article.version}版"),
            ("建稿", f"{article.created_by}，{full_day(article.created_at)}"),
            ("现状", article.get_status_display()),
        ),
        original_title=article.original_title,
        stages=tuple(_stages(article, changes)),
        waived=tuple(
            f"{full_day(change.at)}{change.actor}办理“{change.get_transition_display()}”"
            for change in changes
            if change.separation_waived
        ),
        digest=article.signed_off_digest or article.text_digest(),
        is_signed_off=article.is_signed_off,
    )


def _stages(article: Article, changes: list[StatusChange]) -> Iterable[Stage]:
    versions = [
        (row.history_date, row.version)
        for row in article.history.order_by("history_date", "history_id").only("history_date", "version")
    ]
    told: dict[str, list[tuple[datetime, Act | Opinion]]] = {stage.value: [] for stage, *_ in STAGES}
    for change in changes:
        told[_stage_of(change)].append((change.at, _act(change, versions)))
    for at, stage, opinion in _opinions(article):
        told[stage].append((at, opinion))
    for status, name, role, ends in STAGES:
        entries = sorted(told[status.value], key=lambda pair: pair[0])
        yield Stage(name, role, tuple(entry for _, entry in entries), _signed(changes, ends))


def _stage_of(change: StatusChange) -> str:
    """The stage at which a step was taken; what takes a sign-off back belongs to the last."""
    if change.transition in (REOPEN.name, REGISTER_PRINTED.name):
        return Status.AWAITING_SIGN_OFF.value
    return change.from_status


def _act(change: StatusChange, versions: list[tuple[datetime, int]]) -> Act:
    version = max((number for at, number in versions if at <= change.at), default=1)
    text = f"{change.get_transition_display()}（第{version}版）"
    return Act(str(change.actor), _when(change.at), text, change.comment, change.separation_waived)


def _signed(changes: list[StatusChange], ends: tuple[str, ...]) -> tuple[str, str, str] | None:
    """Who ended the stage; nobody, if it was sent back to the editor since."""
    signed = None
    for change in changes:
        if change.transition in ends:
            remark = WAIVED if change.separation_waived else ""
            signed = (str(change.actor), full_day(change.at), remark)
        elif change.transition in (RETURN_TO_EDITOR.name, REOPEN.name):
            signed = None
    return signed


def _opinions(article: Article) -> Iterable[tuple[datetime, str, Opinion]]:
    written = list(article.comments.select_related("author", "resolved_by"))
    replies: dict[int, list[ReviewComment]] = {}
    for each in written:
        if each.reply_to_id:
            replies.setdefault(each.reply_to_id, []).append(each)
    for each in written:
        if each.reply_to_id is None:
            stage = each.stage if each.stage != Status.SIGNED_OFF else Status.AWAITING_SIGN_OFF.value
            yield each.at, stage, _opinion(each, replies.get(each.pk, []))


def _opinion(each: ReviewComment, replies: list[ReviewComment]) -> Opinion:
    return Opinion(
        who=str(each.author),
        when=_when(each.at),
        text=each.text,
        quote=each.quote,
        replies=tuple((str(reply.author), _when(reply.at), reply.text) for reply in replies),
        outcome=(f"{each.resolved_by}于{_when(each.resolved_at)}了结" if each.resolved_at else "尚未了结"),
    )


def _when(moment: datetime) -> str:
    local = localtime(moment)
    return f"{full_day(moment)} {local:%H:%M}"
