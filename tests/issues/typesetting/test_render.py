"""The functions that the rest of the project calls."""

from dataclasses import replace

import pytest

from issues.typesetting.document import Colophon, LayoutSpec, TypesetDocument, TypesetSection
from issues.typesetting.errors import TypesettingError
from issues.typesetting.render import (
    TypesetResult,
    harfbuzz_subset_available,
    page_numbers,
    typeset,
)
from tests.issues.typesetting import made_up
from tests.measure.glyphs import read_pages


def test_pages_count_the_front_page_and_numbers_begin_behind_it(result: TypesetResult) -> None:
    assert result.pages == len(read_pages(result.pdf))
    assert min(result.page_of.values()) == 1
    assert max(result.page_of.values()) < result.pages
    assert set(result.seconds) == {"document", "layout", "write"}


def test_page_numbers_are_those_of_the_pdf(document: TypesetDocument, result: TypesetResult) -> None:
    assert page_numbers(document, made_up.fetcher()) == result.page_of


def test_an_issue_without_articles_has_a_front_page() -> None:
    empty = replace(made_up.document(), sections=(), colophon=Colophon())
    result = typeset(empty, made_up.fetcher())
    assert result.page_of == {}
    assert result.pages >= 1


def test_a_title_with_markup_in_it_is_text() -> None:
    document = made_up.document()
    article = replace(document.articles[1], title="<b>“A&B”</b>公司")
    result = typeset(replace(document, sections=(TypesetSection("要闻", (article,)),)), made_up.fetcher())
    text = "".join(g.character for g in read_pages(result.pdf)[0])
    assert "<b>“A&B”</b>公司" in text


def test_an_anchor_in_the_text_does_not_take_an_article_to_another_page() -> None:
    document = made_up.document()
    first, second = document.articles[0], document.articles[6]
    forged = replace(first, body_html=f'<p id="{second.anchor}">假锚点</p>{first.body_html}')
    sections = (TypesetSection("要闻", (forged, *document.articles[1:])),)
    numbers = page_numbers(replace(document, sections=sections), made_up.fetcher())
    assert numbers[second.entry_id] > 1


def test_a_layout_that_does_not_fit_is_refused() -> None:
    with pytest.raises(TypesettingError, match="放不下"):
        typeset(made_up.document(LayoutSpec(lines_per_column=45)), made_up.fetcher())


def test_the_subsetting_library_is_installed() -> None:
    assert harfbuzz_subset_available()
