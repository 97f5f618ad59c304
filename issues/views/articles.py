"""An article as it stands in its issue."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from issues import addresses, public
from issues.citing import Citation, bibtex, citation, gbt7714, ris
from issues.metadata.records import summary
from issues.models import ContentsEntry
from issues.public import Neighbours
from issues.views.reading import Head, elsewhere, for_readers, periodical_or_404
from periodicals.models import Periodical

# Articles of the same section below an article, taken from its own issue and the ones just before.
OF_SECTION = 3
ISSUES_LOOKED_AT = 4

_FORMS = {"bib": ("application/x-bibtex", bibtex), "ris": ("application/x-research-info-systems", ris)}


@for_readers
def article(
    request: HttpRequest,
    year: int,
    number: int,
    position: int,
    slug: str = "",
    periodical: str | None = None,
) -> HttpResponse:
    """The article at a position of an issue; the slug is for people and is put right by a redirect."""
    run = periodical_or_404(periodical)
    entry = public.entry(run, year, number, position)
    if entry is None:
        return _taken_down_or_404(request, run, year, number, position)
    if moved := elsewhere(request, addresses.article(entry)):
        return moved
    issue, title = entry.issue, entry.article.title
    beside = public.entries_beside(entry)
    context = {
        "head": Head(
            f"{title}_{run.title}{issue.label}",
            title,
            summary(entry.article.plain_text),
            addresses.article(entry),
            kind="article",
        ),
        "periodical": run,
        "issue": issue,
        "entry": entry,
        "article": entry.article,
        "beside": beside,
        "of_section": _of_section(entry, beside),
        "reference": gbt7714(_citation(entry)),
        "whole_address": addresses.whole(addresses.article(entry)),
    }
    return render(request, "site/article.html", context)


@for_readers
def cite(
    request: HttpRequest,
    year: int,
    number: int,
    position: int,
    slug: str,
    form: str,
    periodical: str | None = None,
) -> HttpResponse:
    """A reference to the article, to download into a reference manager."""
    entry = _entry_or_404(periodical_or_404(periodical), year, number, position)
    if moved := elsewhere(request, addresses.cite(entry, form)):
        return moved
    kind, written = _FORMS[form]
    found = _citation(entry)
    return HttpResponse(
        written(found),
        content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{found.key}.{form}"'},
    )


def _taken_down_or_404(
    request: HttpRequest, run: Periodical, year: int, number: int, position: int
) -> HttpResponse:
    taken = public.takedown(run, year, number, position)
    if taken is None:
        raise Http404
    issue = taken.article.entry.issue
    context = {
        "head": Head(f"本文已撤下_{issue.periodical.title}{issue.label}", "本文已撤下", "", request.path),
        "periodical": issue.periodical,
        "issue": issue,
        "takedown": taken,
    }
    return render(request, "site/taken_down.html", context, status=410)


def _entry_or_404(run: Periodical, year: int, number: int, position: int) -> ContentsEntry:
    entry = public.entry(run, year, number, position)
    if entry is None:
        raise Http404
    return entry


def _citation(entry: ContentsEntry) -> Citation:
    return citation(entry, addresses.whole(addresses.article(entry)))


def _of_section(entry: ContentsEntry, beside: Neighbours[ContentsEntry]) -> list[ContentsEntry]:
    """A few other articles of the section, the newest first, none newer than this issue."""
    issue = entry.issue
    near = public.issues(issue.periodical).filter(
        Q(year__lt=issue.year) | Q(year=issue.year, number__lte=issue.number)
    )
    shown = {found.pk for found in (entry, beside.previous, beside.next) if found}
    return list(
        public.titles(issue.periodical)
        .filter(article__section=entry.article.section_id, issue__in=near.values("pk")[:ISSUES_LOOKED_AT])
        .exclude(pk__in=shown)[:OF_SECTION]
    )
