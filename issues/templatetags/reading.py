"""What the readers' templates need: addresses, page numbers, and article text made ready to show."""

from django import template
from django.db.models.fields.files import FieldFile

from articles import display
from articles.models import Section
from issues import addresses, contents
from issues.colophon import cover_notice, cover_number
from issues.models import ContentsEntry, Issue
from periodicals.models import Frequency, Periodical

register = template.Library()

register.filter(display.displayed)


@register.filter
def page(entry: ContentsEntry) -> int | None:
    """The page number of a line of the 目录."""
    return contents.page_of(entry)


@register.filter
def appeared(issue: Issue) -> str:
    """The date of the masthead: the month, or the day where a month has several issues."""
    day = issue.issue_date
    daily = issue.periodical.frequency in {Frequency.WEEKLY, Frequency.SEMIMONTHLY}
    return f"{day.year}年{day.month}月{day.day}日" if daily else f"{day.year}年{day.month}月"


@register.filter
def cover_lines(periodical: Periodical) -> list[str]:
    """What the law wants above the title: that an internal publication is one, and its number."""
    return [line for line in (cover_notice(periodical), cover_number(periodical)) if line]


@register.filter
def size(file: FieldFile) -> str:
    """The size of a download in KB or MB."""
    kilobytes = file.size / 1024
    return f"{kilobytes / 1024:.1f} MB" if kilobytes >= 1000 else f"{max(kilobytes, 1):.0f} KB"


@register.simple_tag
def front_address(periodical: Periodical) -> str:
    return addresses.front(periodical)


@register.simple_tag
def archive_address(periodical: Periodical) -> str:
    return addresses.archive(periodical)


@register.simple_tag
def search_address(periodical: Periodical) -> str:
    return addresses.search(periodical)


@register.simple_tag
def sections_address(periodical: Periodical) -> str:
    return addresses.sections(periodical)


@register.simple_tag
def section_address(section: Section, periodical: Periodical) -> str:
    return addresses.section(section, periodical)


@register.simple_tag
def issue_address(issue: Issue) -> str:
    return addresses.issue(issue)


@register.simple_tag
def pdf_address(issue: Issue) -> str:
    return addresses.pdf(issue)


@register.simple_tag
def epub_address(issue: Issue) -> str:
    return addresses.epub(issue)


@register.simple_tag
def article_address(entry: ContentsEntry) -> str:
    return addresses.article(entry)


@register.simple_tag
def cite_address(entry: ContentsEntry, form: str) -> str:
    return addresses.cite(entry, form)
