"""修订历史: every version with who, when and why; any two side by side; an old one as a new one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from articles.comparison import VersionText, compare
from articles.desk.common import READING, WRITING, desk_view, page, person, short_time
from articles.models import Article, Section
from articles.services import TEXT_FIELDS, Refused, save_text
from articles.workflow import PASS_REVIEW, RETURN_TO_EDITOR, SUBMIT, Status

_TEXTLESS = (
    "history_id", "history_date", "history_change_reason", "version", "status",
    "history_user__full_name", "history_user__username",
)  # fmt: skip


@dataclass(frozen=True)
class Version:
    """A line of the history. ``before``: the record of the text that stood there before, if any."""

    record: Any
    status: Status
    before: int | None
    is_current: bool

    @property
    def name(self) -> str:
        """How a comparison calls it."""
        return version_name(self.record)

    @property
    def reason(self) -> str:
        """Why it was made."""
        return reason_of(self.record)


def version_name(record: Any) -> str:
    """第3版（甲编辑 9:05 改稿）."""
    who = record.history_user or "系统"
    return f"第{record.version}版（{who} {short_time(record.history_date)} {reason_of(record)}）"


def reason_of(record: Any) -> str:
    """Why a record was made."""
    return record.history_change_reason or ("建稿" if record.history_type == "+" else "改稿")


def records(article: Article) -> list[Any]:
    """The history, newest first, without its texts. One query."""
    rows = article.history.select_related("history_user").only(*_TEXTLESS, "history_type")
    return list(rows.order_by("-history_date", "-history_id"))


def comparisons(article: Article, rows: list[Any]) -> list[tuple[str, int, int]]:
    """What a reviewer asks first, as label, older and newer record: since submission, since last reviewed.

    Empty where nothing has changed since.
    """
    if not rows:
        return []
    newest = rows[0]
    found = []
    submitted = _latest(rows, {SUBMIT.label})
    if submitted is not None and submitted.version < newest.version:
        found.append(("与送审稿对照", submitted.pk, newest.pk))
    reviewed = _latest(rows, {PASS_REVIEW.label, RETURN_TO_EDITOR.label})
    if reviewed is not None and reviewed.version < newest.version:
        found.append(("自上次审校以来的改动", reviewed.pk, newest.pk))
    before = next((row for row in rows if row.version < newest.version), None)
    if before is not None:
        found.append(("与上一版对照", before.pk, newest.pk))
    return found


def _latest(rows: list[Any], reasons: set[str]) -> Any:
    return next((row for row in rows if row.history_change_reason in reasons), None)


@desk_view(*READING)
def history(admin: Any, request: HttpRequest, article: Article) -> HttpResponse:
    """The list; any two can be picked."""
    rows = records(article)
    versions = [
        Version(
            row,
            Status(row.status),
            next((older.pk for older in rows[index + 1 :] if older.version < row.version), None),
            row.version == article.version,
        )
        for index, row in enumerate(rows)
    ]
    first = comparisons(article, rows)
    return page(
        admin, request, article, "versions.html",
        title=f"{article}：修订历史", versions=versions, comparisons=first,
        picked_old=first[-1][1] if first else (rows[-1].pk if rows else None),
        picked_new=rows[0].pk if rows else None,
        restore_refusal=_restore_refusal(admin, request, article),
    )  # fmt: skip


def _restore_refusal(admin: Any, request: HttpRequest, article: Article) -> str:
    if not admin.has_change_permission(request, article):
        return "您没有编写稿件的权限，只能查看和对照。"
    if article.is_locked:
        first = "撤回签发" if article.is_signed_off else "退回"
        return f"文字已锁定，不能恢复旧版本；要恢复，请先{first}。"
    return ""


@desk_view(*READING)
def comparison(admin: Any, request: HttpRequest, article: Article) -> HttpResponse:
    """Two versions side by side, ``?old=…&new=…``; whichever is older stands left."""
    picked = [request.GET.get(name, "") for name in ("old", "new")]
    if not all(each.isdecimal() and len(each) < 16 for each in picked):
        raise Http404
    kept = article.history.select_related("history_user", "section").in_bulk(
        [int(each) for each in picked], field_name="history_id"
    )
    if any(int(each) not in kept for each in picked):
        raise Http404
    old, new = sorted((kept[int(each)] for each in picked), key=lambda row: (row.history_date, row.pk))
    return page(
        admin, request, article, "compare.html",
        title=f"{article}：前后对照",
        comparison=compare(VersionText.of(old), VersionText.of(new)),
        old=old, old_name=version_name(old), new_name=version_name(new),
        may_restore=old.version != article.version and not _restore_refusal(admin, request, article),
    )  # fmt: skip


@desk_view(*WRITING)
def restore(admin: Any, request: HttpRequest, article: Article, record: int) -> HttpResponse:
    """恢复此版本: the old text as a new version; what came between stays in the history."""
    row = get_object_or_404(article.history, history_id=record)
    seen, version = request.POST.get("seen_version", ""), article.version
    for name in TEXT_FIELDS:
        if name != "section":
            setattr(article, name, getattr(row, name))
    if Section.objects.filter(pk=row.section_id).exists():
        # A section that was deleted since cannot come back with the text.
        article.section_id = row.section_id
    try:
        stored = save_text(
            article,
            actor=person(request),
            seen_version=int(seen) if seen.isdecimal() and len(seen) < 9 else 0,
            reason=f"恢复第{row.version}版",
        )
    except Refused as reason:
        messages.error(request, str(reason))
        return redirect(reverse("admin:articles_article_versions", args=[article.pk]))
    if stored.version == version:
        messages.info(request, f"第{row.version}版与现在的文字相同，没有另存。")
    else:
        said = f"已用第{row.version}版的文字另存为第{stored.version}版，后来的版本都还在。"
        messages.success(request, said)
    return redirect(reverse("admin:articles_article_versions", args=[article.pk]))
