"""The report of an import: what was read, what was noticed, what could not be placed."""

from typing import Any

from issues.importing.bulletin import Bulletin


def report(bulletin: Bulletin) -> dict[str, Any]:
    """The bulletin as a dict that json.dumps takes; its keys are the ones that the office agreed on."""
    return {
        "periodical": bulletin.title,
        "year": bulletin.year,
        "number": bulletin.number,
        "whole_number": bulletin.whole_number,
        "sections": [section.name for section in bulletin.sections],
        "entries": [
            {
                "section": section.name,
                "title": article.title,
                "contents_title": article.contents_title,
                "printed_page": article.printed_page,
                "characters": article.characters,
            }
            for section in bulletin.sections
            for article in section.articles
        ],
        "colophon": dict(bulletin.colophon),
        "findings": [
            {"rule": finding.rule.value, "message": finding.message, "line": finding.line}
            for finding in bulletin.findings
        ],
        "characters_in": bulletin.account.characters_in,
        "characters_placed": bulletin.account.characters_placed,
        "unplaced": [{"line": rest.line, "text": rest.text} for rest in bulletin.account.unplaced],
    }
