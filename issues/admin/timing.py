"""定时发布: the page on which the time is set, changed or cancelled, and what other pages say of it."""

from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.timezone import localtime, make_aware

from articles.workflow import Status
from issues import appointments
from issues.building import worker
from issues.days import full_time
from issues.models import Issue, IssueStatus
from issues.planning.views import issue_for
from issues.services import Refused, standing_release


def timing_addresses(admin: ModelAdmin) -> list[URLPattern]:
    """``<pk>/timing/`` and the button that cancels, below it."""
    views = {"timing": timing, "timing/cancel": cancel}
    return [
        path(
            f"<int:pk>/{name}/",
            admin.admin_site.admin_view(partial(view, admin)),
            name=f"issues_issue_{name.replace('/', '_')}",
        )
        for name, view in views.items()
    ]


class TimingForm(forms.Form):
    """Day and hour, in the office's time; the reason only for an issue that did not go to press."""

    day = forms.DateField(
        label="日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填发布的日期。", "invalid": "日期没有认出来，请写成 2026-08-15。"},
    )  # fmt: skip
    hour = forms.TimeField(
        label="钟点", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "请填发布的钟点。", "invalid": "钟点没有认出来，请写成 9:00。"},
        help_text="北京时间",
    )  # fmt: skip
    reason = forms.CharField(
        label="未付印先发布的原因", max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="必填，到时记入流转记录", error_messages={"required": "未付印先发布，须写明原因。"},
    )  # fmt: skip

    def __init__(self, data: Any, *, issue: Issue, was_released: bool) -> None:
        standing = appointments.ahead(issue)
        at = localtime(standing.due_at if standing else appointments.proposed(issue))
        initial = {"day": at.date(), "hour": at.time(), "reason": standing.reason if standing else ""}
        super().__init__(data, initial=initial, label_suffix="")
        if was_released:
            del self.fields["reason"]

    @property
    def due_at(self) -> datetime:
        """What was chosen."""
        return make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"]))


def timing(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """定时发布: says what will happen, and takes day and hour."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    issue = _issue(admin, request, pk)
    released = standing_release(issue)
    form = TimingForm(
        request.POST if request.method == "POST" else None, issue=issue, was_released=released is not None
    )
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data.get("reason", "")
            appointments.set_time(issue, form.due_at, actor=request.user, reason=reason)  # type: ignore[arg-type]
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{issue}定于{full_time(form.due_at)}发布，到时自动办。")
            return redirect("admin:issues_issue_change", pk)
    unsigned = issue.entries.exclude(article__status=Status.SIGNED_OFF).select_related("article")
    return TemplateResponse(
        request,
        "admin/issues/publishing/timing.html",
        {
            **admin.admin_site.each_context(request),
            "opts": admin.opts, "original": issue, "form": form, "title": f"定时发布 {issue}",
            "is_published": issue.status == IssueStatus.PUBLISHED,
            "released": released,
            "standing": appointments.told(issue),
            "not_ready": unsigned.order_by("position"),
            "is_asleep": not worker.alive(),
        },
    )  # fmt: skip


def cancel(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """取消定时."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    issue = _issue(admin, request, pk)
    try:
        appointments.cancel(issue, actor=request.user)  # type: ignore[arg-type]
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{issue}的定时发布已取消，到时不会自动发布。")
    return redirect("admin:issues_issue_change", pk)


def _issue(admin: ModelAdmin, request: HttpRequest, pk: int) -> Issue:
    issue = issue_for(admin, request, pk, change=False)
    if not request.user.has_perm(appointments.PERMISSION):
        raise PermissionDenied
    return issue
