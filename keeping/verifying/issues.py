"""Issues: their contents are whole and in order, pages run on, status and trail agree."""

from collections.abc import Callable, Iterator
from itertools import groupby

from django.db.models import Count, F, Max, Min, Prefetch

from issues.models import ContentsEntry, Issue, IssueStatus, IssueStatusChange
from keeping.verifying.finding import Finding

_AT_ONCE = 50


def check(tell: Callable[[str], None]) -> Iterator[Finding]:
    """Yield what does not agree."""
    tell("核对目录与期次")
    yield from _positions()
    yield from _pages()
    yield from _foreign()
    yield from _statuses()


def _positions() -> Iterator[Finding]:
    counted = (
        Issue.objects.select_related("periodical").order_by("pk")
        .annotate(count=Count("entries"), first=Min("entries__position"), last=Max("entries__position"))
        .exclude(count=0).exclude(first=1, last=F("count"))
    )  # fmt: skip
    for issue in counted.iterator(chunk_size=_AT_ONCE):
        yield Finding(
            f"{issue}的目录次序不是从 1 连续到 {issue.count}：请在编排页把任一篇移动一下，系统会重新编号。"
        )


def _pages() -> Iterator[Finding]:
    entries = (
        ContentsEntry.objects.select_related("issue__periodical", "article").defer("article__body")
        .order_by("issue_id", "position").iterator(chunk_size=500)
    )  # fmt: skip
    for _, group in groupby(entries, key=lambda entry: entry.issue_id):
        before = 0
        for entry in group:
            issue = entry.issue
            if entry.start_page is None:
                if issue.status != IssueStatus.PLANNING:
                    yield Finding(
                        f"{issue}{issue.get_status_display()}，《{entry.article}》却没有页码："
                        "请撤回后重新付印或发布，或从备份中恢复。"
                    )
            elif entry.start_page < before:
                yield Finding(
                    f"{issue}的《{entry.article}》印在第 {entry.start_page} 页，前一篇却在第 {before} 页："
                    "请重新排版，页码会重算。"
                )
            else:
                before = entry.start_page


def _foreign() -> Iterator[Finding]:
    foreign = (
        ContentsEntry.objects.exclude(article__section__periodical=F("issue__periodical"))
        .select_related("issue__periodical", "article").defer("article__body").order_by("pk")
    )  # fmt: skip
    for entry in foreign.iterator(chunk_size=_AT_ONCE):
        yield Finding(
            f"{entry.issue}的《{entry.article}》属于别的刊物的栏目：请从目录里移出，改正栏目后再编入。"
        )


def _statuses() -> Iterator[Finding]:
    trail = Prefetch("status_changes", IssueStatusChange.objects.order_by("at", "pk"), to_attr="trail")
    issues = Issue.objects.select_related("periodical").prefetch_related(trail).order_by("pk")
    for issue in issues.iterator(chunk_size=_AT_ONCE):
        steps = [(change.from_status, change.to_status) for change in issue.trail]
        reached = IssueStatus.PLANNING.value
        for source, target in steps:
            if source != reached:
                yield Finding(f"{issue}的流转记录不连贯：请从备份中恢复，或请管理员查明。")
                break
            reached = target
        if (steps[-1][1] if steps else IssueStatus.PLANNING.value) != issue.status:
            yield Finding(
                f"{issue}现在是“{issue.get_status_display()}”，与流转记录不符：请从备份中恢复，或请管理员查明。"
            )
