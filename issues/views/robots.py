"""What crawlers are told: what is not worth their time, and where everything else is."""

from django.contrib.sitemaps.views import x_robots_tag
from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from issues import addresses, sitemaps
from issues.views.reading import for_readers, periodical_or_404

# Search results are made of pages that are in the sitemap; * is a periodical's slug (RFC 9309, 2.2.3).
_CLOSED = ("/admin/", "/search/", "/*/search/", "/uploads/")


@for_readers
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt (RFC 9309)."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _CLOSED)]
    lines += ["", f"Sitemap: {addresses.whole(reverse('site:sitemap-index'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@for_readers
@x_robots_tag
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The sitemaps there are."""
    return _xml(request, "sitemap_index.xml", {"sitemaps": list(sitemaps.index())})


@for_readers
@x_robots_tag
def standing_pages(request: HttpRequest, periodical: str) -> HttpResponse:
    """The sitemap of a periodical's standing pages."""
    return _sitemap(request, sitemaps.StandingPages(periodical_or_404(periodical)))


@for_readers
@x_robots_tag
def year_of_pages(request: HttpRequest, periodical: str, year: int) -> HttpResponse:
    """The sitemap of a year's issues and articles, a page of it."""
    return _sitemap(request, sitemaps.YearOfPages(periodical_or_404(periodical), year))


def _sitemap(request: HttpRequest, found: sitemaps.PeriodicalSitemap) -> HttpResponse:
    try:
        urls = found.get_urls(page=request.GET.get("p", "1"))
    except InvalidPage as error:
        raise Http404 from error
    if not urls:
        raise Http404
    return _xml(request, "sitemap.xml", {"urlset": urls})


def _xml(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    return render(request, template, context, content_type="application/xml; charset=utf-8")
