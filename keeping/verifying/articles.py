"""Articles: the text is what was signed off, status and trail agree, no version of the history is missing."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Count, Max

from articles.models import Article, StatusChange
from articles.workflow import Status
from issues.models import Correction
from issues.models.publishing import CorrectionState
from keeping.verifying.finding import Finding

_AT_ONCE = 200
_RESTORE = "请从备份中恢复这一篇，或请管理员查明是谁绕过系统改了数据库"


def check(tell: Callable[[str], None]) -> Iterator[Finding]:
    """Yield what does not agree, some hundred articles at a time."""
    last, done = 0, 0
    while batch := list(Article.objects.filter(pk__gt=last).order_by("pk")[:_AT_ONCE]):
        trails, corrected, versions, newest = _about([article.pk for article in batch])
        for article in batch:
            digest = article.text_digest()
            yield from _signed_off(article, digest, trails[article.pk], corrected[article.pk])
            yield from _trail(article, trails[article.pk])
            yield from _history(article, digest, versions.get(article.pk), newest.get(article.pk))
        last, done = batch[-1].pk, done + len(batch)
        tell(f"核对稿件 {done:,} 篇")


def _about(keys: list[int]) -> tuple[Any, Any, dict[int, tuple[int, int]], dict[int, Any]]:
    trails: defaultdict[int, list[StatusChange]] = defaultdict(list)
    for change in StatusChange.objects.filter(article__in=keys).order_by("at", "pk"):
        trails[change.article_id].append(change)
    corrected: defaultdict[int, set[str]] = defaultdict(set)
    confirmed = Correction.objects.filter(article__in=keys, state=CorrectionState.CONFIRMED)
    for key, digest in confirmed.values_list("article_id", "digest_after"):
        corrected[key].add(digest)
    history: Any = Article.history.model
    rows = history.objects.filter(id__in=keys).order_by().values_list("id")
    counted = rows.annotate(Count("version", distinct=True), Max("version"), Max("history_id"))
    versions, newest = {}, {}
    for key, count, version, history_key in counted:
        versions[key] = (count, version)
        newest[key] = history_key
    found = history.objects.in_bulk(list(newest.values()))
    return trails, corrected, versions, {key: found[row] for key, row in newest.items()}


def _named(article: Article) -> str:
    return f"《{article.title}》（稿件 {article.pk}）"


def _signed_off(
    article: Article, digest: str, trail: list[StatusChange], corrected: set[str]
) -> Iterator[Finding]:
    if article.status != Status.SIGNED_OFF:
        return
    if digest != article.signed_off_digest:
        yield Finding(f"{_named(article)}的文字与终审签发时不同：请撤回签发、重新送审；{_RESTORE}。")
    elif trail and article.signed_off_digest not in corrected | {trail[-1].text_digest}:
        yield Finding(f"{_named(article)}签发的文字与流转记录所记的不同：{_RESTORE}。")


def _trail(article: Article, trail: list[StatusChange]) -> Iterator[Finding]:
    status = Status(article.status).label
    if not trail:
        if article.status != Status.DRAFT:
            yield Finding(f"{_named(article)}现在是“{status}”，却没有流转记录：{_RESTORE}。")
        return
    before = Status.DRAFT.value
    for change in trail:
        if change.from_status != before:
            yield Finding(
                f"{_named(article)}的流转记录不连贯：{change.get_transition_display()}之前应是"
                f"“{change.get_from_status_display()}”，上一步却到“{Status(before).label}”；{_RESTORE}。"
            )
            break
        before = change.to_status
    if trail[-1].to_status != article.status:
        yield Finding(
            f"{_named(article)}现在是“{status}”，流转记录最后一步却到"
            f"“{trail[-1].get_to_status_display()}”：{_RESTORE}。"
        )


def _history(
    article: Article, digest: str, versions: tuple[int, int] | None, newest: Any
) -> Iterator[Finding]:
    if versions is None:
        yield Finding(f"{_named(article)}没有修订历史：{_RESTORE}。")
        return
    count, last = versions
    if (count, last) != (article.version, article.version):
        yield Finding(
            f"{_named(article)}现在是第 {article.version} 版，修订历史里有 {count} 个版次，"
            f"最后是第 {last} 版：{_RESTORE}。"
        )
    elif Article.text_digest(newest) != digest:
        yield Finding(f"{_named(article)}的文字与修订历史里最后一版不同：{_RESTORE}。")
