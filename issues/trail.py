"""The trail of an article and of an issue, as sentences: one way for pages, review sheet and tests."""

from collections.abc import Iterator
from datetime import timedelta

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from accounts.trail import Sentence
from articles.models import Article, Assignment, ReviewComment, StatusChange
from issues.days import full_time
from issues.models import (
    AppointmentState,
    Correction,
    CorrectionState,
    Issue,
    IssueStatus,
    IssueStatusChange,
    PressFile,
    Takedown,
)
from issues.titles import quoted

WAIVED = "三审分人已放宽"
# Enough of a quoted passage to find it by.
_QUOTE_SHOWN = 40


def article_trail(article: Article) -> list[Sentence]:
    """Everything that happened to an article, oldest first: written, changed, handed over, said, decided.

    A fixed number of queries.
    """
    told = [
        Sentence(article.created_at, article.created_by, "建稿"),
        *_versions(article),
        *(_step(change) for change in article.status_changes.select_related("actor")),
        *(_handover(each) for each in article.assignments.select_related("actor", "assignee")),
        *_opinions(article),
        *_takedowns(article.takedowns.all()),
        *_corrections(article.corrections.all()),
    ]
    return sorted(told, key=lambda sentence: sentence.at)


def issue_trail(issue: Issue) -> list[Sentence]:
    """What happened to an issue, oldest first: its steps and files, set times, and single articles."""
    told = [
        *(
            Sentence(change.at, change.actor, issue_step(change), change.comment)
            for change in issue.status_changes.select_related("actor")
        ),
        *_files(issue),
        *_times(issue),
        *_takedowns(issue.takedowns.all(), named=True),
        *_corrections(issue.corrections.all(), named=True),
    ]
    return sorted(told, key=lambda sentence: sentence.at)


def step_text(change: StatusChange) -> str:
    """A step by its name, and in words where the separation of the three reviews was waived for it."""
    name = change.get_transition_display()
    return f"{name}（{WAIVED}）" if change.separation_waived else name


def issue_step(change: IssueStatusChange) -> str:
    """A step of an issue by the office's word for it."""
    before, after = IssueStatus(change.from_status), IssueStatus(change.to_status)
    if after == IssueStatus.PUBLISHED:
        return "发布"
    if before == IssueStatus.PUBLISHED:
        return "撤回发布"
    return "付印" if after == IssueStatus.AT_PRESS else "撤回付印"


def _step(change: StatusChange) -> Sentence:
    return Sentence(change.at, change.actor, step_text(change), change.comment)


def _handover(each: Assignment) -> Sentence:
    due = f"，{each.due_date.month}月{each.due_date.day}日到期" if each.due_date else ""
    text = f"移交给{each.assignee}{due}" if each.assignee else f"交回，等人接手{due}"
    return Sentence(each.at, each.actor, text, each.comment)


def _versions(article: Article) -> Iterator[Sentence]:
    """The versions of the text after the first; a row of history that repeats a version says nothing."""
    seen = 1
    rows = article.history.select_related("history_user").order_by("history_date", "history_id")
    for row in rows.only("version", "history_date", "history_user__full_name", "history_user__username",
                         "history_change_reason"):  # fmt: skip
        if row.version > seen:
            seen = row.version
            yield Sentence(
                row.history_date, row.history_user, f"{row.history_change_reason or '改稿'}，存为第{seen}版"
            )


def _opinions(article: Article) -> Iterator[Sentence]:
    opinions = article.comments.select_related("author", "resolved_by", "reply_to__author")
    for opinion in opinions:
        if opinion.reply_to:
            yield Sentence(opinion.at, opinion.author, f"回复{opinion.reply_to.author}的意见", opinion.text)
            continue
        yield Sentence(opinion.at, opinion.author, f"写审稿意见{_about(opinion)}", opinion.text)
        if opinion.resolved_at:
            yield Sentence(opinion.resolved_at, opinion.resolved_by, "了结意见", opinion.text)


def _about(opinion: ReviewComment) -> str:
    if not opinion.quote:
        return ""
    cut = opinion.quote[:_QUOTE_SHOWN]
    return f"（原文“{cut}{'…' if len(opinion.quote) > _QUOTE_SHOWN else ''}”）"


def _files(issue: Issue) -> Iterator[Sentence]:
    files = {file.pk: file for file in issue.press_files.select_related("created_by")}
    for file in files.values():
        made = f"{file.get_variant_display()}文件" if file.release_id else "发布用文件"
        text = f"生成{made}，{file.pages}页，校验码后6位{file.sha256[-6:]}"
        # Made for a step and so told before it, though it is stored with it.
        yield Sentence(file.created_at - timedelta(microseconds=1), file.created_by, text)
    for taken in fetched(files):
        yield Sentence(taken.action_time, taken.user, "取走付印文件", f"校验码后6位{_code(files, taken)}")


def _times(issue: Issue) -> Iterator[Sentence]:
    """The times that were set for its appearing; one that was kept is told by the issue's own step."""
    for time in issue.appointments.select_related("set_by", "ended_by"):
        at = full_time(time.due_at)
        yield Sentence(time.set_at, time.set_by, f"定于{at}发布", time.reason)
        if time.ended_at and time.state != AppointmentState.KEPT:
            said = "到时没有发布" if time.state == AppointmentState.REFUSED else "取消定时发布"
            yield Sentence(time.ended_at, time.ended_by, f"{said}（定于{at}）", time.outcome)


def _takedowns(found: QuerySet[Takedown], *, named: bool = False) -> Iterator[Sentence]:
    for taken in found.select_related("article", "taken_down_by", "put_back_by").defer("article__body"):
        title = quoted(taken.article.title) if named else ""
        with_pdf = "，同时停止提供 PDF" if taken.pdf_withheld else ""
        yield Sentence(taken.taken_down_at, taken.taken_down_by, f"撤下{title}{with_pdf}", taken.reason)
        if taken.put_back_at:
            yield Sentence(taken.put_back_at, taken.put_back_by, f"恢复{title}", taken.put_back_reason)


_DECIDED = {
    CorrectionState.CONFIRMED: "确认更正",
    CorrectionState.DECLINED: "不更正",
    CorrectionState.WITHDRAWN: "撤回更正",
}


def _corrections(found: QuerySet[Correction], *, named: bool = False) -> Iterator[Sentence]:
    for each in found.select_related("article", "proposed_by", "decided_by").defer("article__body"):
        title = quoted(each.article.title) if named else ""
        yield Sentence(each.proposed_at, each.proposed_by, f"提出更正{title}", each.note)
        if each.decided_at:
            waived = f"（{WAIVED}）" if each.separation_waived else ""
            said = f"{_DECIDED[CorrectionState(each.state)]}{title}{waived}"
            yield Sentence(each.decided_at, each.decided_by, said, each.comment)


def _code(files: dict[int, PressFile], taken: LogEntry) -> str:
    return files[int(taken.object_id or 0)].sha256[-6:]


def fetched(pks: "dict[int, PressFile]") -> list[LogEntry]:
    """Who fetched which of these press files when, newest first. Kept in the admin's own log."""
    return list(
        LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(PressFile),
            object_id__in=[str(pk) for pk in pks],
        )
        .select_related("user")
        .order_by("-action_time", "-pk")
    )
