"""What stands around the text: running heads, folios, mirrored margins, sources, other fonts."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import count

import pikepdf
import pytest

from issues.typesetting.document import (
    Colophon,
    Fonts,
    LayoutSpec,
    TypesetArticle,
    TypesetDocument,
    TypesetSection,
)
from issues.typesetting.layout import POINTS_PER_MM, css_string, type_area
from issues.typesetting.output import Output, Proof
from issues.typesetting.render import TypesetResult, typeset
from tests.issues.typesetting import made_up
from tests.measure.fonts import fonts_of
from tests.measure.glyphs import Glyph, read_pages

SMALL = LayoutSpec(paper="16K", characters_per_line=18, lines_per_column=34, pitch_pt=18)
MIRRORED = replace(
    SMALL, margin_top_mm=22, margin_inner_mm=26, running_head="sections", folio="dashes", folio_place="outer"
)
HEAD = 9


def short(layout: LayoutSpec, sections: int = 2) -> TypesetDocument:
    """An issue of a few pages: each section fills one and a bit."""
    numbers = count(1)
    return replace(
        made_up.document(layout),
        sections=tuple(
            TypesetSection(
                f"栏目{'甲乙丙丁戊'[n]}",
                (
                    TypesetArticle(
                        i := next(numbers), f"a-{i}", "短标题", made_up.paragraphs(12), source="来处"
                    ),
                ),
            )
            for n in range(sections)
        ),
        colophon=Colophon(),
    )


def text_of(glyphs: list[Glyph]) -> str:
    return "".join(g.character for g in glyphs if not g.character.isspace())


def around(page: list[Glyph], layout: LayoutSpec) -> tuple[list[Glyph], list[Glyph]]:
    """What stands above and below the type area."""
    area = type_area(layout)
    top, bottom = area.paper_height - area.margin_top, area.margin_bottom
    return [g for g in page if g.y > top], [g for g in page if g.y < bottom]


def left(glyphs: list[Glyph]) -> float:
    return min(g.x for g in glyphs)


def right(glyphs: list[Glyph]) -> float:
    return max(g.x + g.advance for g in glyphs)


@pytest.fixture(scope="module")
def mirrored() -> TypesetResult:
    return typeset(short(MIRRORED), made_up.fetcher())


def test_page_1_is_a_left_page_and_margins_mirror(mirrored: TypesetResult) -> None:
    area = type_area(MIRRORED)
    assert area.margin_inner / POINTS_PER_MM == pytest.approx(26)
    pages = read_pages(mirrored.pdf)
    assert len(pages) > 3
    # The front page is a right page, its back a left one.
    for page, edge in zip(pages[1:3], (area.margin_outer, area.margin_inner), strict=True):
        body = [g for g in page if g.size == pytest.approx(10.5, abs=0.1)]
        assert left(body) == pytest.approx(edge, abs=1)
        assert right(body) == pytest.approx(edge + area.width, abs=6)
    front = [g for g in pages[0] if not g.character.isspace()]
    assert left(front) == pytest.approx(area.margin_inner, abs=6)


def test_left_pages_name_the_periodical_and_right_pages_the_section(mirrored: TypesetResult) -> None:
    pages = read_pages(mirrored.pdf)
    heads = [around(page, MIRRORED)[0] for page in pages[1:]]
    assert [text_of(head) for head in heads[::2]] == ["机电简报"] * len(heads[::2])
    assert text_of(heads[1]) in {"栏目甲", "栏目乙"}
    assert {text_of(head) for head in heads[1::2]} <= {"栏目甲", "栏目乙"}
    area = type_area(MIRRORED)
    assert left(heads[0]) == pytest.approx(area.margin_outer, abs=1)
    assert right(heads[1]) == pytest.approx(area.paper_width - area.margin_outer, abs=1)
    # Nothing of it on the front page.
    assert not [g for g in pages[0] if g.size == pytest.approx(HEAD) and g.y > area.paper_height - 36]


def test_folios_stand_at_the_outer_edge(mirrored: TypesetResult) -> None:
    area = type_area(MIRRORED)
    for number, page in enumerate(read_pages(mirrored.pdf)[1:], start=1):
        folio = around(page, MIRRORED)[1]
        assert text_of(folio) == f"—{number}—"
        if number % 2:
            assert left(folio) == pytest.approx(area.margin_outer, abs=2)
        else:
            assert right(folio) == pytest.approx(area.paper_width - area.margin_outer, abs=2)


def test_behind_two_pages_of_contents_the_text_opens_on_a_right_page() -> None:
    document = short(replace(MIRRORED, lines_per_column=30), 1)
    section = document.sections[0]
    many = tuple(
        replace(section.articles[0], entry_id=i, anchor=f"a-{i}", body_html="<p>正文。</p>", source="")
        for i in range(60)
    )
    result = typeset(replace(document, sections=(replace(section, articles=many),)), made_up.fetcher())
    pages = read_pages(result.pdf)
    assert result.pages - max(result.page_of.values()) == 2
    body = [g for g in pages[2] if g.size == pytest.approx(10.5, abs=0.1)]
    # Every line of this text is a paragraph's first: indented by two characters.
    assert left(body) == pytest.approx(type_area(MIRRORED).margin_inner + 2 * 10.5, abs=1)


@pytest.mark.parametrize(
    ("folio", "shown"), [("dots", "·1·"), ("plain", "1"), ("dashes", "—1—"), ("words", "第1页")]
)
def test_styles_of_the_folio(folio: str, shown: str) -> None:
    layout = replace(SMALL, folio=folio)
    page = read_pages(typeset(short(layout, 1), made_up.fetcher()).pdf)[1]
    above, below = around(page, layout)
    assert (text_of(above), text_of(below)) == ("", shown)
    area = type_area(layout)
    assert left(below) + right(below) == pytest.approx(area.paper_width, abs=2)


def test_title_and_number_on_every_page_with_a_rule_or_without() -> None:
    layout = replace(SMALL, running_head="title")
    pdfs = [
        typeset(short(replace(layout, head_rule=rule), 1), made_up.fetcher()).pdf for rule in (True, False)
    ]
    for page in read_pages(pdfs[0])[1:]:
        assert text_of(around(page, layout)[0]) == "机电简报2031年第4期"
    placed = [[(g.character, g.x, g.y) for g in page] for pdf in pdfs for page in read_pages(pdf)]
    assert placed[: len(placed) // 2] == placed[len(placed) // 2 :]
    assert strokes(pdfs[0]) > strokes(pdfs[1])


def strokes(pdf: bytes) -> int:
    """Rules and boxes that are drawn on page 1."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        operators = [str(i.operator) for i in pikepdf.parse_content_stream(opened.pages[1])]
    return operators.count("re") - operators.count("W")


