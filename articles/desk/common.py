"""What the views of the desk share: who may come in, and how a page is framed."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts.models import User
from articles.models import Article

READING = ("GET", "HEAD")
WRITING = ("POST",)

View = Callable[..., HttpResponse]


def desk_view(*methods: str) -> Callable[[View], View]:
    """Make a view of ``(admin, request, article, …)`` one of ``(admin, request, pk, …)``.

    Other methods get 405; who may not see the article gets 403. What else may be done is refused by the
    services, each with its reason.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(admin: ModelAdmin, request: HttpRequest, pk: int, **more: Any) -> HttpResponse:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            article = get_object_or_404(admin.get_queryset(request), pk=pk)
            if not admin.has_view_permission(request, article):
                raise PermissionDenied
            return view(admin, request, article, **more)

        return wrapped

    return decorate


def person(request: HttpRequest) -> User:
    """Who asks: on the staff side always somebody who is signed in."""
    return cast("User", request.user)


def page(
    admin: ModelAdmin, request: HttpRequest, article: Article | None, template: str, **context: Any
) -> TemplateResponse:
    """A page of the desk, in the frame of the admin."""
    frame = {**admin.admin_site.each_context(request), "opts": admin.opts, "original": article}
    return TemplateResponse(request, f"admin/articles/desk/{template}", frame | context)


def back(request: HttpRequest, article: Article, said: str = "", anchor: str = "") -> HttpResponse:
    """To the article's page, with one sentence that says what happened."""
    if said:
        messages.success(request, said)
    response = redirect("admin:articles_article_change", article.pk)
    if anchor:
        response["Location"] += f"#{anchor}"
    return response


def wants_json(request: HttpRequest) -> bool:
    """Whether the page's script asks, which stays on the page."""
    return "application/json" in request.headers.get("Accept", "")


def short_time(moment: Any) -> str:
    """A time of today as 9:05, of another day as 11月21日 9:05."""
    local, today = localtime(moment), localtime().date()
    time = date_format(local, "G:i")
    return time if local.date() == today else f"{local.month}月{local.day}日 {time}"
