"""From a source and its cuts to the issue: a pure function, whatever the cuts are.

A person who changes a cut changes nothing else, and the account of characters is right for any cuts:
each line is claimed once, whole, by what it became, and the articles must hold what was claimed for them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from itertools import pairwise

from articles.lead import read_lead
from issues.importing.bulletin import (
    Bulletin,
    Finding,
    ImportedArticle,
    ImportedSection,
    Paragraph,
    ParagraphKind,
    Role,
    Rule,
)
from issues.importing.characters import count_characters, squeeze
from issues.importing.colophon import read_colophon
from issues.importing.contents import ContentsEntry, ContentsSection, contents_of
from issues.importing.cuts import Become, Cuts
from issues.importing.differences import title_difference
from issues.importing.entries import match_articles
from issues.importing.imprint import Imprint
from issues.importing.ledger import Ledger, LedgerError
from issues.importing.marks import (
    byline_in_text,
    byline_span,
    heading_span,
    section_span,
    source_at_end,
    source_span,
    stripped_span,
)
from issues.importing.paragraphs import join_texts
from issues.importing.source import Line, Source

# Findings that follow from the cuts. What a reader proposed with is kept beside the cuts instead.
FOLLOWING = frozenset(
    {
        Rule.ARTICLE_EMPTY, Rule.ARTICLE_NOT_FOUND, Rule.ARTICLE_NOT_IN_CONTENTS, Rule.SECTION_EMPTY,
        Rule.TITLE_MISSING, Rule.CUT_IN_DOUBT, Rule.COLOPHON_MISSING, Rule.CONTENTS_TITLE_DIFFERS,
        Rule.PUNCTUATION_DIFFERS, Rule.BLANKS_DIFFER, Rule.PAGE_MISSING, Rule.PAGES_OUT_OF_ORDER,
        Rule.ARTICLE_OUT_OF_ORDER,
    }
)  # fmt: skip
_WHOLE_LINES = {
    Become.COVER: Role.COVER,
    Become.FOLIO: Role.FOLIO,
    Become.LEFT_OUT: Role.LEFT_OUT,
    Become.CONTENTS: Role.CONTENTS,
    Become.COLOPHON: Role.COLOPHON,
}


@dataclass(slots=True)
class _Article:
    """An article while its lines come in."""

    section: int
    title: list[str] = field(default_factory=list)
    kicker: list[str] = field(default_factory=list)
    subtitle: list[str] = field(default_factory=list)
    byline: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    paragraphs: list[tuple[int, ParagraphKind, list[str]]] = field(default_factory=list)
    first_line: int = 0

    @property
    def is_open(self) -> bool:
        """Whether a title may still come: only a kicker or a byline stands there."""
        return not (self.title or self.subtitle or self.paragraphs or self.source)


@dataclass(slots=True)
class _Body:
    """The sections and articles of the body in its order."""

    ledger: Ledger
    # With a 目录 a section's name in the body is only that: an article may go on below it.
    has_contents: bool
    sections: list[tuple[str, int]] = field(default_factory=lambda: [("", 0)])
    articles: list[_Article] = field(default_factory=list)

    def article(self, line: Line) -> _Article:
        """The article that a line belongs to; a new one above the first title and under a new section."""
        last = self.articles[-1] if self.articles else None
        return self.begin(line) if last is None or self._is_closed(last) else last

    def _is_closed(self, article: _Article) -> bool:
        return not self.has_contents and article.section != len(self.sections) - 1

    def begin(self, line: Line) -> _Article:
        self.articles.append(_Article(len(self.sections) - 1, first_line=line.number))
        return self.articles[-1]

    def take(self, line: Line, become: Become) -> None:
        match become:
            case Become.SECTION:
                span = section_span(line.text) or heading_span(line.text)
                self.sections.append((squeeze(self._words(line, span, Role.SECTION_HEADING)), line.number))
            case Become.KICKER:
                last = self.articles[-1] if self.articles else None
                goes_on = last is not None and last.is_open and not self._is_closed(last)
                article = last if last is not None and goes_on else self.begin(line)
                article.kicker.append(self._words(line, heading_span(line.text), Role.KICKER))
            case Become.TITLE:
                article = self.article(line)
                article = article if article.is_open else self.begin(line)
                article.title.append(self._words(line, heading_span(line.text), Role.TITLE))
            case Become.TITLE_MORE:
                article = self.article(line)
                article = self.begin(line) if article.paragraphs else article
                article.title.append(self._words(line, heading_span(line.text), Role.TITLE))
            case Become.SUBTITLE:
                words = self._words(line, heading_span(line.text), Role.SUBTITLE)
                self.article(line).subtitle.append(words)
            case Become.BYLINE:
                span = byline_span(line.text) or stripped_span(line.text)
                self.article(line).byline.append(self._words(line, span, Role.BYLINE))
            case Become.SOURCE:
                span = source_span(line.text) or stripped_span(line.text)
                self.article(line).source.append(self._words(line, span, Role.SOURCE))
            case Become.CONTINUATION if self.article(line).paragraphs:
                self.article(line).paragraphs[-1][2].append(self._words(line, stripped_span(line.text)))
            case Become.SUBHEADING:
                words = self._words(line, heading_span(line.text))
                self._add(line, ParagraphKind.SUBHEADING, words)
            case _:
                self._add(line, ParagraphKind.TEXT, self._words(line, stripped_span(line.text)))

    def _add(self, line: Line, kind: ParagraphKind, words: str) -> None:
        self.article(line).paragraphs.append((line.number, kind, [words]))

    def _words(self, line: Line, span: tuple[int, int], role: Role = Role.BODY) -> str:
        """The words of a line, claimed for their role; what stands around them is claimed as marks."""
        start, end = span
        self.ledger.claim(line, Role.MARK, 0, start)
        self.ledger.claim(line, role, start, end)
        self.ledger.claim(line, Role.MARK, end)
        return line.text[start:end]


def assemble(
    source: Source, cuts: Cuts, imprint: Imprint, findings: Sequence[Finding] = (), name: str = ""
) -> Bulletin:
    """The issue that these cuts make of the source.

    Args: cuts: one for each line of source.lines; findings: what the reader that proposed them noticed;
    name: kept as Bulletin.file_name. Raises: ValueError, if there are not as many cuts as lines;
    LedgerError, never, unless characters were lost here.
    """
    ledger = Ledger(source)
    lines: dict[Become, list[Line]] = {become: [] for become in Become}
    for line, cut in zip(source.lines, cuts, strict=True):
        lines[cut.become].append(line)
    printed, noticed = contents_of(lines[Become.CONTENTS], source.lines, ledger)
    labels = read_colophon(lines[Become.COLOPHON], ledger)
    for become, role in _WHOLE_LINES.items():
        for line in lines[become]:
            ledger.claim_rest(line, role)
    body = _Body(ledger, has_contents=any(section.entries for section in printed))
    for line, cut in zip(source.lines, cuts, strict=True):
        if cut.become not in _WHOLE_LINES and cut.become is not Become.UNPLACED:
            body.take(line, cut.become)
    articles = [_finished(article) for article in body.articles]
    sections, about = _arranged(printed, body, articles)
    doubts = [
        Finding(Rule.CUT_IN_DOUBT, f"“{_short(line.text)}”：{cut.doubt}，请核对。", line.number)
        for line, cut in zip(source.lines, cuts, strict=True)
        if cut.doubt
    ]
    kept = [finding for finding in findings if finding.rule not in FOLLOWING]
    bulletin = Bulletin(
        title=imprint.title,
        year=imprint.year,
        number=imprint.number,
        whole_number=imprint.whole_number,
        sponsors=imprint.sponsors,
        frequency=imprint.frequency,
        issue_date=imprint.issue_date,
        sections=sections,
        colophon=labels,
        findings=tuple(sorted((*kept, *noticed, *about, *doubts), key=lambda finding: finding.line)),
        account=ledger.account(),
        file_name=name,
    )
    _check(bulletin, ledger)
    return bulletin


def joined(pieces: Sequence[str]) -> str:
    """Pieces of printed lines as one text, with a blank only between two Latin words."""
    result = list(pieces[:1])
    for above, below in pairwise(pieces):
        result.append(join_texts(above, below)[len(above) :])
    return "".join(result)


def _finished(article: _Article) -> ImportedArticle:
    paragraphs = tuple(Paragraph(joined(words), kind, number) for number, kind, words in article.paragraphs)
    lead = read_lead(paragraphs[0].text) if paragraphs else None
    first, last = (paragraphs[0].text, paragraphs[-1].text) if paragraphs else ("", "")
    return ImportedArticle(
        title=joined(article.title),
        contents_title="",
        printed_page=None,
        contents_line=0,
        paragraphs=paragraphs,
        first_line=article.first_line,
        source=" ".join(article.source) or (lead.source if lead else source_at_end(last)),
        source_date=lead.source_date if lead else None,
        kicker=joined(article.kicker),
        subtitle=joined(article.subtitle),
        byline=" ".join(article.byline) or byline_in_text(first, last),
    )


def _arranged(
    printed: Sequence[ContentsSection], body: _Body, articles: Sequence[ImportedArticle]
) -> tuple[tuple[ImportedSection, ...], list[Finding]]:
    """Articles under their sections: as the 目录 has them, or else as the body does."""
    findings = [
        Finding(*finding, article.first_line or 0) for article in articles for finding in _defects(article)
    ]
    if body.has_contents:
        return _by_contents(printed, articles, findings), findings
    by_section: list[list[ImportedArticle]] = [[] for _ in body.sections]
    for raw, article in zip(body.articles, articles, strict=True):
        by_section[raw.section].append(article)
    for (name, number), members in zip(body.sections, by_section, strict=True):
        if number and not members:
            findings.append(Finding(Rule.SECTION_EMPTY, f"栏目“{name}”下面没有文章。", number))
    merged: dict[str, list[ImportedArticle]] = {}
    for (name, _), members in zip(body.sections, by_section, strict=True):
        if members:
            merged.setdefault(name, []).extend(members)
    return tuple(ImportedSection(name, tuple(members)) for name, members in merged.items()), findings


def _defects(article: ImportedArticle) -> list[tuple[Rule, str]]:
    if not article.title:
        return [(Rule.TITLE_MISSING, "这里的文字前面没有题目，请标出题目，或并入前一篇。")]
    if not article.paragraphs:
        return [(Rule.ARTICLE_EMPTY, f"文章“{article.title}”只有标题，没有正文。")]
    return []


def _by_contents(
    printed: Sequence[ContentsSection], articles: Sequence[ImportedArticle], findings: list[Finding]
) -> tuple[ImportedSection, ...]:
    entries = [entry for section in printed for entry in section.entries]
    matched = match_articles(entries, [article.title for article in articles])
    owner = {at: number for number, at in enumerate(matched) if at is not None}
    # An article that the 目录 lacks follows the one that it follows in the body.
    behind: dict[int, list[ImportedArticle]] = {}
    last = -1
    for at, article in enumerate(articles):
        if at in owner:
            last = owner[at]
            continue
        behind.setdefault(last, []).append(article)
        if article.title:
            message = f"文章“{article.title}”在目录中没有条目，跟在它前面一篇之后。"
            findings.append(Finding(Rule.ARTICLE_NOT_IN_CONTENTS, message, article.first_line or 0))
    sections: list[ImportedSection] = []
    number = 0
    latest = -1
    for section in printed:
        members = behind.pop(-1, []) if not sections else []
        for entry in section.entries:
            place = matched[number]
            if place is None:
                members.append(_missing(entry, findings))
            else:
                at = place
                members.append(_with_entry(articles[at], entry, findings))
                if at < latest:
                    message = f"文章“{articles[at].title}”在正文中的次序与目录不同，按目录的次序导入。"
                    line = articles[at].first_line or entry.line
                    findings.append(Finding(Rule.ARTICLE_OUT_OF_ORDER, message, line))
                latest = max(latest, at)
            members.extend(behind.pop(number, []))
            number += 1
        sections.append(ImportedSection(squeeze(section.name), tuple(members)))
    return tuple(sections)


def _missing(entry: ContentsEntry, findings: list[Finding]) -> ImportedArticle:
    message = f"目录条目“{entry.title}”在正文中找不到对应的文章，它的文字可能并入了前一篇。"
    findings.append(Finding(Rule.ARTICLE_NOT_FOUND, message, entry.line))
    return ImportedArticle(entry.title, entry.title, entry.printed_page, entry.line)


def _with_entry(article: ImportedArticle, entry: ContentsEntry, findings: list[Finding]) -> ImportedArticle:
    if difference := title_difference(entry, article.title):
        findings.append(difference)
    return replaced(
        article, contents_title=entry.title, printed_page=entry.printed_page, contents_line=entry.line
    )


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 24 else f"{text[:23]}…"


def _check(bulletin: Bulletin, ledger: Ledger) -> None:
    """The articles must hold exactly what the ledger says, role by role."""
    held: dict[Role, Callable[[ImportedArticle], str]] = {
        Role.TITLE: lambda article: article.title,
        Role.KICKER: lambda article: article.kicker,
        Role.SUBTITLE: lambda article: article.subtitle,
        Role.BODY: lambda article: "".join(paragraph.text for paragraph in article.paragraphs),
    }
    found = [article for article in bulletin.articles if article.found]
    for role, text in held.items():
        counted = sum(count_characters(text(article)) for article in found)
        if counted != ledger.placed(role):
            raise LedgerError(
                f"articles hold {counted} characters of {role}, {ledger.placed(role)} are claimed"
            )
