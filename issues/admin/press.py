"""印前检查, 付印 and 撤回付印: the pages between planning and the press."""

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

from issues.admin.forms import WithdrawForm
from issues.building.kinds.press import REASON_LENGTH
from issues.models import Issue, IssueStatus, Release
from issues.planning.views import issue_for
from issues.press.preflight import preflight
from issues.press.releases import PERMISSION, next_number, recall
from issues.services import Refused, standing_release
from issues.workbench.press import printers


def press_addresses(admin: ModelAdmin) -> list[URLPattern]:
    """The addresses of the three pages."""
    views = {"preflight": inspection, "release": release, "recall": take_back}
    return [
        path(
            f"<int:pk>/{name}/",
            admin.admin_site.admin_view(partial(view, admin)),
            name=f"issues_issue_{name}",
        )
        for name, view in views.items()
    ]


class ReleaseForm(forms.Form):
    """The reason of a second release; the build of the release reads it."""

    reason = forms.CharField(
        label="更正的理由", max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="必填。印务会在文件旁和邮件里看到它。",
    )  # fmt: skip


class RecallForm(WithdrawForm):
    """撤回付印: the reason is required."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        self.fields["comment"].error_messages["required"] = "撤回付印须写明理由。"
        self.fields["comment"].help_text = "必填，记入流转记录，印务也会看到"


def press_steps(request: HttpRequest, issue: Issue) -> dict[str, Any]:
    """Which of the buttons to these pages an issue's page shows."""
    may_press = request.user.has_perm(PERMISSION)
    return {
        "may_release": may_press and issue.status == IssueStatus.PLANNING,
        "may_recall": may_press and issue.status == IssueStatus.AT_PRESS,
    }


def inspection(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """印前检查: what was found, what to do about it, and a button to look again."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET"])
    issue = issue_for(admin, request, pk, change=False)
    return _shown(
        admin, request, issue, "preflight", "印前检查",
        found=preflight(issue),
        has_entries=issue.entries.exists(),
        may_measure=request.user.has_perm("issues.typeset_issue"),
        **press_steps(request, issue),
    )  # fmt: skip


def release(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """付印: a page that says what will happen; its button queues the build."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET"])
    issue = _issue(admin, request, pk)
    number = next_number(issue)
    last = Release.objects.filter(issue=issue).select_related("recall").first()
    initial = {"reason": last.recall.reason[:REASON_LENGTH]} if last and hasattr(last, "recall") else {}
    return _shown(
        admin, request, issue, "press", "付印",
        found=preflight(issue),
        number=number,
        form=ReleaseForm(initial=initial, label_suffix="") if number > 1 else None,
        standing=standing_release(issue),
        articles=issue.entries.count(),
        by_mail=printers().exists(),
        **press_steps(request, issue),
    )  # fmt: skip


def take_back(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """撤回付印, with a reason."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    issue = _issue(admin, request, pk)
    form = RecallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            recall(issue, actor=request.user, reason=form.cleaned_data["comment"])  # type: ignore[arg-type]
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{issue}的付印已撤回，可以更正；印务会收到停印的邮件，也请电话告知。")
            return redirect("admin:issues_issue_planning", pk)
    return _shown(
        admin, request, issue, "press_recall", "撤回付印", form=form, standing=standing_release(issue),
        step="撤回付印", button="撤回付印", working="正在撤回",
    )  # fmt: skip


def _issue(admin: ModelAdmin, request: HttpRequest, pk: int) -> Issue:
    issue = issue_for(admin, request, pk, change=False)
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    return issue


def _shown(
    admin: ModelAdmin, request: HttpRequest, issue: Issue, template: str, name: str, **context: Any
) -> TemplateResponse:
    return TemplateResponse(
        request,
        f"admin/issues/{template}.html",
        {
            **admin.admin_site.each_context(request),
            "opts": admin.opts,
            "original": issue,
            "issue": issue,
            "title": f"{name} {issue}",
            **context,
        },
    )
