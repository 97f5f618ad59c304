"""The body: which line belongs to which article, and what in it is no text."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from articles.lead import read_lead
from issues.importing.bulletin import Finding, ImportedArticle, Role, Rule
from issues.importing.characters import comparison_key
from issues.importing.contents import ContentsEntry
from issues.importing.ledger import Ledger
from issues.importing.matching import Place
from issues.importing.paragraphs import ends_sentence, join_paragraphs
from issues.importing.source import Line

# ·· 10, — 5 —, 第 5 页, or a bare number.
_FOLIO = re.compile(
    r"(?P<left>[·•\-—–－]{0,3})\s{0,3}(?P<page>\d{1,3})\s{0,3}(?P<right>[·•\-—–－]{0,3})|第\s?\d{1,3}\s?页"
)
# Issues print a few pages behind the last entry's.
_PAGES_BEHIND_LAST_ENTRY = 12
# A title this long does not stand twice by chance; a shorter one may be a subheading elsewhere.
_SHORTEST_UNMISTAKABLE = 6
_LATEX = re.compile(r"\$([^$]{1,200})\$")
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Dropped:
    """The indexes of the lines that are kept out of the text, with their roles and findings."""

    roles: Mapping[int, Role]
    findings: tuple[Finding, ...]


def find_dropped(
    entries: Sequence[ContentsEntry],
    places: Sequence[Place | None],
    headings: Set[int],
    body: Sequence[Line],
) -> Dropped:
    """Find leftover running titles and folios."""
    titles: dict[str, Place] = {}
    for entry, place in zip(entries, places, strict=True):
        if place is not None:
            titles.setdefault(entry.key, place)
            titles.setdefault(comparison_key(place.title), place)
    owners = article_owners(places, len(body))
    standing = {i for place in places if place for i in range(place.start, place.end)} | headings
    last_page = max((entry.printed_page or 0 for entry in entries), default=0)
    roles: dict[int, Role] = {}
    findings: list[Finding] = []
    for index, line in enumerate(body):
        if index in standing or len(line.text) > 120:
            continue
        key = comparison_key(line.text)
        own = titles.get(key)
        if own is not None and (len(key) >= _SHORTEST_UNMISTAKABLE or owners[index] == own):
            roles[index] = Role.REPEATED_TITLE
            message = f"标题“{line.text.strip()}”在正文中重复出现，多出的一行已去掉。"
            findings.append(Finding(Rule.RUNNING_TITLE_REPEATED, message, line.number))
        elif _is_folio(line.text.strip(), last_page):
            roles[index] = Role.FOLIO
            message = f"正文中留有页码“{line.text.strip()}”，已去掉。"
            findings.append(Finding(Rule.FOLIO_IN_TEXT, message, line.number))
    return Dropped(roles, tuple(findings))


def _is_folio(text: str, last_page: int) -> bool:
    match = _FOLIO.fullmatch(text)
    if match is None:
        return False
    if match["page"] is None or match["left"] or match["right"]:
        return True
    # A bare number may be a figure of a table; as a folio it lies among the issue's pages.
    return 0 < int(match["page"]) <= last_page + _PAGES_BEHIND_LAST_ENTRY


def article_owners(places: Sequence[Place | None], length: int) -> list[Place | None]:
    """For each line of the body the title it stands under, None above the first."""
    by_start = {place.start: place for place in places if place is not None}
    owners: list[Place | None] = []
    current: Place | None = None
    for index in range(length):
        current = by_start.get(index, current)
        owners.append(current)
    return owners


def read_article(
    entry: ContentsEntry, place: Place, lines: Sequence[Line], title_lines: Sequence[Line], ledger: Ledger
) -> tuple[ImportedArticle, tuple[Finding, ...]]:
    """Build an article from its title's and its text's lines and claim them."""
    ledger.claim_all(title_lines, Role.TITLE)
    ledger.claim_all(lines, Role.BODY)
    paragraphs, findings = join_paragraphs(lines)
    lead = read_lead(paragraphs[0].text) if paragraphs else None
    article = ImportedArticle(
        title=place.title,
        contents_title=entry.title,
        printed_page=entry.printed_page,
        contents_line=entry.line,
        paragraphs=paragraphs,
        first_line=title_lines[0].number,
        source=lead.source if lead else "",
        source_date=lead.source_date if lead else None,
    )
    return article, (*findings, *_text_findings(lines))


def _text_findings(lines: Sequence[Line]) -> list[Finding]:
    findings = []
    for above, below in pairwise(lines):
        lead = read_lead(below.text)
        if lead and lead.source_date and _looks_like_title(above.text.strip()):
            message = f"“{above.text.strip()}”像一篇文章的标题，但目录中没有这一条。"
            findings.append(Finding(Rule.ARTICLE_NOT_IN_CONTENTS, message, above.number))
    for line in lines:
        remnants = [m[0] for m in _LATEX.finditer(line.text) if "\\" in m[1]]
        if remnants:
            message = f"文字中留有 LaTeX 代码 {remnants[0]}，请改为正式的符号。"
            findings.append(Finding(Rule.LATEX_REMNANT, message, line.number))
    return findings


def _looks_like_title(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not ends_sentence(text) and "。" not in text
