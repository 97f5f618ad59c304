"""The front page: one page for what fits, a second one where it does not."""

from dataclasses import replace
from itertools import pairwise

from issues.typesetting.document import Colophon, TypesetArticle, TypesetSection
from issues.typesetting.front import CONTINUED_PITCH, NARROWEST_PITCH, pitches
from issues.typesetting.layout import type_area
from issues.typesetting.render import typeset
from tests.issues.typesetting import made_up
from tests.measure.glyphs import Glyph, read_pages

SHORT = "关于稿件登记与校对工作的若干说明"
LONG = "第12届全市青年编校技能、版式设计成果交流 及首届改错能手擂台赛总结会在星渚顺利召开"


def contents(entries: int, sections: int, title: str = SHORT) -> list[list[Glyph]]:
    """Glyphs of the pages that an issue of so many short articles has before its body."""
    texts = [TypesetArticle(i, f"a-{i}", title if i % 10 else LONG, "<p>正文。</p>") for i in range(entries)]
    groups = tuple(TypesetSection(f"栏目之{n}", tuple(texts[n::sections])) for n in range(sections))
    document = replace(made_up.document(), sections=groups, colophon=Colophon())
    result = typeset(document, made_up.fetcher())
    body_pages = max(result.page_of.values())
    return read_pages(result.pdf)[: result.pages - body_pages]


def baselines(page: list[Glyph]) -> list[float]:
    return sorted({round(g.y, 1) for g in page if not g.character.isspace()}, reverse=True)


def test_29_entries_in_7_sections_take_one_page() -> None:
    pages = contents(29, 7)
    assert len(pages) == 1
    assert baselines(pages[0])[-1] > 40


def test_45_lines_of_contents_still_take_one_page() -> None:
    # 33 entries, four of them with two lines, and the names of eight sections.
    pages = contents(33, 8)
    assert len(pages) == 1
    entries = [y for y in baselines(pages[0]) if y < 630]
    assert len(entries) == 45
    assert min(a - b for a, b in pairwise(entries)) >= NARROWEST_PITCH - 0.3


def test_50_entries_go_on_a_second_page_with_nothing_lost() -> None:
    pages = contents(50, 8)
    assert len(pages) == 2
    text = "".join(g.character for page in pages for g in page if not g.character.isspace())
    assert text.count(SHORT) + text.count("".join(LONG.split())) == 50


def test_a_long_title_turns_at_its_blank_with_a_hanging_indent_and_one_leader() -> None:
    page = contents(1, 1)[0]
    rows: dict[float, list[Glyph]] = {}
    for glyph in page:
        if not glyph.character.isspace():
            rows.setdefault(round(glyph.y, 1), []).append(glyph)
    texts = {"".join(g.character for g in row): row[0].x for row in rows.values()}
    first = next(x for text, x in texts.items() if text == "".join(LONG.split(" ", maxsplit=1)[0]))
    last, indent = next((t, x) for t, x in texts.items() if t.startswith("及首届改错"))
    assert indent - first == 10.5 or abs(indent - first - 10.5) < 0.1
    assert last.rstrip("1").endswith("····")


def test_page_numbers_stand_at_the_right_edge() -> None:
    area = type_area(made_up.document().layout)
    ends = [g.x + g.advance for g in contents(29, 7)[0] if g.character.isdigit() and g.x > 500 and g.y < 650]
    assert len(ends) == 29
    assert max(abs(end - (area.paper_width - area.margin_side)) for end in ends) < 0.5


def test_pitches_get_tighter_and_end_with_the_one_for_two_pages() -> None:
    document = made_up.document()
    tried = list(pitches(document, type_area(document.layout)))
    assert tried[:-1] == sorted(tried[:-1], reverse=True)
    assert min(tried[:-1]) >= NARROWEST_PITCH
    assert tried[-1] == CONTINUED_PITCH
