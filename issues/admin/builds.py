"""Typesetting from the admin: the button queues a build, its page shows how far it is and what came of it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.cache import patch_cache_control

from issues.building.kinds import KINDS, kind_named
from issues.building.screen import standing
from issues.building.services import Refused, request_build
from issues.models import Build, Issue

# Seconds between two looks of a page without script.
RELOAD_SECONDS = 4


def build_addresses(admin: ModelAdmin) -> list[URLPattern]:
    """``<pk>/build/<kind>/``, which takes a press of a button, and the pages of builds."""
    below: dict[str, tuple[str, Any]] = {
        "build": ("build/<slug:kind>/", ask),
        "build_page": ("builds/<int:build>/", page),
        "build_state": ("builds/<int:build>/state/", state),
        "build_file": ("builds/<int:build>/file/", file),
        "build_retry": ("builds/<int:build>/retry/", retry),
    }
    return [
        path(
            f"<int:pk>/{route}",
            admin.admin_site.admin_view(partial(view, admin)),
            name=f"issues_issue_{name}",
        )
        for name, (route, view) in below.items()
    ]


def ask(admin: ModelAdmin, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Queue a build of the issue, or join the one that runs, and show its page."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    issue = get_object_or_404(Issue.objects.select_related("periodical"), pk=pk)
    wanted = KINDS.get(kind)
    if wanted is None:
        raise Http404
    _need(admin, request, issue, wanted.permission)
    try:
        return _asked(request, issue, kind, wanted.read(request.POST.dict()))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("admin:issues_issue_change", pk)


def retry(admin: ModelAdmin, request: HttpRequest, pk: int, build: int) -> HttpResponse:
    """重试: ask for the same once more."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    wanted = _build(admin, request, pk, build)
    try:
        return _asked(request, wanted.issue, wanted.kind, wanted.parameters)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("admin:issues_issue_build_page", pk, build)


def page(admin: ModelAdmin, request: HttpRequest, pk: int, build: int) -> HttpResponse:
    """How a build stands. The script keeps it up to date; without script it reloads itself."""
    shown = _build(admin, request, pk, build)
    now = standing(shown)
    response = TemplateResponse(
        request,
        "admin/issues/issue/build.html",
        {
            **admin.admin_site.each_context(request),
            "opts": admin.opts,
            "original": shown.issue,
            "title": f"{now.label} {shown.issue}",
            "standing": now,
            "build": shown,
            "reload_seconds": RELOAD_SECONDS,
        },
    )
    patch_cache_control(response, no_store=True)
    return response


def state(admin: ModelAdmin, request: HttpRequest, pk: int, build: int) -> HttpResponse:
    """The changing part of the page, for its script."""
    shown = _build(admin, request, pk, build)
    now = standing(shown)
    html = render_to_string(
        "admin/issues/issue/_build.html", {"standing": now, "build": shown, "original": shown.issue}, request
    )
    response = JsonResponse({"html": html, "active": now.is_active})
    patch_cache_control(response, no_store=True)
    return response


def file(admin: ModelAdmin, request: HttpRequest, pk: int, build: int) -> HttpResponse | FileResponse:
    """The PDF that a build keeps, to look at or, with ``?download``, to save."""
    shown = _build(admin, request, pk, build)
    try:
        stored = shown.file.open("rb") if shown.file else None
    except OSError:
        stored = None
    if stored is None:
        messages.error(request, "这份 PDF 已按期清理，请重新排版。")
        return redirect("admin:issues_issue_build_page", pk, build)
    response = FileResponse(
        stored,
        as_attachment="download" in request.GET,
        filename=f"{shown.result.get('name', '排版')}.pdf",
        content_type="application/pdf",
    )
    # Unpublished text: kept by nobody on the way.
    patch_cache_control(response, private=True, no_store=True)
    return response


def _asked(request: HttpRequest, issue: Issue, kind: str, parameters: dict[str, Any]) -> HttpResponse:
    build = request_build(issue, kind, actor=request.user, **parameters)  # type: ignore[arg-type]
    return redirect("admin:issues_issue_build_page", issue.pk, build.pk)


def _build(admin: ModelAdmin, request: HttpRequest, pk: int, build: int) -> Build:
    """A build of the issue, for who may ask for its kind. Raises: Http404, PermissionDenied."""
    found = get_object_or_404(Build.objects.select_related("issue__periodical"), pk=build, issue=pk)
    try:
        permission = kind_named(found.kind).permission
    except Refused as refused:
        raise Http404 from refused
    _need(admin, request, found.issue, permission)
    return found


def _need(admin: ModelAdmin, request: HttpRequest, issue: Issue, permission: str) -> None:
    if not admin.has_view_permission(request, issue) or not request.user.has_perm(permission):
        raise PermissionDenied
