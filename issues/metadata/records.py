"""What there is to say of a periodical, an issue and an article, before any form is given to it.

Everything is made from rows that are loaded; nothing here asks the database. Whether a thing is public is
for the caller to know (issues.public).
"""

from dataclasses import dataclass
from datetime import date, datetime

from issues import addresses
from issues.citing import authors
from issues.contents import page_of
from issues.metadata import identity
from issues.metadata.dating import changed_at
from issues.models import ContentsEntry, Issue
from issues.titles import quoted, undashed
from periodicals.models import Periodical

LANGUAGE = "zh-Hans"
# What search engines and messengers show of a text.
_SUMMARY_LENGTH = 120


@dataclass(frozen=True, slots=True)
class PeriodicalRecord:
    """A periodical; ``publishers`` are its sponsors, or else its own title."""

    name: str
    address: str
    title: str
    publishers: tuple[str, ...]
    issn: str


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """An issue of a periodical; ``published`` is None as long as it is not."""

    periodical: PeriodicalRecord
    name: str
    address: str
    label: str
    year: int
    number: int
    whole_number: int | None
    day: date
    published: datetime | None


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article in its issue. Addresses are whole, ``name`` is the lasting one of ``identity``.

    ``taken_from`` is where a reprint comes from, 《人民日报》 2024年8月9日; of a text of one's own, empty.
    """

    issue: IssueRecord
    name: str
    address: str
    title: str
    kicker: str
    subtitle: str
    authors: tuple[str, ...]
    section: str
    section_slug: str
    page: int | None
    summary: str
    source: str
    source_date: date | None
    source_address: str
    original_title: str
    taken_from: str
    changed: datetime

    @property
    def whole_title(self) -> str:
        """Title and subtitle in one line."""
        subtitle = undashed(self.subtitle)
        return f"{self.title}：{subtitle}" if subtitle else self.title

    @property
    def place(self) -> str:
        """Where it was printed: 《某刊》2024年第8期（总第420期），第3页."""
        issue = self.issue
        whole = f"（总第{issue.whole_number}期）" if issue.whole_number else ""
        page = f"，第{self.page}页" if self.page else ""
        return f"{quoted(issue.periodical.title)}{issue.label}{whole}{page}"


def of_periodical(periodical: Periodical) -> PeriodicalRecord:
    """What there is to say of a periodical."""
    return PeriodicalRecord(
        name=identity.periodical_name(periodical),
        address=addresses.whole(addresses.front(periodical)),
        title=periodical.title,
        publishers=periodical.sponsor_names or (periodical.title,),
        issn=periodical.issn,
    )


def of_issue(issue: Issue) -> IssueRecord:
    """What there is to say of an issue, given with its periodical."""
    return IssueRecord(
        periodical=of_periodical(issue.periodical),
        name=identity.issue_name(issue),
        address=addresses.whole(addresses.issue(issue)),
        label=issue.label,
        year=issue.year,
        number=issue.number,
        whole_number=issue.whole_number,
        day=issue.issue_date,
        published=issue.published_at,
    )


def of_entry(entry: ContentsEntry) -> ArticleRecord:
    """What there is to say of an article, given with its section, issue and periodical."""
    article = entry.article
    return ArticleRecord(
        issue=of_issue(entry.issue),
        name=identity.entry_name(entry),
        address=addresses.whole(addresses.article(entry)),
        title=article.title,
        kicker=article.kicker,
        subtitle=article.subtitle,
        authors=authors(article.byline),
        section=article.section.name,
        section_slug=article.section.slug,
        page=page_of(entry),
        summary=summary(article.plain_text),
        source=article.source,
        source_date=article.source_date,
        source_address=article.source_url,
        original_title=article.original_title,
        taken_from=article.source_line if article.source else "",
        changed=changed_at(entry),
    )


def summary(text: str) -> str:
    """How a text begins, in one line of at most 120 characters."""
    line = " ".join(text.split())
    return line if len(line) <= _SUMMARY_LENGTH else line[:_SUMMARY_LENGTH] + "…"
