"""Issues: the newest as front page, each by its number, all by year, and as PDF."""

from itertools import groupby

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from issues import addresses, public
from issues.colophon import colophon
from issues.contents import contents, is_paged_anew
from issues.covers import cover_of, covers_of
from issues.models import ContentsEntry, Issue, PressFile
from issues.openings import openings
from issues.views.reading import Head, elsewhere, for_readers, periodical_or_404
from periodicals.models import Periodical

# Covers of earlier issues on the front page: two rows on a phone, one on a screen.
RECENT = 6


@for_readers
def front(request: HttpRequest, periodical: str | None = None) -> HttpResponse:
    """The newest issue as its printed front page; before the first one, a page that says so."""
    run = public.periodical(periodical)
    if run is None:
        if periodical:
            raise Http404
        return render(request, "site/empty.html", {"others": public.periodicals()})
    if moved := elsewhere(request, addresses.front(run)):
        return moved
    newest, *recent = public.issues(run)[: RECENT + 1] or (None,)
    if newest is None:  # withdrawn since the query before
        raise Http404
    entries, covers = list(public.contents(newest)), covers_of([newest, *recent])
    context = {
        "head": Head(
            run.title, run.title, f"{run.title}最新一期：{newest.label}目录。", addresses.front(run)
        ),
        "openings": openings(public.readable(entries)),
        "cover": covers.get(newest.pk),
        "recent": [(issue, covers.get(issue.pk)) for issue in recent],
        "others": [other for other in public.periodicals() if other != run] if run.is_primary else [],
    }
    return render(request, "site/issue.html", _of_issue(newest, entries) | context)


@for_readers
def issue(request: HttpRequest, year: int, number: int, periodical: str | None = None) -> HttpResponse:
    """An issue with its 目录, its PDF and its colophon."""
    found = _issue_or_404(periodical_or_404(periodical), year, number)
    name = f"{found.periodical.title}{found.label}"
    head = Head(name, name, f"{name}目录。", addresses.issue(found))
    if moved := elsewhere(request, head.address):
        return moved
    entries = list(public.contents(found))
    context = {"head": head, "cover": cover_of(found), "beside": public.issues_beside(found)}
    return render(request, "site/issue.html", _of_issue(found, entries) | context)


@for_readers
def archive(request: HttpRequest, periodical: str | None = None) -> HttpResponse:
    """All issues by year."""
    run = periodical_or_404(periodical)
    head = Head(f"往期_{run.title}", "往期", f"{run.title}已发布的各期，按年排列。", addresses.archive(run))
    if moved := elsewhere(request, head.address):
        return moved
    years = [
        (year, list(issues))
        for year, issues in groupby(public.named_issues(run), key=lambda issue: issue.year)
    ]
    return render(request, "site/archive.html", {"head": head, "periodical": run, "years": years})


@for_readers
def pdf(
    request: HttpRequest, year: int, number: int, name: str, periodical: str | None = None
) -> HttpResponseBase:
    """The newest print file of an issue, to download under a name that says what it is."""
    found = _issue_or_404(periodical_or_404(periodical), year, number)
    if name != addresses.pdf_name(found):
        raise Http404
    if moved := elsewhere(request, addresses.pdf(found)):
        return moved
    press_file = _stored_press_file(found)
    if press_file is None:
        raise Http404
    return FileResponse(
        press_file.file.open("rb"),
        as_attachment=True,
        filename=f"{found.periodical.title}{found.label}.pdf",
        content_type="application/pdf",
    )


def _issue_or_404(periodical: Periodical, year: int, number: int) -> Issue:
    found = public.issues(periodical).filter(year=year, number=number).first()
    if found is None:
        raise Http404
    return found


def _stored_press_file(issue: Issue) -> PressFile | None:
    """The PDF, if its file is where it should be: a lost one must not take the page with it."""
    press_file = public.press_file(issue)
    name = press_file.file.name if press_file else None
    return press_file if press_file and name and press_file.file.storage.exists(name) else None


def _of_issue(issue: Issue, entries: list[ContentsEntry]) -> dict[str, object]:
    """What the page of an issue shows, as front page or by its number."""
    return {
        "periodical": issue.periodical,
        "issue": issue,
        "contents": contents(entries),
        "is_paged_anew": is_paged_anew(entries),
        "press_file": _stored_press_file(issue),
        "colophon": colophon(issue),
    }
