"""What the planning page's script asks: every answer is JSON, every refusal a Chinese sentence in it."""

import json
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from issues.models import Issue
from issues.planning import paging, steps
from issues.planning.changes import Stale
from issues.planning.screen import context_of, parts
from issues.planning.views import issue_for
from issues.services import Refused
from issues.typesetting.errors import TypesettingError

ALL = ("sheet", "pool", "totals", "readiness")


def step(admin: ModelAdmin, request: HttpRequest, pk: int, *, name: str) -> HttpResponse:
    """One of the steps; answers with the page's parts as they are after it, done or refused."""
    return _answered(admin, request, pk, lambda issue, sent: _done(request, issue, name, sent))


def pages(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Count the pages of the order that the page shows."""
    return _answered(admin, request, pk, lambda issue, sent: _counted(request, issue, sent))


def board(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The parts of the page as they are now, the pool narrowed by ``q``."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    issue = issue_for(admin, request, pk, change=False)
    return JsonResponse(_shown(request, issue))


def _answered(admin: ModelAdmin, request: HttpRequest, pk: int, act: Any) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        issue = issue_for(admin, request, pk, change=True)
        return act(issue, _sent(request))
    except PermissionDenied:
        return JsonResponse({"error": "您没有编排期次的权限，目录没有变。"}, status=403)
    except steps.Unreadable:
        return JsonResponse({"error": "这一步没有认出来，目录没有变；请刷新页面后再试。"}, status=400)
    except Refused as refused:
        return JsonResponse(
            {"error": str(refused), "stale": isinstance(refused, Stale), **_shown(request, issue)}, status=409
        )


def _sent(request: HttpRequest) -> dict[str, Any]:
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise steps.Unreadable from error
    if not isinstance(sent, dict):
        raise steps.Unreadable
    return sent


def _done(request: HttpRequest, issue: Issue, name: str, sent: dict[str, Any]) -> JsonResponse:
    said = steps.undo(request, issue) if name == "undo" else steps.take(request, issue, name, sent)
    return JsonResponse({"said": said, **_shown(request, issue)})


def _counted(request: HttpRequest, issue: Issue, sent: dict[str, Any]) -> JsonResponse:
    revision = str(sent.get("revision", ""))
    try:
        counted = paging.follow(issue, revision, actor=request.user)  # type: ignore[arg-type]
    except TypesettingError as error:
        return JsonResponse({"error": str(error), "article": _named(issue, str(error))}, status=422)
    context = context_of(request, issue, pages=counted.pages)
    return JsonResponse(
        {
            "revision": revision,
            "total": counted.pages,
            "pages": {entry.article_id: counted.page_of.get(entry.pk) for entry in context["board"].entries},
            **parts(request, context, "totals", "readiness"),
        }
    )


def _named(issue: Issue, sentence: str) -> int | None:
    """The article that a sentence of the typesetter is about: it names the title."""
    titles = issue.entries.order_by("position").values_list("article_id", "article__title")
    return next((key for key, title in titles if f"《{title}》" in sentence), None)


def _shown(request: HttpRequest, issue: Issue) -> dict[str, Any]:
    # Read anew: a refusal may be that the issue went to press meanwhile.
    issue = Issue.objects.select_related("periodical").get(pk=issue.pk)
    context = context_of(request, issue)
    return {
        "revision": context["board"].revision,
        "undo": context["undo"],
        "editable": context["editable"],
        **parts(request, context, *ALL),
    }
