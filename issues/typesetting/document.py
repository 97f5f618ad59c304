"""What the typesetter is given: one issue as frozen dataclasses, free of models and queries."""

from dataclasses import dataclass, field, replace
from datetime import date

from periodicals.type_area import Measures


@dataclass(frozen=True)
class Fonts:
    """Font families by role, as fontconfig knows them.

    The defaults are Debian's ``fonts-noto-cjk`` (宋体, 黑体) and ``fonts-lxgw-wenkai`` (楷体).
    """

    serif: str = "Noto Serif CJK SC"
    sans: str = "Noto Sans CJK SC"
    kai: str = "LXGW WenKai"


@dataclass(frozen=True)
class LayoutSpec(Measures):
    """A layout (版式) in the print office's terms: its measures, and what else the page shows.

    Spaces are in lines of ``pitch_pt``. ``running_head``, ``folio`` and ``folio_place`` are values of
    ``periodicals.models.layout``.
    """

    title_space_before: float = 0.5
    title_space_after: float = 1.0
    section_space_before: float = 1.0
    section_space_after: float = 0.5
    bleed_mm: float = 3.0
    head_rule: bool = True
    folio: str = "dots"
    folio_place: str = "centre"
    fonts: Fonts = field(default_factory=Fonts)


@dataclass(frozen=True)
class Masthead:
    """The head of the front page."""

    title: str
    year: int
    number: int
    whole_number: int | None = None
    sponsors: tuple[str, ...] = ()
    supervisor: str = ""
    frequency: str = ""
    date_label: str = ""
    permit_line: str = ""
    notice: str = ""


@dataclass(frozen=True)
class TypesetArticle:
    """One article; ``anchor`` is unique in the issue, ``body_html`` is cleaned editor HTML."""

    entry_id: int
    anchor: str
    title: str
    body_html: str
    kicker: str = ""
    subtitle: str = ""
    byline: str = ""
    source: str = ""


@dataclass(frozen=True)
class TypesetSection:
    """A section (栏目) of the issue with its articles in printed order."""

    name: str
    articles: tuple[TypesetArticle, ...]


@dataclass(frozen=True)
class Colophon:
    """The colophon (版权页) that closes the last column: rows of label and value."""

    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Metadata:
    """What the PDF says about itself beyond its title."""

    language: str = "zh-CN"
    author: str = ""
    keywords: tuple[str, ...] = ()
    created: date | None = None


@dataclass(frozen=True)
class TypesetDocument:
    """Everything that one issue's PDF needs; ``source_at_end``: below an article, not below its title."""

    masthead: Masthead
    sections: tuple[TypesetSection, ...]
    layout: LayoutSpec = field(default_factory=LayoutSpec)
    colophon: Colophon = field(default_factory=Colophon)
    metadata: Metadata = field(default_factory=Metadata)
    source_at_end: bool = True

    @property
    def articles(self) -> tuple[TypesetArticle, ...]:
        """All articles in printed order."""
        return tuple(article for section in self.sections for article in section.articles)

    def only(self, article: TypesetArticle) -> "TypesetDocument":
        """The document of one article alone, as its proof shows it."""
        sections = tuple(replace(s, articles=(article,)) for s in self.sections if article in s.articles)
        return replace(self, sections=sections[:1], colophon=Colophon())
