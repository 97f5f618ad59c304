"""The addresses of the planning page, below those of the issue's admin."""

from functools import partial
from typing import Any

from django.contrib.admin import ModelAdmin
from django.urls import URLPattern, path

from issues.planning import endpoints, views

STEPS = ("reorder", "place", "remove", "move", "undo")


def planning_addresses(admin: ModelAdmin) -> list[URLPattern]:
    """``<pk>/planning/`` and what lies below it, for the issue's ``get_urls``."""
    below: dict[str, Any] = {
        "": views.page,
        "colophon": views.colophon,
        "board": endpoints.board,
        "pages": endpoints.pages,
        **{name: partial(endpoints.step, name=name) for name in STEPS},
    }
    return [
        path(
            f"<int:pk>/planning/{name}/" if name else "<int:pk>/planning/",
            admin.admin_site.admin_view(partial(view, admin)),
            name=f"issues_issue_planning_{name}" if name else "issues_issue_planning",
        )
        for name, view in below.items()
    ]
