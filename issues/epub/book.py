"""Issue → Book: what an e-book holds, as plain data. All queries of e-books."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby

from django.utils.timezone import localtime

from issues import addresses, public
from issues.colophon import colophon, cover_notice, cover_number
from issues.contents import contents, page_of
from issues.covers.showing import stored_front_page
from issues.markup import legal
from issues.models import ContentsEntry, Issue
from periodicals.models import Kind


@dataclass(frozen=True)
class Chapter:
    """An article. ``page`` is the printed one on which it begins; ``body`` is editor HTML."""

    name: str
    kicker: str
    title: str
    subtitle: str
    byline: str
    source: str
    original_title: str
    source_url: str
    body: str
    corrections: tuple[tuple[str, date], ...]
    page: int | None
    address: str

    @property
    def file(self) -> str:
        """Its page in the book."""
        return f"{self.name}.xhtml"


@dataclass(frozen=True)
class Part:
    """A section heading of the 目录 with the articles below it."""

    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Book:
    """An issue as readers may have it now. Two books are equal if their files are."""

    identifier: str
    periodical: str
    label: str
    year: int
    number: int
    whole_number: int | None
    issn: str
    day: date
    modified: datetime
    supervisor: str
    sponsors: tuple[str, ...]
    cover_lines: tuple[str, ...]
    is_internal: bool
    colophon: tuple[tuple[str, str], ...]
    address: str
    # Where the printed front page's picture is in the press storage, once it was made.
    front_page: str | None
    parts: tuple[Part, ...]

    @property
    def title(self) -> str:
        """刊名 and 期号."""
        return f"{self.periodical} {self.label}"

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The articles in printed order."""
        return tuple(chapter for part in self.parts for chapter in part.chapters)

    @property
    def pages(self) -> tuple[tuple[int, str], ...]:
        """Printed pages on which an article begins, each with the first one's file."""
        begun = [(chapter.page, chapter.file) for chapter in self.chapters if chapter.page]
        return tuple(next(same) for _, same in groupby(begun, key=lambda place: place[0]))


def book_of(issue: Issue) -> Book:
    """What readers may read of a public issue now. Three queries, whatever it holds."""
    periodical = issue.periodical
    entries = list(public.entries(periodical).filter(issue=issue))
    corrections: dict[int, list[tuple[str, datetime]]] = {}
    for correction in public.corrections(issue):
        if correction.decided_at:
            corrections.setdefault(correction.article_id, []).append((correction.note, correction.decided_at))
    times = [at for notes in corrections.values() for _, at in notes]
    address = addresses.whole(addresses.issue(issue))
    notice = (cover_notice(periodical), cover_number(periodical))
    return Book(
        identifier=uuid.uuid5(uuid.NAMESPACE_URL, address).urn,
        periodical=legal(periodical.title),
        label=issue.label,
        year=issue.year,
        number=issue.number,
        whole_number=issue.whole_number,
        issn=legal(periodical.issn),
        day=issue.issue_date,
        modified=_in_seconds(max([issue.published_at or datetime.min.replace(tzinfo=UTC), *times])),
        supervisor=legal(periodical.supervisor),
        sponsors=tuple(map(legal, periodical.sponsor_names)),
        cover_lines=tuple(legal(line) for line in notice if line),
        is_internal=periodical.kind == Kind.INTERNAL,
        colophon=tuple((label, legal(value)) for label, value in colophon(issue)),
        address=address,
        front_page=stored_front_page(issue),
        parts=tuple(
            Part(
                legal(part.section.name),
                tuple(_chapter(entry, corrections.get(entry.article_id, [])) for entry in part.entries),
            )
            for part in contents(entries)
        ),
    )


def _in_seconds(moment: datetime) -> datetime:
    """As ``dcterms:modified`` wants it: in UTC, without fractions."""
    return moment.astimezone(UTC).replace(microsecond=0)


def _chapter(entry: ContentsEntry, corrections: list[tuple[str, datetime]]) -> Chapter:
    article = entry.article
    return Chapter(
        name=f"article-{entry.position:03}",
        kicker=legal(article.kicker),
        title=legal(article.title),
        subtitle=legal(article.subtitle),
        byline=legal(article.byline),
        source=legal(article.source_line),
        original_title=legal(article.original_title),
        source_url=legal(article.source_url),
        body=article.body,
        corrections=tuple((legal(note), localtime(at).date()) for note, at in corrections),
        page=page_of(entry),
        address=addresses.whole(addresses.article(entry)),
    )
