"""Where readers find things: the one place that makes the site's addresses.

The primary periodical's addresses have no prefix, every other periodical's start with its slug. The
addresses are printed and cited: a name or number in them never changes its meaning.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, reverse
from pypinyin import lazy_pinyin

from articles.models import Section
from issues.models import ContentsEntry, Issue
from periodicals.models import Periodical

SLUG_LENGTH = 60
# For a title without a single letter, digit or Chinese character.
NAMELESS = "article"


def _address(page: str, periodical: Periodical, /, **parts: Any) -> str:
    prefix = {} if periodical.is_primary else {"periodical": periodical.slug}
    return _reversed(get_script_prefix(), page, **prefix, **parts)


@lru_cache(maxsize=8192)
def _reversed(below: str, page: str, /, **parts: Any) -> str:
    # A page has fifty addresses. ``below``: in a preview, the same ones begin otherwise.
    return reverse(f"site:{page}", kwargs=parts)


def whole(path: str) -> str:
    """An address of ours with scheme and host, for what is read outside the site: always under SITE_URL,
    whatever host the site was asked under."""
    return f"{settings.SITE_URL}{path}"


def front(periodical: Periodical) -> str:
    """The periodical's newest issue."""
    return _address("front", periodical)


def archive(periodical: Periodical) -> str:
    """All issues by year."""
    return _address("archive", periodical)


def sections(periodical: Periodical) -> str:
    """All sections."""
    return _address("sections", periodical)


def search(periodical: Periodical) -> str:
    """Where readers look for something."""
    return _address("search", periodical)


def article_feed(periodical: Periodical) -> str:
    """The newest articles, for feed readers."""
    return _address("article-feed", periodical)


def issue_feed(periodical: Periodical) -> str:
    """The newest issues, for feed readers."""
    return _address("issue-feed", periodical)


def section(section: Section, periodical: Periodical) -> str:
    """A section through all issues. Takes the periodical, so that a list of sections costs no query."""
    # A section may be stored without a slug; its articles' pages must not fail for that.
    return _address("section", periodical, slug=section.slug) if section.slug else sections(periodical)


def issue(issue: Issue) -> str:
    """An issue with its 目录."""
    return _address("issue", issue.periodical, year=issue.year, number=issue.number)


def pdf_name(issue: Issue) -> str:
    """The last part of the PDF's and the e-book's address, without ``.pdf`` and ``.epub``."""
    return f"{issue.periodical.slug}-{issue.year}-{issue.number}"


def pdf(issue: Issue) -> str:
    """An issue as PDF."""
    return _address("pdf", issue.periodical, year=issue.year, number=issue.number, name=pdf_name(issue))


def epub(issue: Issue) -> str:
    """An issue as an e-book."""
    return _address("epub", issue.periodical, year=issue.year, number=issue.number, name=pdf_name(issue))


def cover(issue: Issue, version: str, width: int, kind: str) -> str:
    """A picture of an issue's cover. Args: version: ``issues.covers``; kind: the ending of the name."""
    return _address(
        "cover",
        issue.periodical,
        year=issue.year,
        number=issue.number,
        version=version,
        width=width,
        kind=kind,
    )


def article(entry: ContentsEntry) -> str:
    """An article in its issue."""
    issue = entry.issue
    return _address(
        "article",
        issue.periodical,
        year=issue.year,
        number=issue.number,
        position=entry.position,
        slug=slug_of(entry.article.title),
    )


def cite(entry: ContentsEntry, form: str) -> str:
    """A reference to an article as a file: ``bib`` or ``ris``."""
    return f"{article(entry)}cite.{form}"


def place(entry: ContentsEntry) -> str:
    """The same without the title, where an article stood that is taken down with it."""
    issue = entry.issue
    parts = {"year": issue.year, "number": issue.number, "position": entry.position}
    return _address("article-without-slug", issue.periodical, **parts)


@lru_cache(maxsize=4096)
def slug_of(title: str) -> str:
    """The title in pinyin, at most 60 characters, cut between syllables: 两会召开 → liang-hui-zhao-kai.

    It only serves people who read an address; the article is found by its position.
    """
    plain = unicodedata.normalize("NFKC", title).lower()
    words = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(plain)))
    slug = "-".join(words)
    if len(slug) > SLUG_LENGTH:
        # One more character tells whether the cut falls behind a whole syllable.
        slug = slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]
    return slug or NAMELESS
