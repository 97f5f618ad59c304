"""A text, Word or PDF file as manuscripts: one article, or a whole issue with or without a 目录."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.proofreading.manuscript import Block, Kind, Manuscript, Role
from issues.importing.bulletin import BulletinError
from issues.importing.contents import Contents, find_contents, read_contents
from issues.importing.cuts import Become
from issues.importing.files import read_file
from issues.importing.imprint import Imprint
from issues.importing.ledger import Ledger
from issues.importing.marks import heading_span, section_span
from issues.importing.paragraphs import join_texts
from issues.importing.reading import propose
from issues.importing.source import Line, Source

# What stands around a title, and how the manuscript calls it.
_FIELDS = {
    Become.KICKER: Kind.KICKER,
    Become.SUBTITLE: Kind.SUBTITLE,
    Become.BYLINE: Kind.BYLINE,
    Become.SOURCE: Kind.SOURCE,
}
# With these an article begins, if text of the one before stands above.
_HEADS = frozenset({Become.KICKER, Become.TITLE})


@dataclass
class _Sheet:
    """The lines of one article while its issue is gone through."""

    section: str
    title: list[Line] = field(default_factory=list)
    paragraphs: list[tuple[Kind, list[Line]]] = field(default_factory=list)


def read_manuscripts(data: bytes, name: str = "", *, internal: bool = False) -> tuple[Manuscript, ...]:
    """The manuscripts of a file in its order, each line as the importer cuts it, and none left out.

    Args: data, name: the file; internal: whether its periodical is 内部资料性出版物.
    Raises: BulletinError, one Chinese sentence, for a file that cannot be read.
    """
    source = read_file(data)
    proposal = propose(source, name)
    imprint = proposal.imprint
    sheets: list[_Sheet] = [_Sheet("")]
    section = ""
    around: dict[Role, list[Line]] = {Role.COVER: [], Role.COLOPHON: []}
    has_contents = False
    for line, cut in zip(source.lines, proposal.cuts, strict=True):
        become = cut.become
        if become is Become.COVER:
            around[Role.COVER].append(line)
        elif become is Become.COLOPHON:
            around[Role.COLOPHON].append(line)
        elif become is Become.CONTENTS:
            has_contents = True
        elif become is Become.SECTION:
            # It holds from the next title on: print sometimes puts it above the end of an article.
            span = section_span(line.text)
            section = line.text[slice(*span)] if span else line.text.strip()
        else:
            _put(line, become, sheets, section)
    articles = [_article(sheet, internal, imprint) for sheet in sheets if sheet.title or sheet.paragraphs]
    entries = _contents(source) if has_contents else ()
    return (
        *(_around(Role.COVER, around[Role.COVER])),
        *((Manuscript(role=Role.CONTENTS, paragraphs=entries),) if entries else ()),
        *articles,
        *(_around(Role.COLOPHON, around[Role.COLOPHON])),
    )


def _put(line: Line, become: Become, sheets: list[_Sheet], section: str) -> None:
    if become in _HEADS and (sheets[-1].title or sheets[-1].paragraphs) and not _is_head(sheets[-1], become):
        sheets.append(_Sheet(section))
    sheet = sheets[-1]
    if become in (Become.TITLE, Become.TITLE_MORE):
        sheet.section = section
        sheet.title.append(line)
    elif become is Become.CONTINUATION and (lines := _last_text(sheet)):
        lines.append(line)
    else:
        kind = Kind.HEADING if become is Become.SUBHEADING else _FIELDS.get(become, Kind.TEXT)
        sheet.paragraphs.append((kind, [line]))


def _is_head(sheet: _Sheet, become: Become) -> bool:
    """Whether a sheet holds nothing but a kicker, to which the title belongs."""
    return become is Become.TITLE and not sheet.title and all(k is Kind.KICKER for k, _ in sheet.paragraphs)


def _last_text(sheet: _Sheet) -> list[Line]:
    """The lines of the paragraph that a line goes on with; a folio may stand between the two."""
    for kind, lines in reversed(sheet.paragraphs[-3:]):
        if kind in (Kind.TEXT, Kind.HEADING) and len(lines[0].text.strip()) > 8:
            return lines
    return sheet.paragraphs[-1][1] if sheet.paragraphs else []


def _article(sheet: _Sheet, internal: bool, imprint: Imprint) -> Manuscript:
    title = _joined(sheet.title, Kind.TITLE)
    return Manuscript(
        title=title.text,
        title_lines=title.lines,
        paragraphs=tuple(_joined(lines, kind) for kind, lines in sheet.paragraphs),
        section=sheet.section,
        internal=internal,
        issue_date=imprint.issue_date,
        own_names=imprint.sponsors,
    )


def _joined(lines: Sequence[Line], kind: Kind) -> Block:
    text, starts = "", []
    for line in lines:
        piece = line.text[slice(*heading_span(line.text))].strip()
        text = join_texts(text, piece) if text else piece
        starts.append((len(text) - len(piece), line.number))
    return Block(text, kind, tuple(starts))


def _around(role: Role, lines: Sequence[Line]) -> tuple[Manuscript, ...]:
    blocks = tuple(_joined([line], Kind.TEXT) for line in lines)
    return (Manuscript(role=role, paragraphs=blocks),) if blocks else ()


def _contents(source: Source) -> tuple[Block, ...]:
    """The entries of the 目录 without their page numbers."""
    try:
        contents: Contents = read_contents(source.lines, find_contents(source.lines), Ledger(source))
    except BulletinError:
        return ()
    return tuple(Block(entry.title, Kind.LIST, ((0, entry.line),)) for entry in contents.entries)
