"""The readers' site under an address of the staff's, with one issue in it that has not appeared.

The same views and templates as for readers are asked. Two things are otherwise while they answer:
``public`` counts the issue as one that appeared, and every address of the site begins with the preview's
(Django's script prefix), so that links lead on inside it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import SimpleTemplateResponse, TemplateResponse
from django.templatetags.static import static
from django.urls import URLPattern, get_script_prefix, path, resolve, reverse, set_script_prefix
from django.utils.cache import patch_cache_control

from issues import addresses, public
from issues.models import ContentsEntry, Issue, IssueStatus

# Pages to read, and what they show. Feeds, harvesting and files for machines follow the publishing.
PAGES = frozenset(
    {
        "front", "archive", "issue", "article", "article-without-slug", "sections", "section", "search",
        "pdf", "cover",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Bar:
    """What stands above every page of a preview, and the way back."""

    issue: str
    back: str


def preview_addresses(admin: ModelAdmin) -> list[URLPattern]:
    """``<pk>/preview/site/`` and everything below it."""
    view = admin.admin_site.admin_view(partial(site, admin))
    return [
        path("<int:pk>/preview/site/", view, name="issues_issue_preview"),
        path("<int:pk>/preview/site/<path:rest>", view, name="issues_issue_preview_page"),
    ]


def address_of(issue: Issue) -> str:
    """Where an issue's own page stands in its preview."""
    with _below(issue):
        return addresses.issue(issue)


def address_of_entry(entry: ContentsEntry) -> str:
    """Where an article stands in the preview of its issue."""
    with _below(entry.issue):
        return addresses.article(entry)


def site(admin: ModelAdmin, request: HttpRequest, pk: int, rest: str = "") -> HttpResponseBase:
    """A page of the site as it will be once the issue has appeared; after that, the site itself."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    issue = get_object_or_404(Issue.objects.select_related("periodical"), pk=pk)
    # Manuscripts are read here, too.
    if not admin.has_view_permission(request, issue) or not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    if issue.status == IssueStatus.PUBLISHED:
        return HttpResponseRedirect(addresses.issue(issue))
    request.preview = Bar(str(issue), reverse("admin:issues_issue_planning", args=[pk]))  # type: ignore[attr-defined]
    with _below(issue), public.as_if_published(issue):
        response = _page(request, rest) or _nothing(request, issue)
        # What is drawn later would be drawn without the issue.
        if isinstance(response, SimpleTemplateResponse):
            response.render()
    return _unkept(response)


def _page(request: HttpRequest, rest: str) -> HttpResponseBase | None:
    """The readers' page; None where there is none, so that this, too, is answered as a preview."""
    try:
        found = resolve(f"/{rest}", urlconf="issues.urls")
        return found.func(request, *found.args, **found.kwargs) if found.url_name in PAGES else None
    except Http404:
        return None


def _nothing(request: HttpRequest, issue: Issue) -> HttpResponseBase:
    context = {"periodical": issue.periodical}
    return TemplateResponse(request, "site/not_in_preview.html", context, status=404)


def _ask_for_files() -> None:
    """Django completes the addresses of files with the script prefix when it is first asked, and keeps
    them so: that must not be while a preview is drawn."""
    static("")
    getattr(default_storage, "base_url", settings.MEDIA_URL)


@contextmanager
def _below(issue: Issue) -> Iterator[None]:
    """Let the site's addresses begin with the preview's."""
    _ask_for_files()
    before = get_script_prefix()
    set_script_prefix(reverse("admin:issues_issue_preview", args=[issue.pk]))
    try:
        yield
    finally:
        set_script_prefix(before)


def _unkept(response: HttpResponseBase) -> HttpResponseBase:
    for name in ("ETag", "Last-Modified", "Cache-Control", "X-Accel-Expires"):
        if name in response:
            del response[name]
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
