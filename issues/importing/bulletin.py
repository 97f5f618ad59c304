"""What the reader hands over: one issue as frozen dataclasses, with its findings and its account."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from issues.importing.characters import count_characters


class BulletinError(Exception):
    """The file cannot be read as an issue; the message is one Chinese sentence that says what to do."""


class Rule(StrEnum):
    """What the reader can point at. The values stand in the report and must stay as they are."""

    # A cover item (whole number, sponsors, month, frequency) is not there.
    COVER_INCOMPLETE = "cover-incomplete"
    # The cover says two different things, e.g. two issue numbers.
    COVER_DISAGREES = "cover-disagrees"
    # The 目录 and the body word a title differently.
    CONTENTS_TITLE_DIFFERS = "contents-title-differs"
    # The 目录 and the body differ in the punctuation of a title only.
    PUNCTUATION_DIFFERS = "punctuation-differs"
    # The 目录 and the body differ in the blanks of a title only.
    BLANKS_DIFFER = "blanks-differ"
    # An entry of the 目录 whose article the body does not hold.
    ARTICLE_NOT_FOUND = "article-not-found"
    # An article stands elsewhere in the body than its entry in the 目录 says.
    ARTICLE_OUT_OF_ORDER = "article-out-of-order"
    # A line with a source lead under it looks like an article's title that the 目录 lacks.
    ARTICLE_NOT_IN_CONTENTS = "article-not-in-contents"
    # An article has a title but no text.
    ARTICLE_EMPTY = "article-empty"
    # A page number of the 目录 is smaller than the one before it.
    PAGES_OUT_OF_ORDER = "pages-out-of-order"
    # An entry of the 目录 has a leader but no page number.
    PAGE_MISSING = "page-missing"
    # A section of the 目录 has no heading in the body.
    SECTION_MISSING_IN_BODY = "section-missing-in-body"
    # A section heading stands some paragraphs above the section's first article.
    SECTION_MISPLACED = "section-misplaced"
    # A section heading differs by a character from the 目录.
    SECTION_NAME_DIFFERS = "section-name-differs"
    # A line inside an article is spelled like a section, or begins with its name and a colon.
    SECTION_NAME_IN_ARTICLE = "section-name-in-article"
    # A section of the 目录 has no entry.
    SECTION_EMPTY = "section-empty"
    # A title stands again in the body: the running title of a page, left over.
    RUNNING_TITLE_REPEATED = "running-title-repeated"
    # A page number stands in the text on a line of its own.
    FOLIO_IN_TEXT = "folio-in-text"
    # Two lines were joined although the first may be a subheading.
    JOIN_IN_DOUBT = "join-in-doubt"
    # LaTeX such as $\leq$ was left in the text.
    LATEX_REMNANT = "latex-remnant"
    # No colophon stands at the end of the file.
    COLOPHON_MISSING = "colophon-missing"
    # The last character of the file is incomplete.
    FILE_CUT_OFF = "file-cut-off"
    # A line may be something else than what it was read as.
    CUT_IN_DOUBT = "cut-in-doubt"
    # A 目录 stands there, but the text below does not fit it.
    CONTENTS_UNREADABLE = "contents-unreadable"
    # Text stands above the first title.
    TITLE_MISSING = "title-missing"


class Role(StrEnum):
    """What a character of the file is. Each has exactly one, or is unplaced."""

    COVER = "cover"
    CONTENTS = "contents"
    CONTENTS_MARK = "contents-mark"  # leaders and stray dashes
    SECTION_HEADING = "section-heading"
    TITLE = "title"
    BODY = "body"
    REPEATED_TITLE = "repeated-title"
    FOLIO = "folio"
    COLOPHON = "colophon"
    KICKER = "kicker"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    SOURCE = "source"
    MARK = "mark"  # ○…○ around a section's name, # before a heading, the brackets of （来源：…）
    LEFT_OUT = "left-out"  # a person's decision


class ParagraphKind(StrEnum):
    """How a paragraph is set."""

    TEXT = "text"
    SUBHEADING = "subheading"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a person should look at; `line` counts from 1 as editors show it."""

    rule: Rule
    message: str
    line: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A whole paragraph, whatever columns cut it; `line` is where it begins."""

    text: str
    kind: ParagraphKind
    line: int


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """An article, with its entry if there is a 目录; an entry without article keeps the 目录's title."""

    title: str
    contents_title: str
    printed_page: int | None
    contents_line: int
    paragraphs: tuple[Paragraph, ...] = ()
    # The line of the title in the body; None when the body does not hold the article.
    first_line: int | None = None
    # From a lead such as 2031年5月8日《东山日报》：; the text itself keeps the lead.
    source: str = ""
    source_date: date | None = None
    kicker: str = ""
    subtitle: str = ""
    byline: str = ""

    @property
    def found(self) -> bool:
        """Whether the body holds the article."""
        return self.first_line is not None

    @property
    def characters(self) -> int:
        """The characters of titles and text that are not blank; 0 for an article not found."""
        if not self.found:
            return 0
        head = count_characters(self.kicker + self.title + self.subtitle)
        return head + sum(count_characters(p.text) for p in self.paragraphs)


@dataclass(frozen=True, slots=True)
class ImportedSection:
    """A section and its articles, in the 目录's order if there is one; no name if none was given."""

    name: str
    articles: tuple[ImportedArticle, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Text that no rule could place."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Account:
    """Where every non-blank character of the file went."""

    characters_in: int
    placed: Mapping[Role, int]
    unplaced: tuple[Unplaced, ...]

    @property
    def characters_placed(self) -> int:
        """All characters that some rule placed."""
        return sum(self.placed.values())


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One past issue."""

    title: str
    year: int
    number: int
    whole_number: int | None
    sponsors: tuple[str, ...]
    frequency: str  # as printed without blanks, e.g. 月刊; "" if the cover has none
    issue_date: date | None  # the first of the printed month unless a day is printed
    sections: tuple[ImportedSection, ...]
    colophon: Mapping[str, str]
    findings: tuple[Finding, ...]
    account: Account
    file_name: str = ""

    @property
    def articles(self) -> tuple[ImportedArticle, ...]:
        """All entries of the 目录 in its order."""
        return tuple(article for section in self.sections for article in section.articles)
