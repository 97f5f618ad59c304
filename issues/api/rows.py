"""Rows that are public → what the answers say of them. No queries; what is needed comes loaded."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.timezone import localtime

from articles.models import Section
from articles.pictures import with_whole_addresses
from articles.richtext import clean
from issues import addresses
from issues.api import schemas
from issues.colophon import colophon
from issues.contents import contents, page_of
from issues.metadata import identity
from issues.models import ContentsEntry, Correction, Issue, PressFile
from issues.search.passages import Marker
from periodicals.models import Periodical


def address(operation: str, **parts: object) -> str:
    """The whole address of an operation."""
    return addresses.whole(reverse(f"api:{operation}", kwargs=parts))


def periodical(row: Periodical) -> schemas.Periodical:
    """A periodical."""
    return schemas.Periodical(
        id=row.slug,
        title=row.title,
        frequency=row.get_frequency_display(),
        kind=row.get_kind_display(),
        supervisor=row.supervisor,
        sponsors=list(row.sponsor_names),
        issn=row.issn,
        cn_number=row.cn_number,
        web_url=addresses.whole(addresses.front(row)),
        api_url=address("periodical", periodical=row.slug),
    )


def issue_line(row: Issue) -> schemas.IssueLine:
    """An issue, its periodical loaded."""
    return schemas.IssueLine(
        id=identity.issue_name(row),
        periodical=row.periodical.slug,
        year=row.year,
        number=row.number,
        whole_number=row.whole_number,
        label=row.label,
        date=row.issue_date,
        published_at=row.published_at and localtime(row.published_at),
        web_url=addresses.whole(addresses.issue(row)),
        epub_url=addresses.whole(addresses.epub(row)),
        api_url=address("issue", periodical=row.periodical.slug, year=row.year, number=row.number),
    )


def issue(row: Issue, entries: Iterable[ContentsEntry], press_file: PressFile | None) -> schemas.Issue:
    """An issue with its 目录. Args: entries: in printed order, as ``public.lines`` gives them."""
    return schemas.Issue(
        **issue_line(row).dict(),
        pdf=_pdf(row, press_file) if press_file else None,
        colophon=[schemas.ColophonLine(label=label, value=value) for label, value in colophon(row)],
        contents=[
            schemas.ContentsPart(
                section=section(part.section, row.periodical),
                articles=[article_line(entry) for entry in part.entries],
            )
            for part in contents(entries)
        ],
    )


def _pdf(row: Issue, press_file: PressFile) -> schemas.Pdf:
    return schemas.Pdf(
        url=addresses.whole(addresses.pdf(row)), pages=press_file.pages, sha256=press_file.sha256
    )


def section(row: Section, of: Periodical) -> schemas.Section:
    """A section of a periodical."""
    return schemas.Section(id=row.slug, name=row.name, web_url=addresses.whole(addresses.section(row, of)))


def counted_section(row: Section, of: Periodical, articles: int) -> schemas.CountedSection:
    """A section with the number of its articles."""
    return schemas.CountedSection(**section(row, of).dict(), articles=articles)


def article_line(entry: ContentsEntry) -> schemas.ArticleLine:
    """An article without its text."""
    article, of = entry.article, entry.issue.periodical
    return schemas.ArticleLine(
        id=identity.entry_name(entry),
        issue=identity.issue_name(entry.issue),
        position=entry.position,
        printed_page=page_of(entry),
        section=section(article.section, of),
        kicker=article.kicker,
        title=article.title,
        subtitle=article.subtitle,
        byline=article.byline,
        source=article.source,
        source_date=article.source_date,
        web_url=addresses.whole(addresses.article(entry)),
        api_url=address(
            "article",
            periodical=of.slug, year=entry.issue.year, number=entry.issue.number, position=entry.position,
        ),
    )  # fmt: skip


def article(entry: ContentsEntry, corrections: Iterable[Correction]) -> schemas.Article:
    """An article with its text, cleaned again, and the corrections that it had."""
    row = entry.article
    return schemas.Article(
        **article_line(entry).dict(),
        original_title=row.original_title,
        source_url=row.source_url,
        html=with_whole_addresses(clean(row.body)),
        text=row.plain_text,
        corrections=[
            schemas.Correction(note=correction.note, date=localtime(correction.decided_at).date())
            for correction in corrections
        ],
    )


def hit(entry: ContentsEntry, marker: Marker) -> schemas.Hit:
    """An article that was found, with the part of its text around the hits."""
    return schemas.Hit(article=article_line(entry), passage=str(marker.passage(entry.article.plain_text)))
