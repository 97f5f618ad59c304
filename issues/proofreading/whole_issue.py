"""An issue's articles as manuscripts, in the order of its 目录, and its colophon."""

from articles.manuscripts import manuscript_of
from articles.proofreading.manuscript import Block, Manuscript, Role
from issues.colophon import colophon
from issues.models import ContentsEntry, Issue


def entries_of(issue: Issue) -> list[ContentsEntry]:
    """The entries of the 目录 with what proofreading reads; one query."""
    return list(issue.entries.select_related("article__section__periodical"))


def manuscripts_of(issue: Issue, entries: list[ContentsEntry]) -> tuple[Manuscript, ...]:
    """One manuscript for each entry, and one of the colophon behind them; no queries."""
    articles = (manuscript_of(entry.article, issue.issue_date) for entry in entries)
    lines = tuple(Block(f"{label}：{value}") for label, value in colophon(issue))
    return (*articles, Manuscript(title="版权页", role=Role.COLOPHON, paragraphs=lines))
