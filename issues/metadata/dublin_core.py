"""Dublin Core (ISO 15836-1, the fifteen elements), for page heads and for OAI-PMH alike."""

from issues.metadata.records import LANGUAGE, ArticleRecord


def of_article(record: ArticleRecord) -> list[tuple[str, str]]:
    """(element, value) in a fixed order, elements without a value left out.

    ``source`` is where it was printed and, of a reprint, also where it was taken from.
    """
    issue = record.issue
    rows = [
        ("title", record.whole_title),
        *(("creator", name) for name in record.authors),
        ("subject", record.section),
        ("description", record.summary),
        *(("publisher", name) for name in issue.periodical.publishers),
        ("date", issue.day.isoformat()),
        ("type", "Text"),
        ("format", "text/html"),
        ("identifier", record.address),
        ("source", record.place),
        ("source", record.taken_from),
        ("language", LANGUAGE),
        ("relation", issue.address),
    ]
    return [(element, value) for element, value in rows if value]
