"""The addresses of 整期导入, below those of the issue's admin."""

from functools import partial
from typing import Any

from django.contrib.admin import ModelAdmin
from django.urls import URLPattern, path

from issues.import_desk import views


def import_addresses(admin: ModelAdmin) -> list[URLPattern]:
    """``import/`` and what lies below it, for the issue's ``get_urls``."""
    pages: dict[str, tuple[Any, str]] = {
        "import/": (views.upload, "issues_issue_import"),
        "import/<int:draft>/": (views.review, "issues_issue_import_review"),
        "import/<int:draft>/step/": (views.step, "issues_issue_import_step"),
        "import/<int:draft>/done/": (views.done, "issues_issue_import_done"),
    }
    return [
        path(route, admin.admin_site.admin_view(partial(view, admin)), name=name)
        for route, (view, name) in pages.items()
    ]
