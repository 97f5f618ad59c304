"""The staff side's own pages: overview, press files, and the part of the first page that is a person's."""

import hashlib
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.cache import patch_cache_control

from articles.assigning import NEXT_STEP
from issues import corrections
from issues.models import PressFile
from issues.workbench.bench import workbench
from issues.workbench.overview import overview
from issues.workbench.press import CODE, files_to_print, record_fetching, released

# Whoever puts issues together presses for what is late.
OVERVIEW_PERMISSION = "issues.change_issue"
PRESS_PERMISSION = "issues.view_pressfile"
BENCH_PERMISSION = "articles.view_article"


def urls(site: admin.AdminSite) -> list[URLPattern]:
    """The pages' addresses, for the admin site."""
    return [
        path("overview/", site.admin_view(overview_page), name="overview"),
        path("press-files/", site.admin_view(press_files), name="press_files"),
        path("press-files/<int:pk>/", site.admin_view(press_file), name="press_file"),
    ]


def first_page(request: HttpRequest) -> dict[str, Any]:
    """What the first page shows of the person's own work; each part only to those whom it concerns."""
    user = request.user
    context: dict[str, Any] = {
        "may_see_overview": user.has_perm(OVERVIEW_PERMISSION),
        "may_see_press_files": user.has_perm(PRESS_PERMISSION),
        "may_add_article": user.has_perm("articles.add_article"),
        "may_add_issue": user.has_perm("issues.add_issue"),
        "takes_part": any(user.has_perm(step.permission) for step in NEXT_STEP.values()),
    }
    if user.has_perm(BENCH_PERMISSION):
        context["bench"] = workbench(user, timezone.localdate())  # type: ignore[arg-type]
        if user.has_perm(corrections.CONFIRM):
            context["corrections"] = corrections.waiting_for(user)  # type: ignore[arg-type]
    elif context["may_see_press_files"]:
        context["press_files"] = released()
    return context


def overview_page(request: HttpRequest) -> HttpResponse:
    """总表: who holds what and what is late."""
    _need(request, OVERVIEW_PERMISSION)
    return _page(request, "overview", "总表", overview=overview(timezone.localdate()))


def press_files(request: HttpRequest) -> HttpResponse:
    """付印文件: the releases; ``?all`` lists the old ones, too."""
    _need(request, PRESS_PERMISSION)
    return _page(
        request,
        "press_files",
        "付印文件",
        press_files=released(everything="all" in request.GET),
        may_see_all=request.user.has_perm("issues.change_issue"),
    )


def press_file(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """One file to keep; who fetched it is noted. A file that is not what was released is not given out."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET"])
    _need(request, PRESS_PERMISSION)
    # Who plans issues may look at what was recalled or never released; a print office must not print it.
    planner = request.user.has_perm("issues.change_issue")
    files = PressFile.objects.all() if planner else files_to_print()
    file = get_object_or_404(files.select_related("issue__periodical", "release"), pk=pk)
    try:
        stored = file.file.open("rb")
    except OSError as error:
        raise Http404 from error
    if hashlib.file_digest(stored, "sha256").hexdigest() != file.sha256:
        stored.close()
        messages.error(
            request,
            f"{file.issue}的这个文件与存下时的校验码不符，可能已损坏，没有下载；请告知编辑部从备份中恢复。",
        )
        return redirect("admin:press_files")
    stored.seek(0)
    if request.method == "GET":
        record_fetching(file, request.user)  # type: ignore[arg-type]
    response = FileResponse(stored, as_attachment=True, filename=_name(file), content_type="application/pdf")
    patch_cache_control(response, private=True, no_store=True)
    return response


def _name(file: PressFile) -> str:
    """A name that says which of several files it is, wherever it is saved."""
    again = f"第{file.release.number}次付印" if file.release and file.release.number > 1 else ""
    purpose = file.get_variant_display() if file.release else ""
    parts = (f"{file.issue.periodical.title}{file.issue.label}{again}", purpose, file.sha256[-CODE:])
    return "-".join(filter(None, parts)) + ".pdf"


def _need(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


def _page(request: HttpRequest, template: str, title: str, **context: Any) -> TemplateResponse:
    return TemplateResponse(
        request,
        f"admin/workbench/{template}.html",
        {**admin.site.each_context(request), "title": title, **context},
    )
