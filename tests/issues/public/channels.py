"""What each route says of an article while it is public: so that a test of silence can fail."""

from collections.abc import Iterable, Mapping

from tests.issues.public.leaks import CANARY
from tests.issues.public.walk import Answer
from tests.issues.public.world import canary

_WHOLE = ("title", "body", "kicker", "subtitle", "byline", "source", "original", "address", "picture", "alt")
_CITED = ("title", "subtitle", "byline")
_LINE = ("title", "kicker", "subtitle", "byline", "source")
# What of a public article each route says: the first part of it for both periodicals.
SAYS = {
    "": ("title", "body", "note", "colophon"),
    "<year:year>/<count:number>/": ("title", "note", "colophon"),
    "<year:year>/<count:number>/<count:position>/": ("title",),
    "<year:year>/<count:number>/<count:position>/<str:slug>/": (*_WHOLE, "note"),
    "<year:year>/<count:number>/<count:position>/<str:slug>/cite.<form:form>": _CITED,
    "<year:year>/<count:number>/<slug:name>.epub": (*_WHOLE, "note", "colophon", "cover"),
    "<year:year>/<count:number>/<slug:name>.pdf": ("pdf",),
    "<year:year>/<count:number>/cover-<digest:version>-<count:width>.<picture:kind>": ("cover",),
    "articles.atom": _WHOLE,
    "issues.atom": ("title",),
    "search/": ("title", "source"),
    "sections/<slug:slug>/": ("title",),
    "sitemap-<periodical:periodical>.<year:year>.xml": ("title",),
    "oai/": ("title", "body", "subtitle", "byline", "source"),
    "api/v1/periodicals/<periodical>/issues/<year>/<number>": (*_LINE, "colophon"),
    "api/v1/periodicals/<periodical>/issues/<year>/<number>/articles/<position>": (*_WHOLE, "note"),
    "api/v1/periodicals/<periodical>/articles": _LINE,
    "api/v1/periodicals/<periodical>/search": (*_LINE, "body"),
}  # fmt: skip
# These name periodicals, issues and sections, or nothing at all; files of media are known by their names.
SILENT = {
    "_generation", "api/", "api/<path:rest>", "api/v1/", "api/v1/openapi.json", "api/v1/periodicals",
    "api/v1/periodicals/<periodical>", "api/v1/periodicals/<periodical>/issues",
    "api/v1/periodicals/<periodical>/sections", "issues/", "media/<path:path>", "robots.txt", "sections/",
    "sitemap-<periodical:periodical>.xml", "sitemap.xml",
}  # fmt: skip


def _said(answers: Iterable[Answer]) -> dict[str, set[str]]:
    said: dict[str, set[str]] = {}
    for answer in answers:
        said.setdefault(answer.route, set()).update(found.group() for found in CANARY.finditer(answer.text))
    return said


def missing(
    answers: Iterable[Answer], place: str, parts: Mapping[str, Iterable[str]]
) -> set[tuple[str, str]]:
    """(route, canary) that should have been found in some answer and was not."""
    said = _said(answers)
    wanted = {(route, canary(place, part)) for route, theirs in parts.items() for part in theirs}
    return {(route, word) for route, word in wanted if word not in said[route]}
