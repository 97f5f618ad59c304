"""Copyfitting: what it reaches, how far it goes, and what it prefers."""

from dataclasses import replace

import pytest

from issues.typesetting.aims import PageAim, PrintedAim
from issues.typesetting.document import LayoutSpec, TypesetDocument
from issues.typesetting.fitting import Proposal, propose
from issues.typesetting.limits import Limits
from issues.typesetting.render import count_pages
from tests.issues.typesetting import made_up

NARROW = Limits(characters=1, lines=3)


@pytest.fixture(scope="module")
def made() -> TypesetDocument:
    return made_up.document(LayoutSpec())


def proposed(document: TypesetDocument, aim: PageAim | PrintedAim, limits: Limits = NARROW) -> Proposal:
    return propose(document, aim, limits=limits, fetcher=made_up.fetcher())


def test_a_page_fewer_and_a_page_more_are_reached_by_a_real_layout(made: TypesetDocument) -> None:
    pages = count_pages(made, made_up.fetcher()).pages
    for aimed in (pages - 1, pages + 1):
        proposal = proposed(made, PageAim(aimed), Limits())
        assert proposal.reached
        assert proposal.counted_before.pages == pages
        assert proposal.counted == count_pages(replace(made, layout=proposal.layout), made_up.fetcher())
        assert proposal.counted.pages == aimed


def test_what_is_right_already_stays(made: TypesetDocument) -> None:
    counted = count_pages(made, made_up.fetcher())
    proposal = proposed(made, PageAim(counted.pages))
    assert (proposal.layout, proposal.tried, proposal.reached) == (made.layout, 0, True)


def test_pages_of_another_layout_are_found_again(made: TypesetDocument) -> None:
    other = replace(made.layout, characters_per_line=20, lines_per_column=33, title_space_before=1.5)
    printed = count_pages(replace(made, layout=other), made_up.fetcher()).page_of
    assert printed != count_pages(made, made_up.fetcher()).page_of
    proposal = proposed(made, PrintedAim(printed))
    assert proposal.reached
    assert proposal.counted.page_of == printed


@pytest.fixture(scope="module")
def too_far(made: TypesetDocument) -> Proposal:
    return proposed(made, PageAim(40))


def test_what_cannot_be_reached_gives_the_nearest_and_says_so(too_far: Proposal) -> None:
    assert not too_far.reached
    assert too_far.counted_before.pages < too_far.counted.pages < 40


def test_it_never_leaves_the_limits(made: TypesetDocument, too_far: Proposal) -> None:
    layout = too_far.layout
    base = made.layout
    assert abs(layout.characters_per_line - base.characters_per_line) <= NARROW.characters
    assert abs(layout.lines_per_column - base.lines_per_column) <= NARROW.lines
    assert NARROW.allow_pitch(layout)
    assert layout.lines_per_column * layout.pitch_pt == pytest.approx(700, abs=2)
    assert max(layout.title_space_before, layout.section_space_after) <= NARROW.space[1]


def test_the_limits_can_be_read() -> None:
    assert Limits().in_words(LayoutSpec()) == (
        "每行19至23字，每栏30至40行，行距15.75至23.1磅，版心高度不变，标题和栏目名前后空0至1.5行"
    )


def test_an_entry_off_counts_more_than_pages_off() -> None:
    aim = PrintedAim({1: 3, 2: 5})
    assert aim.distance({1: 3, 2: 5}, 9) == 0
    assert aim.distance({1: 3, 2: 9}, 9) < aim.distance({1: 4, 2: 6}, 9)
    assert aim.misses({1: 3, 2: 9}) == [2]


def test_a_last_page_that_is_nearly_full_is_uneasy() -> None:
    aim = PageAim(10)
    assert aim.unease(2, 0.03) > aim.unease(10, 0.15) < aim.unease(60, 0.9)
