"""Sections through all issues."""

from itertools import groupby

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from issues import addresses, public
from issues.views.reading import Head, elsewhere, for_readers, periodical_or_404

ARTICLES_A_PAGE = 40


@for_readers
def section_list(request: HttpRequest, periodical: str | None = None) -> HttpResponse:
    """All sections in which readers find something."""
    run = periodical_or_404(periodical)
    head = Head(f"栏目_{run.title}", "栏目", f"{run.title}各栏目的历期文章。", addresses.sections(run))
    context = {"head": head, "periodical": run, "sections": public.sections(run)}
    return elsewhere(request, head.address) or render(request, "site/sections.html", context)


@for_readers
def section(request: HttpRequest, slug: str, periodical: str | None = None) -> HttpResponse:
    """A section's articles through all issues, newest issue first, a part of them a page."""
    run = periodical_or_404(periodical)
    found = public.section(run, slug)
    if found is None:
        raise Http404
    if moved := elsewhere(request, addresses.section(found, run)):
        return moved
    entries = public.titles(run).filter(article__section=found)
    try:
        page = Paginator(entries, ARTICLES_A_PAGE).page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404 from error
    issues = [
        (issue, list(lines)) for issue, lines in groupby(page.object_list, key=lambda entry: entry.issue)
    ]
    part = f"（第{page.number}页）" if page.number > 1 else ""
    head = Head(
        f"{found.name}{part}_{run.title}",
        found.name,
        f"{run.title}“{found.name}”栏目的历期文章{part}。",
        addresses.section(found, run) + (f"?page={page.number}" if page.number > 1 else ""),
    )
    context = {"head": head, "periodical": run, "section": found, "page": page, "issues": issues}
    return render(request, "site/section.html", context)
