"""The sitemap: one for each periodical's standing pages, and one for each of its years.

A year of one periodical never grows past what is read at once, a past year's sitemap stays as it is, and
the index is three queries whatever the archive holds. ``lastmod`` is when what the page says last changed
(issues.metadata.dating); a list of articles, which changes with each of them, has none.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem
from django.db.models import Count, Max
from django.urls import reverse

from issues import addresses, public
from issues.metadata.dating import change, changed_at, dated
from issues.models import ContentsEntry, Issue
from periodicals.models import Periodical

# The protocol allows 50,000 and 50 MB; a page of these is read and sent within a second.
ADDRESSES_A_PAGE = 5_000


class PeriodicalSitemap(Sitemap[Any]):
    """Django's, with every address under SITE_URL."""

    limit = ADDRESSES_A_PAGE

    def __init__(self, periodical: Periodical) -> None:
        self.periodical = periodical

    def get_protocol(self, protocol: str | None = None) -> str:
        return settings.SITE_URL.partition("://")[0]

    def get_domain(self, site: object = None) -> str:
        return settings.SITE_URL.partition("://")[2]


class StandingPages(PeriodicalSitemap):
    """Front page, archive and sections of a periodical."""

    def items(self) -> list[str]:
        run = self.periodical
        lists = [addresses.front(run), addresses.archive(run), addresses.sections(run)]
        # A section without a slug of its own leads to the list of all of them.
        return list(dict.fromkeys([*lists, *(addresses.section(each, run) for each in public.sections(run))]))

    def location(self, item: str) -> str:
        return item


class YearOfPages(PeriodicalSitemap):
    """A year's issues, each before its articles."""

    def __init__(self, periodical: Periodical, year: int) -> None:
        super().__init__(periodical)
        self.year = year

    def items(self) -> list[Issue | ContentsEntry]:
        issues = list(public.issues(self.periodical).filter(year=self.year).order_by("number"))
        entries = dated(public.lines(self.periodical).filter(issue__year=self.year)).order_by(
            "issue__number", "position"
        )
        of_issue: dict[int, list[ContentsEntry]] = {}
        for entry in entries:
            of_issue.setdefault(entry.issue_id, []).append(entry)
        self._changes = {key: max(changed_at(entry) for entry in theirs) for key, theirs in of_issue.items()}
        pages: list[Issue | ContentsEntry] = []
        for issue in issues:
            pages += [issue, *of_issue.get(issue.pk, [])]
        return pages

    def location(self, item: Issue | ContentsEntry) -> str:
        return addresses.issue(item) if isinstance(item, Issue) else addresses.article(item)

    def lastmod(self, item: Issue | ContentsEntry) -> datetime | None:
        if isinstance(item, Issue):
            return self._changes.get(item.pk, item.published_at)
        return changed_at(item)


def index() -> Iterator[SitemapIndexItem]:
    """Every page of every sitemap, with the latest change of the year. Three queries."""
    issues = {
        (key, year): count
        for key, year, count in public.all_issues()
        .order_by()
        .values_list("periodical", "year")
        .annotate(Count("pk"))
    }
    articles = {
        (key, year): (count, changed)
        for key, year, count, changed in public.all_entries()
        .order_by()
        .values("issue__periodical", "issue__year")
        .annotate(articles=Count("pk"), changed_at=Max(change()))
        .values_list("issue__periodical", "issue__year", "articles", "changed_at")
    }
    for periodical in public.periodicals():
        yield SitemapIndexItem(_address("standing-pages", periodical=periodical.slug))
        for year in sorted((year for key, year in issues if key == periodical.pk), reverse=True):
            count, changed = articles.get((periodical.pk, year), (0, None))
            pages = -(-(issues[periodical.pk, year] + count) // ADDRESSES_A_PAGE)
            address = _address("year-of-pages", periodical=periodical.slug, year=year)
            for page in range(1, pages + 1):
                yield SitemapIndexItem(f"{address}?p={page}" if page > 1 else address, changed)


def _address(name: str, **parts: object) -> str:
    return addresses.whole(reverse(f"site:{name}", kwargs=parts))
