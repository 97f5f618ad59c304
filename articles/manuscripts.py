"""An article of the database as the manuscript that is proofread."""

from datetime import date

from articles.models import Article
from articles.proofreading.bodies import read_body
from articles.proofreading.manuscript import Manuscript
from articles.richtext import clean
from periodicals.models import Kind


def manuscript_of(article: Article, issue_date: date | None = None) -> Manuscript:
    """The manuscript of an article, saved or as somebody types it; no queries if its section is loaded.

    Args: issue_date: the day on which the issue appears in which it stands, None if in none.
    """
    periodical = article.section.periodical
    return Manuscript(
        title=article.title,
        kicker=article.kicker,
        subtitle=article.subtitle,
        byline=article.byline,
        source=article.source,
        source_date=article.source_date,
        section=article.section.name,
        paragraphs=read_body(clean(article.body)),
        internal=periodical.kind == Kind.INTERNAL,
        own_names=periodical.sponsor_names,
        issue_date=issue_date,
    )
