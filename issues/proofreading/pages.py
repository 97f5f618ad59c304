"""The pages of 全期校对 and 差错登记, below those of the issue's admin."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles import correcting
from articles.models import Article
from articles.services import Refused
from issues.errata import LIMIT, WEIGHTS, rate_of, record_error, strike_error
from issues.models import Issue, IssueStatus
from issues.models.errata import PrintedError
from issues.proofreading.reading import proof_of


class ErrorForm(forms.ModelForm):
    """One error of a printed issue."""

    class Meta:
        model = PrintedError
        fields = ("kind", "page", "text", "correct", "found_by", "weight")
        help_texts = {"weight": "留空按种类计：" + "、".join(
            f"{label} {WEIGHTS[kind]}" for kind, label in PrintedError._meta.get_field("kind").choices or ()
        )}  # fmt: skip

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        self.fields["weight"].required = False
        self.fields["weight"].initial = None
        self.fields["kind"].choices = self.fields["kind"].choices[1:]  # type: ignore[attr-defined]

    def clean_weight(self) -> Any:
        """The weight of the kind where none was given."""
        return self.cleaned_data.get("weight") or WEIGHTS[self.cleaned_data.get("kind", "wording")]


def proofreading_addresses(admin: ModelAdmin) -> list[URLPattern]:
    """``<pk>/proofreading/`` and ``<pk>/errors/``, for the issue's ``get_urls``."""
    views: dict[str, tuple[str, Any]] = {
        "proofreading": ("proofreading/", page),
        "proofreading_act": ("proofreading/<int:article>/<slug:what>/", act),
        "errors": ("errors/", errors),
        "strike_error": ("errors/<int:error>/strike/", strike),
    }
    return [
        path(
            f"<int:pk>/{route}",
            admin.admin_site.admin_view(partial(view, admin)),
            name=f"issues_issue_{name}",
        )
        for name, (route, view) in views.items()
    ]


def _issue(admin: ModelAdmin, request: HttpRequest, pk: int) -> Issue:
    issue = get_object_or_404(Issue.objects.select_related("periodical"), pk=pk)
    if not admin.has_view_permission(request, issue):
        raise PermissionDenied
    return issue


def _frame(
    admin: ModelAdmin, request: HttpRequest, issue: Issue, template: str, **context: Any
) -> HttpResponse:
    frame = {**admin.admin_site.each_context(request), "opts": admin.opts, "original": issue, "issue": issue}
    return TemplateResponse(request, f"admin/issues/proofreading/{template}", frame | context)


def page(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """全期校对, by article or by rule."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET"])
    issue = _issue(admin, request, pk)
    return _frame(
        admin, request, issue, "page.html", title=f"全期校对 {issue}", proof=proof_of(issue),
        by="rule" if request.GET.get("by") == "rule" else "article",
        may_judge=request.user.has_perm("articles.change_article"),
        acts=reverse("admin:issues_issue_proofreading", args=[issue.pk]),
    )  # fmt: skip


def act(admin: ModelAdmin, request: HttpRequest, pk: int, article: int, what: str) -> HttpResponse:
    """采用, 不改 or 恢复 for one finding; the services refuse what may not be."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    issue = _issue(admin, request, pk)
    actor: Any = request.user
    articles = Article.objects.select_related("section__periodical")
    found = get_object_or_404(articles, pk=article, entry__issue=issue)
    key = request.POST.get("key", "")
    try:
        if what == "restore":
            correcting.restore(found, key, actor=actor)
            said = "已恢复，这一处又列在待核的里面。"
        elif what == "dismiss":
            remark = proof_of(issue).find(found, key)
            correcting.dismiss(found, remark, request.POST.get("reason", ""), actor=actor)
            said = "记下了：这一处不改。文字再有变动时会重新提示。"
        elif what == "take":
            remark = proof_of(issue).find(found, key)
            seen = request.POST.get("version", "")
            version = int(seen) if seen.isdecimal() and len(seen) < 9 else 0
            correcting.take_suggestion(found, remark, actor=actor, seen_version=version)
            said = f"已采用：《{found.title}》里的“{remark.finding.quote[:20]}”改好了。"
        else:
            raise Http404
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    by = "?by=rule" if request.POST.get("by") == "rule" else ""
    return redirect(reverse("admin:issues_issue_proofreading", args=[issue.pk]) + by)


def errors(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """差错登记: the log, its rate, and a form for one more."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    issue = _issue(admin, request, pk)
    actor: Any = request.user
    form = ErrorForm(request.POST or None, initial={"found_by": str(actor)})
    if request.method == "POST" and form.is_valid():
        try:
            record_error(issue, form.save(commit=False), actor=actor)
        except Refused as refused:
            form.add_error(None, str(refused))
        except ValidationError as error:
            form.add_error(None, "".join(error.messages))
        else:
            messages.success(request, "已登记。")
            return redirect("admin:issues_issue_errors", issue.pk)
    return _frame(
        admin, request, issue, "errors.html", title=f"差错登记 {issue}", form=form, rate=rate_of(issue),
        limit=LIMIT, errors=issue.printed_errors.select_related("recorded_by"),
        is_open=issue.status != IssueStatus.PLANNING and actor.has_perm("articles.comment_article"),
        is_planning=issue.status == IssueStatus.PLANNING, strikes_all=actor.has_perm("issues.change_issue"),
    )  # fmt: skip


def strike(admin: ModelAdmin, request: HttpRequest, pk: int, error: int) -> HttpResponse:
    """Take an entry out that was none."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    issue = _issue(admin, request, pk)
    found = get_object_or_404(issue.printed_errors, pk=error)
    try:
        strike_error(found, actor=request.user)  # type: ignore[arg-type]
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "这一条已删去。")
    return redirect("admin:issues_issue_errors", issue.pk)
