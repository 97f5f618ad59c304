"""The planning page itself, and its buttons for a browser without script."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from articles.models import Article
from issues import appointments, services
from issues.carryover import carried, issue_before
from issues.models import Issue, IssueStatus
from issues.planning import paging, steps
from issues.planning.board import Board
from issues.planning.screen import context_of, locked_because, may_change
from issues.preview.site import address_of
from issues.services import Refused
from issues.typesetting.errors import TypesettingError


def issue_for(admin: ModelAdmin, request: HttpRequest, pk: int, *, change: bool) -> Issue:
    """The issue, for who may look at it or, with ``change``, plan it. Raises: Http404, PermissionDenied."""
    issue = get_object_or_404(Issue.objects.select_related("periodical__default_layout", "layout"), pk=pk)
    if not request.user.has_perm("issues.change_issue" if change else "issues.view_issue"):
        raise PermissionDenied
    return issue


def page(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """编排. A post is a button pressed without script: done, and answered with the page anew."""
    if request.method == "POST":
        return _pressed(admin, request, pk)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "POST"])
    issue = issue_for(admin, request, pk, change=False)
    context = context_of(request, issue)
    asked = request.GET.get("move", "")
    return TemplateResponse(
        request,
        "admin/issues/planning/page.html",
        {
            **admin.admin_site.each_context(request),
            **context,
            "opts": admin.opts,
            "original": issue,
            "title": f"编排 {issue}",
            "locked": locked_because(request, issue),
            "time": appointments.told(issue),
            "preview_address": "" if issue.status == IssueStatus.PUBLISHED else address_of(issue),
            "moving": _moving(context["board"], asked),
        },
    )


def _moving(board: Board, asked: str) -> Article | None:
    """The article for which 移到他期 was pressed without script."""
    return next((entry.article for entry in board.entries if str(entry.article_id) == asked), None)


def _pressed(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    issue = issue_for(admin, request, pk, change=True)
    try:
        messages.success(request, _act(request, issue, request.POST))
    except steps.Unreadable:
        messages.error(request, "这一步没有认出来，目录没有变；请刷新页面后再试。")
    except (Refused, TypesettingError) as refused:
        messages.error(request, str(refused))
    return redirect("admin:issues_issue_planning", pk)


def _act(request: HttpRequest, issue: Issue, sent: QueryDict) -> str:
    """The button that was pressed is the name that was sent; its value is the article."""
    for name, by, whole in (
        ("up", -1, False), ("down", 1, False), ("section_up", -1, True), ("section_down", 1, True),
    ):  # fmt: skip
        if name in sent:
            article = steps.read_key(sent[name])
            return steps.shift(request, issue, sent, article=article, by=by, whole_section=whole)
    for name in ("place", "remove", "move"):
        if name in sent:
            values = {"article": sent[name], "to": sent.get("to"), "revision": sent.get("revision")}
            return steps.take(request, issue, name, values)
    if "undo" in sent:
        return steps.undo(request, issue)
    if "pages" in sent:
        counted = paging.follow(issue, str(sent.get("revision", "")), actor=request.user)  # type: ignore[arg-type]
        return f"页码已重新算出，共{counted.pages}页。"
    raise steps.Unreadable


def colophon(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """抄上期版权页, after a page that shows what will be filled in and what overwritten."""
    issue = issue_for(admin, request, pk, change=True)
    if request.method == "POST":
        try:
            services.copy_colophon(issue, actor=request.user)  # type: ignore[arg-type]
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "版权页已照上一期填好；印刷日期每期不同，请另填。")
        return redirect("admin:issues_issue_planning", pk)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "POST"])
    before = issue_before(issue)
    return TemplateResponse(
        request,
        "admin/issues/planning/colophon.html",
        {
            **admin.admin_site.each_context(request),
            "opts": admin.opts,
            "original": issue,
            "title": f"抄上期版权页 {issue}",
            "before": before,
            "fields": carried(issue, before) if before else (),
            "open": may_change(request, issue),
        },
    )
