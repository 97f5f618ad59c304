"""The addresses of the desk, below those of an article's admin."""

from functools import partial
from typing import Any

from django.contrib.admin import ModelAdmin
from django.urls import URLPattern, path

from articles.desk import opinions, presence, proofreading, steps, versions


def desk_addresses(admin: ModelAdmin) -> list[URLPattern]:
    """``<pk>/step/submit/`` and the others, for the article's ``get_urls``."""
    views: dict[str, tuple[str, Any]] = {
        "step": ("step/<slug:name>/", steps.step),
        "handover": ("handover/", steps.handover),
        "opinion": ("opinions/", opinions.write),
        "opinion_act": ("opinions/<int:opinion>/<slug:what>/", opinions.act),
        "versions": ("versions/", versions.history),
        "compare": ("versions/compare/", versions.comparison),
        "restore": ("versions/<int:record>/restore/", versions.restore),
        "presence": ("presence/", presence.heartbeat),
        "proofreading": ("proofreading/", proofreading.proofreading),
        "proofreading_act": ("proofreading/<slug:what>/", proofreading.act),
    }
    new = admin.admin_site.admin_view(partial(proofreading.check_new, admin))
    return [
        path("proofreading/new/", new, name="articles_article_proofreading_new"),
        *(
            path(
                f"<int:pk>/{route}",
                admin.admin_site.admin_view(partial(view, admin)),
                name=f"articles_article_{name}",
            )
            for name, (route, view) in views.items()
        ),
    ]
