"""Search: what readers look for in one periodical, through all its issues."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from issues import addresses, public
from issues.models import ContentsEntry
from issues.search.filters import SearchFilter
from issues.search.finding import MOST_LISTED, Found, Order, find
from issues.search.grammar import LONGEST_QUERY, Query, parse
from issues.search.passages import Marker
from issues.search.results import entries_at
from issues.views.reading import Head, elsewhere, for_readers, periodical_or_404
from periodicals.models import Periodical

RESULTS_A_PAGE = 20


@dataclass(frozen=True)
class Result:
    """An article that was found, as the page shows it."""

    entry: ContentsEntry
    marker: Marker

    @cached_property
    def title(self) -> SafeString:
        """Title with its hits marked."""
        return self.marker.mark(self.entry.article.title)

    @cached_property
    def lines(self) -> list[SafeString]:
        """引题, 副题 and author, where a hit stands in them: elsewhere readers would not see it."""
        article = self.entry.article
        lines = (line for line in (article.kicker, article.subtitle, article.byline) if line)
        return [self.marker.mark(line) for line in lines if self.marker.hits(line)]

    @cached_property
    def source(self) -> SafeString:
        """Source with its hits marked."""
        return self.marker.mark(self.entry.article.source)

    @cached_property
    def passage(self) -> SafeString:
        """A part of the text with its hits marked."""
        return self.marker.passage(self.entry.article.plain_text)


@for_readers
def search(request: HttpRequest, periodical: str | None = None) -> HttpResponse:
    """Results of a query, or how to ask; anything that can be asked has a page."""
    run = periodical_or_404(periodical)
    address = addresses.search(run)
    if moved := elsewhere(request, address):
        return moved
    typed = request.GET.get("q", "").strip()
    query = parse(typed)
    issues = public.issues(run).select_related(None)
    sections = list(public.uncounted_sections(run))
    filters = SearchFilter(request.GET, periodical=run, issues=issues, sections=sections)
    found = find(query, filters.scope, filters.order)
    page = Paginator(found.places, RESULTS_A_PAGE).get_page(request.GET.get("page", "1"))
    chosen = {name: request.GET.get(name, "")[:LONGEST_QUERY] for name in filters.filters}
    name = f"搜索：{typed[:LONGEST_QUERY]}" if typed else "搜索"
    context = {
        "head": Head(f"{name}_{run.title}", name, f"在{run.title}历期文章中查找。", address),
        "periodical": run,
        "typed": typed[:LONGEST_QUERY],
        "longest": LONGEST_QUERY,
        "query": query,
        "filters": filters,
        "page": page,
        "results": _results(run, list(page.object_list), query),
        "told": _told(found),
        "is_newest": filters.order == Order.DATE,
        "same": _asked(typed, chosen),
        "bare": _asked(typed, {"sort": chosen.get("sort", "")}),
        "by_fit": _asked(typed, chosen | {"sort": Order.FIT}),
        "by_date": _asked(typed, chosen | {"sort": Order.DATE}),
    }
    return render(request, "site/search.html", context)


def _results(periodical: Periodical, places: Sequence[int], query: Query) -> list[Result]:
    marker = Marker(query)
    return [Result(entry, marker) for entry in entries_at(periodical, places)]


def _told(found: Found) -> str:
    """How many there are, in a reader's words."""
    if found.has_more:
        return f"超过{MOST_LISTED}篇，这里列出最近的{MOST_LISTED}篇"
    return f"共{len(found.places)}篇"


def _asked(typed: str, chosen: dict[str, str]) -> str:
    """The part of an address behind the question mark, for the same words and these choices."""
    kept = {name: value for name, value in chosen.items() if value}
    return urlencode({"q": typed[:LONGEST_QUERY]} | kept)
