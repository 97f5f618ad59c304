"""Reading a whole past issue, by the form that it has, with an account of every character."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from issues.importing.assembling import assemble
from issues.importing.body import article_owners, find_dropped, read_article
from issues.importing.bulletin import (
    Bulletin,
    BulletinError,
    Finding,
    ImportedArticle,
    ImportedSection,
    ParagraphKind,
    Role,
    Rule,
)
from issues.importing.characters import squeeze
from issues.importing.colophon import find_colophon, read_colophon
from issues.importing.contents import Contents, ContentsEntry, find_contents, is_contents_name, read_contents
from issues.importing.cover import read_cover
from issues.importing.cuts import Become, Cut
from issues.importing.differences import title_difference
from issues.importing.files import read_file
from issues.importing.headings import find_headings
from issues.importing.imprint import Imprint
from issues.importing.ledger import Ledger, LedgerError
from issues.importing.marked_sections import has_marked_sections, propose_sections
from issues.importing.matching import Place, match_titles
from issues.importing.newspaper import propose_newspaper
from issues.importing.outline import has_headings, propose_outline
from issues.importing.paragraphs import ends_sentence
from issues.importing.printed_lines import Column, is_printed
from issues.importing.proposal import Proposal, Sketch
from issues.importing.running import mark_running
from issues.importing.source import Line, Source
from issues.importing.text_cuts import cut_text

_DOUBTS = {
    Rule.JOIN_IN_DOUBT: "没有标点，可能是小标题",
    Rule.SECTION_MISPLACED: "栏目标题离它的第一篇较远",
    Rule.SECTION_NAME_IN_ARTICLE: "与栏目同名，也可能是栏目标题",
    Rule.SECTION_NAME_DIFFERS: "栏目名与目录不同",
    Rule.ARTICLE_NOT_IN_CONTENTS: "像另一篇的题目，目录中没有",
    Rule.ARTICLE_NOT_FOUND: "正文里没有找到这一篇",
}
_NO_NUMBER = "文件里没有“2024年第8期”这样的年份和期号，请写明（命令行用 --year 和 --number）。"
_LAST_CHARACTER = "文件最后一个字不完整，文件可能没有复制完。"
_CUT_OFF = "文件在目录处断了，后面没有正文，请取一份完整的文件再导入。"


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of the issue, which goes before what the file says; None: as in the file."""

    title: str | None = None
    year: int | None = None
    number: int | None = None
    whole_number: int | None = None
    issue_date: date | None = None

    def over(self, imprint: Imprint) -> Imprint:
        """The imprint with what was given."""
        said = {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}
        return replace(imprint, **said)


def read_bulletin(data: bytes, name: str = "", given: Given = Given()) -> Bulletin:
    """Read an issue from the bytes of a text, Word or PDF file; `name` is kept as Bulletin.file_name.

    Raises BulletinError, whose message is one Chinese sentence, when the bytes are no issue.
    """
    source = read_file(data)
    if _has_contents(source):
        bulletin, proposal = read_with_contents(source, name)
        imprint = given.over(proposal.imprint)
        return bulletin if imprint == proposal.imprint else _renamed(bulletin, imprint)
    proposal = propose(source, name)
    bulletin = assemble(source, proposal.cuts, given.over(proposal.imprint), proposal.findings, name)
    if not any(article.title and article.paragraphs for article in bulletin.articles):
        raise BulletinError(
            "没有找到“目录”、栏目标记或独占一行的题目，认不出文章，请检查是否选错了文件，或文件是否断了。"
        )
    if not (bulletin.year and bulletin.number):
        raise BulletinError(
            "文件里没有“2024年第8期”这样的年份和期号，请写明（命令行用 --year 和 --number）。"
        )
    return bulletin


def propose(source: Source, name: str = "") -> Proposal:
    """What each line seems to be, by the form that the source has. Never raises for a readable source.

    A 目录 that does not fit the text below it is said to be no 目录, with a finding.
    """
    if not _has_contents(source):
        proposal = _without_contents(source, name)
        return _noting_cut_off(proposal, source)
    try:
        return read_with_contents(source, name)[1]
    except BulletinError as error:
        proposal = _without_contents(source, name)
        finding = Finding(Rule.CONTENTS_UNREADABLE, f"没有按目录切分：{error}", source.lines[0].number)
        return replace(proposal, findings=(finding, *proposal.findings))


