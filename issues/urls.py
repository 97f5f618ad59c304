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


class _Form(StringConverter):
    """A file that a reference manager reads (issues.citing)."""

    regex = "bib|ris"


class _Digest(StringConverter):
    """The beginning of a file's digest (issues.covers)."""

    regex = "[0-9a-f]{16}"


class _PictureKind(StringConverter):
    """The ending of a picture's name."""

    regex = "avif|webp|png|jpg"


class _PeriodicalSlug(StringConverter):
    """A periodical's slug: as the model has it, so that no year is taken for one."""

    regex = "[a-z][a-z0-9-]*"


register_converter(_Year, "year")
register_converter(_Count, "count")
register_converter(_Form, "form")
register_converter(_Digest, "digest")
register_converter(_PictureKind, "picture")
register_converter(_PeriodicalSlug, "periodical")

app_name = "site"

_ISSUE = "<year:year>/<count:number>/"

_pages = [
    path("", views.front, name="front"),
    path("issues/", views.archive, name="archive"),
    path("issues.atom", views.issue_feed, name="issue-feed"),
    path("articles.atom", views.article_feed, name="article-feed"),
    path("search/", views.search, name="search"),
    path("sections/", views.section_list, name="sections"),
    path("sections/<slug:slug>/", views.section, name="section"),
    path(_ISSUE, views.issue, name="issue"),
    path(f"{_ISSUE}<slug:name>.pdf", views.pdf, name="pdf"),
    path(f"{_ISSUE}<slug:name>.epub", views.epub, name="epub"),
    path(f"{_ISSUE}cover-<digest:version>-<count:width>.<picture:kind>", views.cover, name="cover"),
    path(f"{_ISSUE}<count:position>/", views.article, name="article-without-slug"),
    path(f"{_ISSUE}<count:position>/<str:slug>/", views.article, name="article"),
    path(f"{_ISSUE}<count:position>/<str:slug>/cite.<form:form>", views.cite, name="cite"),
]

urlpatterns = [
    *_pages,
    path("_generation", views.generation, name="generation"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_index, name="sitemap-index"),
    path("sitemap-<periodical:periodical>.xml", views.standing_pages, name="standing-pages"),
    path("sitemap-<periodical:periodical>.<year:year>.xml", views.year_of_pages, name="year-of-pages"),
    path("oai/", views.oai, name="oai"),
    path("<periodical:periodical>/", include(_pages)),
]
