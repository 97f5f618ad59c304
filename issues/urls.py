"""The readers' addresses. They are printed and cited, so they never change (see issues/addresses.py)."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from issues import views


class _Year(StringConverter):
    """Four digits: what a year can be, and never more than a database column can hold."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:  # type: ignore[override]
        return int(value)

    def to_url(self, value: object) -> str:
        return str(value)


class _Count(_Year):
    """A number of an issue or a position in it."""

    regex = "[0-9]{1,4}"


class _PeriodicalSlug(StringConverter):
    """A periodical's slug: as the model has it, so that no year is taken for one."""

    regex = "[a-z][a-z0-9-]*"


register_converter(_Year, "year")
register_converter(_Count, "count")
register_converter(_PeriodicalSlug, "periodical")

app_name = "site"

_ISSUE = "<year:year>/<count:number>/"

_pages = [
    path("", views.front, name="front"),
    path("issues/", views.archive, name="archive"),
    path("search/", views.search, name="search"),
    path("sections/", views.section_list, name="sections"),
    path("sections/<slug:slug>/", views.section, name="section"),
    path(_ISSUE, views.issue, name="issue"),
    path(f"{_ISSUE}<slug:name>.pdf", views.pdf, name="pdf"),
    path(f"{_ISSUE}<count:position>/", views.article, name="article-without-slug"),
    path(f"{_ISSUE}<count:position>/<str:slug>/", views.article, name="article"),
]

urlpatterns = [*_pages, path("<periodical:periodical>/", include(_pages))]