def _noting_cut_off(proposal: Proposal, source: Source) -> Proposal:
    if not source.cut_off:
        return proposal
    finding = Finding(Rule.FILE_CUT_OFF, _LAST_CHARACTER, source.last_line)
    return replace(proposal, findings=(*proposal.findings, finding))


def _has_contents(source: Source) -> bool:
    return any(is_contents_name(line) for line in source.lines) and not has_headings(source.lines)


def _without_contents(source: Source, name: str) -> Proposal:
    if has_headings(source.lines):
        return propose_outline(source, name)
    if has_marked_sections(source.lines):
        return propose_sections(source, name)
    return propose_newspaper(source, name)


def _renamed(bulletin: Bulletin, imprint: Imprint) -> Bulletin:
    return replace(
        bulletin,
        title=imprint.title,
        year=imprint.year,
        number=imprint.number,
        whole_number=imprint.whole_number,
        issue_date=imprint.issue_date,
    )


def read_with_contents(source: Source, name: str = "") -> tuple[Bulletin, Proposal]:
    """Read an issue with a 目录 and page numbers; also the cuts that this reading comes to.

    Raises BulletinError when the 目录 and the body do not make an issue.
    """
    ledger = Ledger(source)
    contents_at = find_contents(source.lines)
    cover = read_cover(source.lines[:contents_at], ledger)
    contents = read_contents(source.lines, contents_at, ledger)
    colophon_at = find_colophon(source.lines, contents.end)
    colophon = read_colophon(source.lines[colophon_at:], ledger)
    sketch = Sketch(source.lines)
    sections, findings = _read_body(contents, source.lines, colophon_at, ledger, sketch)
    for at in range(contents_at):
        if ledger.has_claimed(source.lines[at]):
            sketch.cut(at, Become.COVER)
    for at in range(contents_at, contents.end):
        sketch.cut(at, Become.CONTENTS)
    for at in range(colophon_at, len(source.lines)):
        if ledger.has_claimed(source.lines[at]):
            sketch.cut(at, Become.COLOPHON)
    if not colophon:
        message = "文件末尾没有找到版权页（编辑、责任编辑、电话等），请核对文件是否完整。"
        findings.append(Finding(Rule.COLOPHON_MISSING, message, source.last_line))
    if source.cut_off:
        findings.append(Finding(Rule.FILE_CUT_OFF, _LAST_CHARACTER, source.last_line))
    findings.extend((*cover.findings, *contents.findings))
    bulletin = Bulletin(
        title=cover.title,
        year=cover.year,
        number=cover.number,
        whole_number=cover.whole_number,
        sponsors=cover.sponsors,
        frequency=cover.frequency,
        issue_date=cover.issue_date,
        sections=sections,
        colophon=colophon,
        findings=tuple(sorted(findings, key=lambda finding: finding.line)),
        account=ledger.account(),
        file_name=name,
    )
    _check_articles(bulletin, ledger)
    _doubt(sketch, findings)
    mark_running(sketch)
    imprint = Imprint(
        cover.title, cover.year, cover.number, cover.whole_number, cover.issue_date, cover.sponsors,
        cover.frequency,
    )  # fmt: skip
    if is_printed(source.lines[contents.end : colophon_at]):
        _join_printed_lines(sketch)
        kept = [finding for finding in bulletin.findings if finding.rule is not Rule.JOIN_IN_DOUBT]
        bulletin = assemble(source, sketch.cuts, imprint, kept, name)
    return bulletin, Proposal(tuple(sketch.cuts), imprint, bulletin.findings)


def _join_printed_lines(sketch: Sketch) -> None:
    """Join the lines of each article anew, by their widths."""
    column = Column(sketch.lines)
    places: list[int] = []
    for at, cut in enumerate([*sketch.cuts, Cut(Become.TITLE)]):
        if cut.become in (Become.PARAGRAPH, Become.CONTINUATION, Become.SUBHEADING):
            places.append(at)
        elif cut.become is Become.TITLE:
            cut_text(sketch, places, column)
            places = []


def _doubt(sketch: Sketch, findings: Sequence[Finding]) -> None:
    """Put the doubts that the findings speak of beside their lines."""
    at_line = {line.number: at for at, line in enumerate(sketch.lines)}
    for finding in findings:
        at = at_line.get(finding.line)
        doubt = _DOUBTS.get(finding.rule)
        if at is not None and doubt:
            sketch.cut(at, sketch.cuts[at].become, doubt)


