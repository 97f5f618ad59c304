"""Who may come in where manuscripts come in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

View = Callable[..., HttpResponse]


def intake_view(*methods: str, for_writers: bool = False) -> Callable[[View], View]:
    """A view of ``(admin, request, …)`` for those who may add articles.

    Args: for_writers: also for those who may only change them.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(admin: ModelAdmin, request: HttpRequest, **more: Any) -> HttpResponse:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            if not admin.has_add_permission(request) and not (
                for_writers and admin.has_change_permission(request)
            ):
                raise PermissionDenied
            return view(admin, request, **more)

        return wrapped

    return decorate
