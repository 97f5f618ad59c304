"""The flow as arithmetic: each rule alone, and the whole against real layouts."""

from dataclasses import replace

import pytest

from issues.typesetting.document import LayoutSpec
from issues.typesetting.fitting import measure
from issues.typesetting.flow import Block, Kind, Rules, paginate
from issues.typesetting.render import count_pages
from tests.issues.typesetting import made_up

RULES = Rules(lines=10, columns=2, title_before=0.5, title_after=1, section_before=1, section_after=0.5)


def text(lines: int, **more: int) -> Block:
    return Block(Kind.TEXT, lines, **more)


def head(entry: int, lines: int = 1, kind: Kind = Kind.ARTICLE) -> Block:
    return Block(kind, lines, entry)


@pytest.mark.parametrize(
    ("kind", "at_top", "lines"),
    [
        (Kind.ARTICLE, False, 3),  # 0.5 + 1 + 1, on whole lines
        (Kind.ARTICLE, True, 2),  # 1 + 1
        (Kind.OPENING, False, 5),  # 1 + 1 (the section) + 0.5 + 1 + 1
        (Kind.OPENING, True, 4),
    ],
)
def test_a_heading_takes_whole_lines_and_no_space_at_the_head_of_a_column(
    kind: Kind, at_top: bool, lines: int
) -> None:
    assert RULES.height(head(1, kind=kind), at_top) == lines


@pytest.mark.parametrize(("filled", "page"), [(25, 2), (26, 2), (35, 2), (36, 3)])
def test_a_heading_goes_over_with_less_than_two_lines_of_text_below(filled: int, page: int) -> None:
    # A heading takes three lines: with 35 lines filled it stands on the last ones of the second page.
    blocks = [text(filled), head(1), text(4, orphans=2)]
    assert paginate(blocks, RULES).page_of == {1: page}


def test_headings_one_below_the_other_keep_together() -> None:
    blocks = [text(15), head(1), Block(Kind.HEADING, 1), text(4, orphans=2)]
    assert paginate(blocks, RULES).page_of == {1: 2}
    assert paginate([text(14), *blocks[1:]], RULES).page_of == {1: 1}


@pytest.mark.parametrize(
    ("block", "free"),
    [
        (text(3), 8),  # one line would stay below, two go over
        (text(2), 8),  # cannot be broken at all
        (text(4), 8),
        (text(3, orphans=2), 7),  # goes over whole
    ],
)
def test_two_lines_at_least_go_over(block: Block, free: int) -> None:
    assert paginate([text(8 if block.lines == 4 else 9), block], RULES).free == free


def test_a_picture_that_does_not_fit_goes_over_whole() -> None:
    assert paginate([text(7), Block(Kind.SOLID, 3.2)], RULES).free == 6
    assert paginate([text(6), Block(Kind.SOLID, 3.2)], RULES).free == 10


def test_a_paragraph_longer_than_a_page_goes_on() -> None:
    result = paginate([text(45), head(1), text(1)], RULES)
    assert (result.pages, result.page_of, result.free) == (3, {1: 3}, 11)


SPACES = [(0.5, 1, 1, 0.5), (0, 0, 0, 0), (1.5, 0.25, 0.75, 0.5), (0.25, 1.5, 0.5, 1)]


@pytest.mark.parametrize("characters", [19, 22])
def test_it_comes_to_the_pages_of_real_layouts(characters: int) -> None:
    # Pictures keep their height in points, so lines of one column keep their pitch here.
    spec = LayoutSpec(characters_per_line=characters, lines_per_column=35)
    document = made_up.document(spec)
    blocks = measure(document, made_up.fetcher())
    for lines, spaces in zip((35, 33, 30, 28), SPACES, strict=True):
        before, after, above, below = spaces
        layout = replace(
            spec,
            lines_per_column=lines,
            title_space_before=before,
            title_space_after=after,
            section_space_before=above,
            section_space_after=below,
        )
        real = count_pages(replace(document, layout=layout), made_up.fetcher())
        result = paginate(blocks, Rules(lines, 2, *spaces))
        assert (result.page_of, result.pages) == (real.page_of, real.body_pages)
