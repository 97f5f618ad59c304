"""The two printed issues come out with the page numbers of their own 目录."""

from html import escape

import pytest

from issues.importing.bulletin import Bulletin, ParagraphKind
from issues.importing.reading import read_bulletin
from issues.typesetting.aims import PrintedAim
from issues.typesetting.document import (
    Colophon,
    LayoutSpec,
    Masthead,
    TypesetArticle,
    TypesetDocument,
    TypesetSection,
)
from issues.typesetting.fitting import propose
from issues.typesetting.render import typeset
from tests.bulletins import bulletin_file
from tests.issues.typesetting.conftest import body_columns, body_lines
from tests.measure.fonts import fonts_of
from tests.measure.glyphs import read_pages
from tests.measure.lines import badly_broken, going_on, lone, looseness, off_grid, short_of_edge

# Layouts found by trying: the paper does not say how it was set, only what came out on which page.
LAYOUTS = {
    "shanxi-2024-08.txt": LayoutSpec(
        characters_per_line=21,
        lines_per_column=34,
        pitch_pt=20.5,
        title_space_before=0.5,
        title_space_after=1,
        section_space_before=1,
        section_space_after=0.5,
    ),
    "shanxi-2023-09.txt": LayoutSpec(
        characters_per_line=22,
        lines_per_column=31,
        pitch_pt=22.4,
        title_space_before=1,
        title_space_after=1,
        section_space_before=0.5,
        section_space_after=1,
    ),
}
TAGS = {ParagraphKind.TEXT: "p", ParagraphKind.SUBHEADING: "h3"}


def to_document(bulletin: Bulletin, layout: LayoutSpec) -> tuple[TypesetDocument, dict[int, int | None]]:
    """The imported issue, and the page that its 目录 prints for each entry."""
    printed: dict[int, int | None] = {}
    sections = []
    for section in bulletin.sections:
        articles = []
        for article in section.articles:
            entry = len(printed) + 1
            printed[entry] = article.printed_page
            body = "".join(f"<{TAGS[p.kind]}>{escape(p.text)}</{TAGS[p.kind]}>" for p in article.paragraphs)
            articles.append(TypesetArticle(entry, f"article-{entry}", article.title, body))
        sections.append(TypesetSection(section.name, tuple(articles)))
    masthead = Masthead(
        title=bulletin.title,
        year=bulletin.year,
        number=bulletin.number,
        whole_number=bulletin.whole_number,
        sponsors=bulletin.sponsors,
        frequency=bulletin.frequency,
        date_label=f"{bulletin.year}年{bulletin.number}月",
    )
    colophon = Colophon(tuple(bulletin.colophon.items()))
    return TypesetDocument(masthead, tuple(sections), layout, colophon), printed


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_printed_issue_is_reproduced(name: str) -> None:
    bulletin = read_bulletin(bulletin_file(name).read_bytes())
    document, printed = to_document(bulletin, LAYOUTS[name])
    result = typeset(document)
    assert result.page_of == printed
    assert result.pages == max(result.page_of.values()) + (2 if "2024" in name else 1)

    lines = body_lines(read_pages(result.pdf), body_columns(document))
    texts = []
    for section in bulletin.sections:
        texts.append(section.name)
        for article in section.articles:
            texts += [article.title, *(paragraph.text for paragraph in article.paragraphs)]
    texts += [f"{label}：{value}" for label, value in document.colophon.rows]
    # Raises unless the columns hold exactly the text that was imported.
    continuing = [line for line in going_on(lines, texts) if "Serif" in line.main.font]
    body = [line for line in lines if "Serif" in line.main.font and line.main.size > 10]
    assert len(continuing) > 750
    assert short_of_edge(continuing) == []
    assert badly_broken(body) == []
    assert [line.text for line in lone(lines, continuing)] == []
    # What a long number or word leaves is shared over several lines, or the word is divided.
    assert max(map(looseness, continuing)) < 0.2 * 10.5
    assert off_grid(body, document.layout.pitch_pt) == []
    last = {(line.page, line.column): line for line in lines}
    assert [line.text for line in last.values() if "Sans" in line.main.font] == []
    assert all(font.embedded for font in fonts_of(result.pdf))


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_layout_of_a_printed_issue_is_found(name: str) -> None:
    bulletin = read_bulletin(bulletin_file(name).read_bytes())
    document, printed = to_document(bulletin, LayoutSpec())
    aim = PrintedAim({entry: page for entry, page in printed.items() if page is not None})
    assert len(aim.page_of) == (22 if "2024" in name else 29)
    proposal = propose(document, aim)
    assert len(aim.misses(proposal.counted_before.page_of)) > 0
    assert aim.misses(proposal.counted.page_of) == []
