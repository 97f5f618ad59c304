"""Highwire Press tags (``citation_…``), which reference managers and scholarly search engines read.

There is no ``citation_pdf_url``: it promises the article's own PDF, and ours is the whole issue's.
"""

from issues.metadata.records import ArticleRecord


def of_article(record: ArticleRecord) -> list[tuple[str, str]]:
    """(name, content) in a fixed order, names without a content left out."""
    issue = record.issue
    rows = [
        ("citation_title", record.whole_title),
        *(("citation_author", name) for name in record.authors),
        ("citation_journal_title", issue.periodical.title),
        ("citation_issn", issue.periodical.issn),
        ("citation_publisher", "、".join(issue.periodical.publishers)),
        ("citation_publication_date", issue.day.strftime("%Y/%m/%d")),
        ("citation_issue", str(issue.number)),
        ("citation_firstpage", str(record.page or "")),
        ("citation_language", "zh"),
        ("citation_fulltext_html_url", record.address),
    ]
    return [(name, value) for name, value in rows if value]
