"""The addresses of 收稿, below those of the articles' admin."""

from functools import partial
from typing import Any

from django.contrib.admin import ModelAdmin
from django.urls import URLPattern, path

from articles.intake import pictures, recognising, views


def intake_addresses(admin: ModelAdmin) -> list[URLPattern]:
    """``intake/`` and what is below it, for the article's ``get_urls``."""
    addresses: dict[str, tuple[str, Any]] = {
        "": ("intake/", views.intake),
        "_upload": ("intake/upload/", views.upload),
        "_decide": ("intake/decide/", views.decide),
        "_recognise": ("intake/recognise/", recognising.recognise),
        "_fetch": ("intake/fetch/", pictures.fetch),
        "_correct": ("intake/<int:submission>/correct/", views.correct),
        "_picture": ("intake/<int:submission>/picture/<int:picture>/", views.picture),
    }
    return [
        path(route, admin.admin_site.admin_view(partial(view, admin)), name=f"articles_article_intake{name}")
        for name, (route, view) in addresses.items()
    ]
