"""Pages without any marks: what is a title, a kicker, a subtitle, a byline, and what is in doubt."""

import pytest

from issues.importing.bulletin import Bulletin, ImportedArticle, ParagraphKind, Rule
from issues.importing.cuts import Become
from issues.importing.reading import propose
from tests.issues.importing.made_up import found
from tests.issues.importing.shapes import pages
from tests.issues.importing.shapes.pages import read


def titles(bulletin: Bulletin) -> list[str]:
    return [article.title for article in bulletin.articles]


def bylines(bulletin: Bulletin) -> list[str]:
    return [article.byline for article in bulletin.articles]


def text(article: ImportedArticle) -> list[str]:
    return [paragraph.text for paragraph in article.paragraphs]


def test_kicker_title_subtitle_and_byline() -> None:
    bulletin = read(pages.FULL_HEAD)
    first, second = bulletin.articles
    assert (first.kicker, first.title, first.subtitle, first.byline) == (
        "乡村振兴的路上添了一处新去处",
        "头批春茶住进新房",
        "——青石镇茶叶合作社的一件喜事",
        "本报记者 方小禾",
    )
    assert (second.title, second.byline) == ("柳河新桥通行", "本报记者 石一川 通讯员 林木森")
    assert text(first) == [pages.TEA, pages.TEA_MORE]


def test_which_line_of_a_head_is_the_title_is_in_doubt() -> None:
    doubts = [finding.line for finding in found(read(pages.FULL_HEAD), Rule.CUT_IN_DOUBT)]
    assert doubts == [1, 2]


def test_bylines_in_the_lead_at_the_end_on_a_line_of_their_own_and_with_a_mark() -> None:
    bulletin = read(pages.BYLINES)
    assert titles(bulletin) == ["头批春茶住进新房", "柳河新桥通行", "图书室夜里也开门", "小学操场换新草"]
    assert bylines(bulletin) == ["记者 方小禾", "石一川", "通讯员 林木森", "方小禾 石一川"]


def test_subheadings_stay_in_the_article_and_page_furniture_outside() -> None:
    bulletin = read(pages.SUBHEADED)
    (article,) = bulletin.articles
    headings = [p.text for p in article.paragraphs if p.kind is ParagraphKind.SUBHEADING]
    assert headings == ["一、茶叶有了新仓库", "二、旧桥换新桥"]
    cuts = propose(pages.source(pages.SUBHEADED)).cuts
    assert [at for at, cut in enumerate(cuts) if cut.become is Become.FOLIO] == [0, 10, 11]


def test_one_line_in_the_text_may_be_a_title_and_is_said_to_be_in_doubt() -> None:
    lines = ["头批春茶住进新房", "本报记者 方小禾", pages.TEA, "老桥今天谢幕", pages.BRIDGE]
    bulletin = read(lines)
    assert titles(bulletin) == ["头批春茶住进新房"]
    assert [finding.line for finding in found(bulletin, Rule.CUT_IN_DOUBT)] == [4]


def test_blank_lines_set_articles_apart() -> None:
    lines = [
        "头批春茶住进新房",
        pages.TEA,
        pages.TEA_MORE,
        "",
        "",
        "柳河新桥通行",
        pages.BRIDGE,
        pages.BRIDGE_MORE,
    ]
    bulletin = read(lines)
    assert titles(bulletin) == ["头批春茶住进新房", "柳河新桥通行"]
    assert [finding.line for finding in found(bulletin, Rule.CUT_IN_DOUBT)] == [6]


def test_printed_lines_are_joined_to_paragraphs() -> None:
    bulletin = read(pages.PRINTED)
    assert titles(bulletin) == ["头批春茶住进新房", "柳河新桥通行", "图书室夜里也开门"]
    tea, bridge, library = bulletin.articles
    assert text(tea) == [pages.TEA, pages.TEA_MORE]
    assert text(bridge) == [pages.BRIDGE, pages.BRIDGE_MORE]
    assert text(library) == [f"本报讯（通讯员 林木森）{pages.LIBRARY}", pages.LIBRARY_MORE]


@pytest.mark.parametrize("title", ["记者节快乐", "图书室夜里也开门", "记者走进山村", "文明进万家"])
def test_a_title_that_begins_like_a_byline(title: str) -> None:
    assert titles(read([title, pages.TEA])) == [title]


@pytest.mark.parametrize("page", ["FULL_HEAD", "BYLINES", "SUBHEADED", "PRINTED"])
def test_every_character_has_its_place(page: str) -> None:
    bulletin = read(getattr(pages, page))
    assert bulletin.account.unplaced == ()
    assert bulletin.account.characters_placed == bulletin.account.characters_in