def test_a_proof_says_so_above_the_running_head() -> None:
    result = typeset(short(MIRRORED, 1), made_up.fetcher(), Output(proof=Proof(1, date(2031, 4, 5))))
    for page in read_pages(result.pdf)[1:]:
        head = text_of([g for g in around(page, MIRRORED)[0] if g.size == pytest.approx(HEAD)])
        assert head.startswith("一校2031年4月5日")
        assert head.removeprefix("一校2031年4月5日") in {"机电简报", "栏目甲"}


@pytest.mark.parametrize("at_end", [True, False])
def test_the_source_stands_where_the_periodical_wants_it(at_end: bool) -> None:
    document = replace(short(SMALL, 1), source_at_end=at_end)
    text = "".join(text_of(page) for page in read_pages(typeset(document, made_up.fetcher()).pdf)[1:])
    assert text.count("来处") == 1
    title, source, first = (text.index(words) for words in ("短标题", "来处", made_up.PLAIN[:9]))
    assert (source > first) if at_end else (title < source < first)


def test_other_fonts_by_role_are_set_and_embedded() -> None:
    layout = replace(
        SMALL, fonts=Fonts(serif="LXGW WenKai", sans="Noto Serif CJK SC", kai="Noto Sans CJK SC")
    )
    pdf = typeset(short(layout, 1), made_up.fetcher()).pdf
    page = read_pages(pdf)[1]
    assert {"WenKai" in g.font for g in page if g.size == pytest.approx(10.5, abs=0.1)} == {True}
    assert {"Serif" in g.font for g in page if g.size == pytest.approx(14, abs=0.1)} == {True}
    assert all(font.embedded for font in fonts_of(pdf))


def test_narrow_paper_gives_the_sponsors_lines_of_their_own() -> None:
    layout = LayoutSpec(paper="32K", columns=1, characters_per_line=28, lines_per_column=24, pitch_pt=16,
                        font_size_pt=10)  # fmt: skip
    page = read_pages(typeset(short(layout, 1), made_up.fetcher()).pdf)[0]
    lines: dict[int, str] = {}
    for glyph in sorted(page, key=lambda g: g.x):
        lines[round(glyph.y)] = lines.get(round(glyph.y), "") + glyph.character.strip()
    assert "2031年第4期" in "|".join(lines.values())
    assert "某省机械工业联合会" in "|".join(lines.values())
    assert right(page) < type_area(layout).paper_width - 20


@pytest.mark.parametrize("title", ['机电"简报', "机电\\简报", '";}*{display:none}'])
def test_a_title_with_marks_of_css_is_text(title: str) -> None:
    document = short(replace(SMALL, running_head="title"), 1)
    document = replace(document, masthead=replace(document.masthead, title=title))
    page = read_pages(typeset(document, made_up.fetcher()).pdf)[1]
    assert text_of(around(page, SMALL)[0]) == f"{title}2031年第4期"


def test_a_line_break_in_a_title_is_a_blank_in_css() -> None:
    assert css_string("甲\n乙") == '"甲 乙"'
