"""Every public page asks the database as often with 10,000 articles as with 10.

``PAGES`` is the table: whoever adds a public address adds it there. What is asked for is the last of what
there is, deep in the archive, where a page that grew with it would show.
"""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Section
from articles.services import section_named
from articles.workflow import Status
from issues import addresses, public
from issues.models import ContentsEntry, Issue, IssueStatus
from issues.search import tables
from issues.search.index import row
from periodicals.models import Periodical
from tests.conftest import Cast

AN_ISSUE, ISSUES_A_YEAR = 5, 50
FEW, MANY = 10, 10_000
SECTION_PAGE, API_PAGE = 40, 20

# Of the last: {issue} and {article} are addresses, {pages} and {api_pages} are numbers of pages.
PAGES = (
    "/",
    "{issue}",
    "{article}",
    "{article}cite.bib",
    "/issues/",
    "/sections/",
    "/sections/yao-wen/",
    "/sections/yao-wen/?page={pages}",
    "/search/",
    "/search/?q=题目",
    "/search/?q=题目&sort=date&page=99",
    "/articles.atom",
    "/issues.atom",
    "/sitemap-ceshi.xml",
    "/sitemap-ceshi.{year}.xml",
    "/oai/?verb=ListRecords&metadataPrefix=oai_dc",
    "/oai/?verb=ListIdentifiers&metadataPrefix=oai_dc",
    "/api/v1/periodicals",
    "/api/v1/periodicals/ceshi/issues?page={api_issue_pages}",
    "/api/v1/periodicals/ceshi/articles?page={api_pages}",
    "/api/v1/periodicals/ceshi/sections",
    "/api/v1/periodicals/ceshi/issues/{year}/1",
    "/api/v1/periodicals/ceshi/issues/{year}/1/articles/3",
    "/api/v1/periodicals/ceshi/search?q=题目&size=100",
    "{issue}ceshi-{year}-1.epub",
)

# A list that is cut off counts the whole of it, once.
CONTINUED = {page: 1 for page in PAGES if page.startswith("/oai/")}


def _write(count: int, periodical: Periodical, sections: list[Section], cast: Cast) -> None:
    """Bring the archive up to so many public articles, past the services, which would take minutes."""
    there = ContentsEntry.objects.count()
    first = Issue.objects.count()
    issues = Issue.objects.bulk_create(
        Issue(periodical=periodical, year=2000 + n // ISSUES_A_YEAR, number=n % ISSUES_A_YEAR + 1,
              issue_date=date(2000 + n // ISSUES_A_YEAR, 1, 1), status=IssueStatus.PUBLISHED,
              published_at=timezone.now())
        for n in range(first, first + (count - there) // AN_ISSUE)
    )  # fmt: skip
    articles = Article.objects.bulk_create(
        Article(section=sections[n % 2], title=f"题目{n}", body=f"<p>正文{n}。</p>", created_by=cast.editor,
                status=Status.SIGNED_OFF, signed_off_digest="-")
        for n in range(there, count)
    )  # fmt: skip
    entries = ContentsEntry.objects.bulk_create(
        ContentsEntry(issue=issues[n // AN_ISSUE], article=article, position=n % AN_ISSUE + 1, start_page=1)
        for n, article in enumerate(articles)
    )
    tables.write(connection, map(row, entries))
    tables.settle(connection)
    with connection.cursor() as cursor:
        # What autovacuum does on PostgreSQL a minute later.
        cursor.execute("ANALYZE")


def _asked(client: Client, pages: Iterable[str]) -> dict[str, int]:
    """The number of queries of each page."""
    asked = {}
    for page in pages:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(page)
            b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        assert answer.status_code == 200, page
        asked[page] = len(queries)
    return asked


def test_as_often_with_ten_thousand_articles_as_with_ten(
    client: Client, periodical: Periodical, cast: Cast
) -> None:
    sections = [section_named(periodical, name) for name in ("要闻", "政策")]
    asked = []
    for count in (FEW, MANY):
        _write(count, periodical, sections, cast)
        oldest = public.issues(periodical).last()
        assert oldest is not None
        entry = public.entries(periodical).filter(issue=oldest)[AN_ISSUE // 2]
        values = {
            "issue": addresses.issue(oldest), "article": addresses.article(entry), "year": oldest.year,
            "pages": -(-count // 2 // SECTION_PAGE), "api_pages": count // API_PAGE or 1,
            "api_issue_pages": count // AN_ISSUE // API_PAGE or 1,
        }  # fmt: skip
        counts = _asked(client, [page.format_map(values) for page in PAGES])
        asked.append(dict(zip(PAGES, counts.values(), strict=True)))
    few, many = asked
    grown = {
        page: (few[page], many[page]) for page in PAGES if many[page] > few[page] + CONTINUED.get(page, 0)
    }
    assert grown == {}
