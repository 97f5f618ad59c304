"""schema.org in JSON-LD: ``Article`` in a ``PublicationIssue`` of a ``Periodical``."""

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from issues.metadata.records import LANGUAGE, ArticleRecord, IssueRecord, PeriodicalRecord

Node = dict[str, Any]

# As django.utils.html.json_script does: no character is left that could end the element.
_ESCAPES = {ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}


def of_periodical(record: PeriodicalRecord) -> Node:
    """schema.org/Periodical."""
    return _filled(
        {
            "@type": "Periodical",
            "@id": record.address,
            "name": record.title,
            "url": record.address,
            "issn": record.issn,
            "inLanguage": LANGUAGE,
            "publisher": _publishers(record),
        }
    )


def of_issue(record: IssueRecord, *, picture: str = "", pdf: str = "") -> Node:
    """schema.org/PublicationIssue. Args: picture, pdf: whole addresses, empty where there is none."""
    return _filled(
        {
            "@type": "PublicationIssue",
            "@id": record.address,
            "name": f"{record.periodical.title}{record.label}",
            "url": record.address,
            "issueNumber": str(record.number),
            "datePublished": record.day.isoformat(),
            "inLanguage": LANGUAGE,
            "image": picture,
            "isPartOf": of_periodical(record.periodical),
            "encoding": {"@type": "MediaObject", "encodingFormat": "application/pdf", "contentUrl": pdf}
            if pdf
            else None,
        }
    )


def of_article(record: ArticleRecord, *, picture: str = "") -> Node:
    """schema.org/Article. Args: picture: a whole address, empty where there is none."""
    published = record.issue.published
    return _filled(
        {
            "@type": "Article",
            "@id": record.address,
            "url": record.address,
            "mainEntityOfPage": record.address,
            "headline": record.title,
            "alternativeHeadline": record.subtitle,
            "description": record.summary,
            "inLanguage": LANGUAGE,
            "isAccessibleForFree": True,
            "articleSection": record.section,
            "pageStart": record.page,
            "datePublished": published.isoformat() if published else None,
            "dateModified": record.changed.isoformat(),
            "author": [{"@type": "Person", "name": name} for name in record.authors],
            "publisher": _publishers(record.issue.periodical),
            "image": picture,
            "isBasedOn": _original(record),
            "isPartOf": of_issue(record.issue),
        }
    )


def script(node: Node) -> SafeString:
    """The data block for a page's head. It is data and never run, so that ``script-src`` allows it."""
    text = json.dumps({"@context": "https://schema.org", **node}, ensure_ascii=False, separators=(",", ":"))
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text.translate(_ESCAPES)),
    )


def _publishers(record: PeriodicalRecord) -> list[Node]:
    return [{"@type": "Organization", "name": name} for name in record.publishers]


def _original(record: ArticleRecord) -> Node | None:
    """What a reprint was taken from."""
    if not (record.source or record.source_address or record.original_title):
        return None
    return _filled(
        {
            "@type": "CreativeWork",
            "name": record.original_title,
            "url": record.source_address,
            "datePublished": record.source_date.isoformat() if record.source_date else None,
            "publisher": {"@type": "Organization", "name": record.source} if record.source else None,
        }
    )


def _filled(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, "", [])}