def _read_body(
    contents: Contents, lines: Sequence[Line], colophon_at: int, ledger: Ledger, sketch: Sketch
) -> tuple[tuple[ImportedSection, ...], list[Finding]]:
    entries = contents.entries
    body = lines[contents.end : colophon_at]
    places = match_titles(contents, body)
    if not any(places):
        raise BulletinError(_no_article(body))
    headings = find_headings(contents.sections, places, body)
    dropped = find_dropped(entries, places, headings.lines, body)
    findings = [*headings.findings, *dropped.findings]
    for index in headings.lines:
        ledger.claim(body[index], Role.SECTION_HEADING)
        sketch.cut(contents.end + index, Become.SECTION)
    for index, role in dropped.roles.items():
        ledger.claim(body[index], role)
        sketch.cut(contents.end + index, Become.FOLIO)
    texts: defaultdict[Place, list[Line]] = defaultdict(list)
    for index, owner in enumerate(article_owners(places, len(body))):
        is_text = index not in headings.lines and index not in dropped.roles
        if owner is not None and index >= owner.end and is_text:
            texts[owner].append(body[index])
    if not texts:
        raise BulletinError(_CUT_OFF)
    articles: list[ImportedArticle] = []
    for entry, place in zip(entries, places, strict=True):
        if place is None:
            articles.append(_missing_article(entry, findings))
            continue
        title_lines = body[place.start : place.end]
        article, noticed = read_article(entry, place, texts[place], title_lines, ledger)
        articles.append(article)
        _cut_article(sketch, contents.end, place, texts[place], article)
        findings.extend((*noticed, *_entry_findings(entry, article, place)))
    return _sections(contents, articles), findings


def _cut_article(
    sketch: Sketch, offset: int, place: Place, texts: Sequence[Line], article: ImportedArticle
) -> None:
    for index in range(place.start, place.end):
        sketch.cut(offset + index, Become.TITLE if index == place.start else Become.TITLE_MORE)
    begins = {paragraph.line: paragraph.kind for paragraph in article.paragraphs}
    first = place.end + offset
    numbers = {line.number for line in texts}
    for at in range(first, len(sketch.lines)):
        number = sketch.lines[at].number
        if number not in numbers:
            if texts and number > texts[-1].number:
                break
            continue
        kind = begins.get(number)
        if kind is None:
            sketch.cut(at, Become.CONTINUATION)
        else:
            is_text = kind is ParagraphKind.TEXT
            sketch.cut(at, Become.PARAGRAPH if is_text else Become.SUBHEADING)


def _no_article(body: Sequence[Line]) -> str:
    if any(ends_sentence(line.text) for line in body):
        return "正文里找不到目录中的任何一篇文章，请检查正文与目录是否同一期。"
    return _CUT_OFF


def _missing_article(entry: ContentsEntry, findings: list[Finding]) -> ImportedArticle:
    message = f"目录条目“{entry.title}”在正文中找不到对应的文章，它的文字可能并入了前一篇。"
    findings.append(Finding(Rule.ARTICLE_NOT_FOUND, message, entry.line))
    return ImportedArticle(entry.title, entry.title, entry.printed_page, entry.line)


def _entry_findings(entry: ContentsEntry, article: ImportedArticle, place: Place) -> list[Finding]:
    findings = []
    difference = title_difference(entry, article.title)
    if difference is not None:
        findings.append(difference)
    if not place.in_order:
        message = f"文章“{article.title}”在正文中的次序与目录不同，按目录的次序导入。"
        findings.append(Finding(Rule.ARTICLE_OUT_OF_ORDER, message, article.first_line or entry.line))
    if not article.paragraphs:
        message = f"文章“{article.title}”只有标题，没有正文。"
        findings.append(Finding(Rule.ARTICLE_EMPTY, message, article.first_line or entry.line))
    return findings


def _sections(contents: Contents, articles: Sequence[ImportedArticle]) -> tuple[ImportedSection, ...]:
    sections = []
    offset = 0
    for section in contents.sections:
        end = offset + len(section.entries)
        sections.append(ImportedSection(squeeze(section.name), tuple(articles[offset:end])))
        offset = end
    return tuple(sections)


def _check_articles(bulletin: Bulletin, ledger: Ledger) -> None:
    """The articles must hold exactly what the ledger says: joining may not lose or add a character."""
    in_articles = sum(article.characters for article in bulletin.articles)
    claimed = ledger.placed(Role.TITLE, Role.BODY)
    if in_articles != claimed:
        raise LedgerError(f"articles hold {in_articles} characters, {claimed} are claimed")
