"""What a printed page must show, by the figures of docs on typesetting, on a made-up issue."""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from issues.typesetting.document import Colophon, TypesetDocument, TypesetSection
from issues.typesetting.render import TypesetResult, typeset
from tests.issues.typesetting import made_up
from tests.issues.typesetting.conftest import body_columns, body_lines
from tests.measure.fonts import fonts_of
from tests.measure.glyphs import Glyph, read_pages
from tests.measure.lines import Line, badly_broken, going_on, lone, off_grid, short_of_edge

BLOCK_END = re.compile(r"</(?:p|h3|li|td|th|figcaption)>")
TAG = re.compile(r"<[^>]+>")


def written(document: TypesetDocument) -> list[str]:
    """Everything that stands in the columns, paragraph by paragraph."""
    texts: list[str] = []
    for section in document.sections:
        texts.append(section.name)
        for a in section.articles:
            body = [unescape(TAG.sub("", part)) for part in BLOCK_END.split(a.body_html)]
            texts += [a.kicker, a.title, a.subtitle, a.byline, *body, a.source]
    return texts + [f"{label}：{value}" for label, value in document.colophon.rows]


def in_body_type(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.main.size == pytest.approx(10.5, abs=0.05)]


def test_all_text_is_printed_and_nothing_else(document: TypesetDocument, pages: list[list[Glyph]]) -> None:
    characters = [g.character for page in pages[1:] for g in page if g.y > 60]
    printed = "".join("".join(characters).split())
    for text in written(document):
        assert "".join(text.split()) in printed
    # Bullets and numbers of lists are the only characters that print adds.
    added = len(printed) - sum(len("".join(text.split())) for text in written(document))
    assert added == 2 * (2 * len("·") + len("3.4."))


def test_every_line_that_goes_on_ends_at_the_edge_of_its_column(lines: list[Line]) -> None:
    body = in_body_type(lines)
    full = [
        line
        for line, following in pairwise(body)
        if line.baseline - following.baseline == pytest.approx(20, abs=0.1)
        and following.glyphs[0].x - following.box.left < 1
        and line.glyphs[0].x - line.box.left < 22
    ]
    assert len(full) > 150
    assert short_of_edge(full) == []


def test_lines_do_not_begin_or_end_with_a_forbidden_mark(lines: list[Line]) -> None:
    assert badly_broken(in_body_type(lines)) == []


def test_the_lines_of_all_columns_stand_on_one_grid(lines: list[Line]) -> None:
    serif = [line for line in in_body_type(lines) if "Serif" in line.main.font]
    assert {(line.page, line.column) for line in serif} >= {(1, 0), (1, 1), (2, 0), (2, 1)}
    assert off_grid(serif, pitch=20) == []


@pytest.mark.parametrize("before", range(24, 30))
def test_no_heading_stands_alone_at_the_foot_of_a_column(before: int) -> None:
    # As many lines before a heading as leave it the last places of the column, one after the other.
    document = made_up.document()
    first = replace(document.articles[1], body_html="<p>一行。</p>" * before)
    second = replace(document.articles[2], byline="张三", body_html=made_up.paragraphs(2))
    sections = (TypesetSection("要闻", (first, second)),)
    document = replace(document, sections=sections, colophon=Colophon())
    result = typeset(document, made_up.fetcher())
    lines = body_lines(read_pages(result.pdf), body_columns(document))
    byline = next(i for i, line in enumerate(lines) if line.text == "张三")
    places = [(line.page, line.column) for line in lines[byline : byline + 3]]
    assert len(set(places)) == 1


def test_no_line_hangs_below_the_column(lines: list[Line]) -> None:
    assert min(line.baseline - line.box.bottom for line in lines) > 0


def test_fonts_are_embedded(result: TypesetResult) -> None:
    fonts = fonts_of(result.pdf)
    assert {"Noto-Serif-CJK-SC", "Noto-Sans-CJK-SC-Bold"} <= {font.family for font in fonts}
    assert [font.family for font in fonts if not font.embedded] == []


def test_a_glyph_that_no_font_has_is_reported(caplog: pytest.LogCaptureFixture) -> None:
    document = made_up.document()
    article = replace(document.articles[1], body_html="<p>正文\U0010fffd。</p>")
    sections = (TypesetSection("要闻", (article,)),)
    typeset(replace(document, sections=sections), made_up.fetcher())
    assert "unsupported by fonts" in caplog.text


def test_no_glyph_is_missing(document: TypesetDocument, caplog: pytest.LogCaptureFixture) -> None:
    typeset(document, made_up.fetcher())
    assert "unsupported by fonts" not in caplog.text


def test_the_front_page_has_no_folio_and_the_body_counts_from_one(pages: list[list[Glyph]]) -> None:
    feet = ["".join(g.character for g in page if g.y < 60).strip() for page in pages]
    assert feet == ["", *(f"· {number} ·" for number in range(1, len(pages)))]


def test_the_contents_print_the_page_on_which_an_article_stands(
    document: TypesetDocument, result: TypesetResult, pages: list[list[Glyph]]
) -> None:
    front = "".join(g.character for g in pages[0] if not g.character.isspace())
    for article in document.articles:
        title = "".join(article.title.split())
        number = re.search(re.escape(title) + r"·+(\d+?)(?=\D|$)", front)
        assert number is not None, title
        page = "".join(g.character for g in pages[int(number[1])] if not g.character.isspace())
        assert title in page
        assert result.page_of[article.entry_id] == int(number[1])


def test_bookmarks_are_the_sections_with_their_articles(
    document: TypesetDocument, result: TypesetResult
) -> None:
    with pikepdf.open(BytesIO(result.pdf)) as pdf, pdf.open_outline() as outline:
        tree = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert tree == [(s.name, [a.title for a in s.articles]) for s in document.sections]


def test_entries_of_the_contents_are_links_to_the_articles(
    document: TypesetDocument, result: TypesetResult
) -> None:
    with pikepdf.open(BytesIO(result.pdf)) as pdf:
        links = [a for a in pdf.pages[0].Annots if a.Subtype == "/Link"]
    assert len(links) >= len(document.articles)


def test_the_pdf_says_what_it_is(result: TypesetResult) -> None:
    with pikepdf.open(BytesIO(result.pdf)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "机电简报2031年第4期"
        assert str(pdf.docinfo["/Author"]) == "某省机械工业联合会"
        assert str(pdf.docinfo["/Keywords"]) == "要闻, 装备制造"
        assert str(pdf.Root.Lang) == "zh-CN"


def test_paragraphs_of_plain_text_come_out_as_written(lines: list[Line], document: TypesetDocument) -> None:
    middle = document.sections[1]
    texts = [middle.name]
    for a in middle.articles:
        texts += [a.title, *[TAG.sub("", part) for part in BLOCK_END.split(a.body_html)]]
    names = ["".join(line.text.split()) for line in lines]
    start, end = names.index(middle.name), names.index(document.sections[2].name)
    continuing = going_on(lines[start:end], texts)
    assert short_of_edge(in_body_type(continuing)) == []
    assert [line.text for line in lone(lines[start:end], continuing)] == []
