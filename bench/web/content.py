"""The site that is measured: a made-up archive, published without being typeset, and its addresses."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from bench.search import SOURCES, Writer

LAST_YEAR, ISSUES_A_YEAR, ARTICLES_AN_ISSUE = 2025, 12, 21
SECTIONS = "甲乙丙丁戊己庚"
# Articles that the search is asked in: only those of the newest years are brought into its index.
_INDEXED_ISSUES = 60
_AT_ONCE = 2_000


@dataclass(frozen=True)
class Addresses:
    """What is asked for. ``many`` are articles, each to be asked for once."""

    home: str
    article: str
    search: str
    many: tuple[str, ...]


def fill(years: int) -> None:
    """Write so many years into the empty database: 21 articles of 300 to 1,500 characters an issue."""
    from django.core.management import call_command
    from django.utils import timezone

    from accounts.models import User
    from articles.models import Article
    from articles.services import section_named
    from articles.workflow import Status
    from issues.models import ContentsEntry, Issue, IssueStatus
    from issues.search.index import follow_issue
    from periodicals.models import Layout, Periodical

    call_command("migrate", verbosity=0)
    user = User.objects.create_superuser("bench")
    periodical = Periodical.objects.create(
        title="测试通讯", slug="bench", is_primary=True, sponsors="测试学会\n测试研究院",
        default_layout=Layout.objects.create(name="测试"),
    )  # fmt: skip
    sections = [section_named(periodical, f"栏目{name}") for name in SECTIONS]
    each, writer = ARTICLES_AN_ISSUE // len(SECTIONS), Writer(1)
    issues = Issue.objects.bulk_create(
        Issue(periodical=periodical, year=year, number=number, issue_date=date(year, number, 1),
              status=IssueStatus.PUBLISHED, published_at=timezone.now(),
              whole_number=12 * (year - 1900) + number)
        for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1) for number in range(1, ISSUES_A_YEAR + 1)
    )  # fmt: skip
    planned = (
        (issue, place, Article(
            section=sections[place // each], title=writer.title(), created_by=user, status=Status.SIGNED_OFF,
            source=writer.one_of(SOURCES), body=writer.text(writer.length()), signed_off_digest="-",
        ))
        for issue in issues for place in range(ARTICLES_AN_ISSUE)
    )  # fmt: skip
    while part := list(islice(planned, _AT_ONCE)):
        Article.objects.bulk_create(article for _, _, article in part)
        ContentsEntry.objects.bulk_create(
            ContentsEntry(issue=issue, article=article, position=place + 1, start_page=place + 1)
            for issue, place, article in part
        )
    for issue in issues[-_INDEXED_ISSUES:]:
        follow_issue(issue)


def addresses() -> Addresses:
    """The pages to ask for: home, an article of middle length of the newest issue, a search."""
    from issues import addresses as site
    from issues import public
    from periodicals.models import Periodical

    run = Periodical.objects.get()
    newest = list(public.entries(run)[:ARTICLES_AN_ISSUE])
    middle = sorted(newest, key=lambda entry: len(entry.article.body))[ARTICLES_AN_ISSUE // 2]
    return Addresses(
        site.front(run),
        site.article(middle),
        f"{site.search(run)}?q=%E7%94%9F%E4%BA%A7",
        tuple(site.article(entry) for entry in public.entries(run)[100:400]),
    )
