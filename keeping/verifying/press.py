"""What went to the press: a file for every issue that is out, and versions that are still to be found."""

from collections.abc import Callable, Iterator
from typing import Any

from articles.models import Article
from issues.models import Correction, Issue, IssueStatus, PressFile, PressFileVariant, Release
from issues.models.publishing import CorrectionState
from issues.services import standing_release
from keeping.verifying.finding import Finding

_AT_ONCE = 50


def check(tell: Callable[[str], None]) -> Iterator[Finding]:
    """Yield what does not agree."""
    tell("核对付印与发布")
    yield from _files()
    for release in Release.objects.select_related("issue__periodical").order_by("pk").iterator(_AT_ONCE):
        yield from _versions(release)


def _files() -> Iterator[Finding]:
    out = Issue.objects.exclude(status=IssueStatus.PLANNING).select_related("periodical").order_by("pk")
    for issue in out.iterator(chunk_size=_AT_ONCE):
        release = standing_release(issue)
        if issue.status == IssueStatus.AT_PRESS and release is None:
            yield Finding(f"{issue}已付印，却没有付印记录：请从备份中恢复。")
            continue
        files = PressFile.objects.filter(issue=issue)
        variants = set(files.filter(release=release).values_list("variant", flat=True)) if release else set()
        if release and (missing := [each.label for each in PressFileVariant if each.value not in variants]):
            yield Finding(f"{release}缺{'、'.join(missing)}文件：请从备份中恢复，或撤回付印后重新付印。")
        reading = files.filter(variant=PressFileVariant.SCREEN).order_by("-created_at", "-pk").first()
        if issue.status == IssueStatus.PUBLISHED and reading is None:
            yield Finding(f"{issue}已发布，却没有供阅读的 PDF：请撤回发布后重新发布，或从备份中恢复。")
        elif reading is not None:
            yield from _last_page(issue, reading)


def _last_page(issue: Issue, file: PressFile) -> Iterator[Finding]:
    for entry in (
        issue.entries.filter(start_page__gt=file.pages).select_related("article").defer("article__body")
    ):
        yield Finding(
            f"{issue}的《{entry.article}》标在第 {entry.start_page} 页，PDF 只有 {file.pages} 页："
            "请撤回后重新排版，或从备份中恢复。"
        )


def _versions(release: Release) -> Iterator[Finding]:
    history: Any = Article.history.model
    rows = {row["history"]: row for row in release.versions}
    found = history.objects.in_bulk(list(rows))
    for key, row in rows.items():
        if key not in found:
            yield Finding(f"{release}时《{row['title']}》的那一版在修订历史里找不到了：请从备份中恢复。")
        elif Article.text_digest(found[key]) != row["digest"]:
            yield Finding(f"{release}时《{row['title']}》的那一版被改动过：请从备份中恢复。")
    if standing_release(release.issue) != release:
        return
    corrected = set(
        Correction.objects.filter(issue=release.issue, state=CorrectionState.CONFIRMED)
        .values_list("article_id", flat=True)
    )  # fmt: skip
    digests = {row["article"]: row["digest"] for row in release.versions}
    entries = release.issue.entries.select_related("article")
    if set(digests) != {entry.article_id for entry in entries}:
        yield Finding(f"{release}的篇目与现在的目录不同：请撤回付印、核对后重新付印，或从备份中恢复。")
        return
    for entry in entries:
        if entry.article_id not in corrected and entry.article.text_digest() != digests[entry.article_id]:
            yield Finding(
                f"《{entry.article}》的文字与{release}时不同：请撤回付印、更正后再付印，或从备份中恢复。"
            )
