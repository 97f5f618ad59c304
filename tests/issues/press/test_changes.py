"""Two proofs held against each other: what changed, where in both, and nothing that only moved."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from articles.comparison.result import SegmentKind
from issues.press.changes import Change, Changes, compare
from issues.press.parts import Part, parts
from issues.press.printed import read
from issues.typesetting.document import LayoutSpec, TypesetDocument
from issues.typesetting.output import Output, Proof
from issues.typesetting.render import typeset
from tests.issues.typesetting import made_up

PROOF = Proof(1, date(2031, 4, 5))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("proofs")


def _proof(document: TypesetDocument, folder: Path) -> tuple[Part, ...]:
    result = typeset(document, made_up.fetcher(), Output(proof=PROOF))
    path = folder / "proof.pdf"
    path.write_bytes(result.pdf)
    printed = read(path, document.layout, result.front_pages, without=PROOF.label)
    return parts(printed, document, {a.entry_id: a.entry_id for a in document.articles})


@pytest.fixture(scope="module")
def document() -> TypesetDocument:
    return made_up.document()


@pytest.fixture(scope="module")
def first(document: TypesetDocument, folder: Path) -> tuple[Part, ...]:
    return _proof(document, folder)


@pytest.fixture(scope="module")
def second(document: TypesetDocument, folder: Path) -> tuple[Part, ...]:
    """A word changed, a sentence added, two articles swapped, one taken out, other type area."""
    a = list(document.articles)
    body = a[0].body_html.replace("二十余篇", "三十余篇", 1).replace("应当立即退回", "应当退回", 1)
    a[0] = replace(a[0], body_html=body)
    a[3] = replace(a[3], body_html=f"{a[3].body_html}<p>末段是新添的一句话。</p>")
    sections = (
        replace(document.sections[0], articles=(a[0], a[2], a[1])),
        replace(document.sections[1], articles=(a[3], a[4], a[5])),
        document.sections[2],
    )
    layout = LayoutSpec(characters_per_line=20, lines_per_column=34, section_space_before=0.5)
    return _proof(replace(document, sections=sections, layout=layout), folder)


@pytest.fixture(scope="module")
def changes(first: tuple[Part, ...], second: tuple[Part, ...]) -> Changes:
    return compare(first, second)


def _changed(change: Change) -> tuple[str, str]:
    return (
        "".join(s.text for s in change.old if s.kind == SegmentKind.REMOVED),
        "".join(s.text for s in change.new if s.kind == SegmentKind.ADDED),
    )


def test_every_line_stands_under_its_article(first: tuple[Part, ...], document: TypesetDocument) -> None:
    assert [part.title for part in first] == [
        "封面目录", "栏目名", *(article.title for article in document.articles), "版权页",
    ]  # fmt: skip
    for article, part in zip(document.articles, first[2:-1], strict=True):
        text = "".join("".join(line.text.split()) for line in part.lines)
        opening = "".join((article.kicker + article.title + article.subtitle).split())
        assert text.startswith(opening)
        assert "责任编辑：李四" not in text
    assert [line.text for line in first[1].lines] == ["要闻", "装备制造", "编辑部"]


def test_nothing_of_the_proof_itself_is_among_the_lines(first: tuple[Part, ...]) -> None:
    said = [line.text for part in first for line in part.lines]
    assert not any("2031年4月5日" in text or "校样" in text for text in said)


def test_lines_are_numbered_as_in_the_margin(first: tuple[Part, ...], document: TypesetDocument) -> None:
    body = [line for part in first for line in part.lines if line.page > 0]
    assert {line.column for line in body} == {1, 2}
    assert max(line.line for line in body) == document.layout.lines_per_column
    places = [(line.page, line.column, line.line) for part in first[2:] for line in part.lines]
    assert places == sorted(places)


def test_the_passages_that_changed_with_their_places(changes: Changes) -> None:
    by_title = {part.title: part for part in changes.parts}
    part = by_title["关于进一步做好稿件登记与校对工作的通知"]
    assert [_changed(change) for change in part.changes] == [("二", "三"), ("立即", "")]
    word = part.changes[0]
    assert str(word.old_place) == "第1页左栏第9行"
    assert str(word.new_place) == "第1页左栏第9行"
    (added,) = by_title["新型“双碳”车间建成 投产仪式在省城举行"].changes
    assert _changed(added) == ("", "末段是新添的一句话。")


def test_what_was_reflowed_or_came_elsewhere_is_no_change(changes: Changes) -> None:
    assert [part.title for part in changes.parts if part.title != "封面目录"] == [
        "关于进一步做好稿件登记与校对工作的通知",
        "新型“双碳”车间建成 投产仪式在省城举行",
        "纸张价格小幅回落",
    ]


def test_an_article_that_was_taken_out_is_one_change(changes: Changes) -> None:
    gone = changes.parts[-2]
    assert (gone.title, gone.changes) == ("纸张价格小幅回落", ())
    assert gone.note.startswith("整篇抽去，在旧样第")


def test_the_front_page_comes_last_line_by_line(changes: Changes) -> None:
    front = changes.parts[-1]
    assert front.title == "封面目录"
    assert all(
        "\n" not in segment.text for change in front.changes for segment in change.old[:1] + change.old[-1:]
    )


def test_the_same_proof_has_no_changes(first: tuple[Part, ...]) -> None:
    assert compare(first, first).total == 0
    again = [Part.from_json(part.as_json()) for part in first]
    assert again == list(first)


def test_of_different_portions_only_what_both_show_is_compared(first: tuple[Part, ...]) -> None:
    assert compare(first, first[2:3], whole=False).parts == ()


def test_a_paragraph_that_was_moved_is_counted_but_not_listed(
    document: TypesetDocument, folder: Path
) -> None:
    texts = [
        "<p>编辑部每月收到二十余篇稿件，先登记，再交校编逐字核对。</p>",
        "<p>纸张从印刷厂运来，按开本裁好，堆在东边的库房里。</p>",
        "<p>读者来信由专人拆看，凡指出差错的，三天之内回复。</p>",
        "<p>目录排定以后不再增减，临时的消息放到下一期去。</p>",
        "<p>年底清点合订本，缺号的向邻近的资料室借来补齐。</p>",
        "<p>新来的同事先跟着读样，满三个月再独立办稿。</p>",
    ]
    article = replace(document.articles[1], body_html="".join(texts))
    moved = replace(article, body_html="".join([*texts[1:5], texts[0], texts[5]]))
    old, new = (
        _proof(replace(document, sections=(replace(document.sections[0], articles=(a,)),)), folder)
        for a in (article, moved)
    )
    found = compare(old, new)
    assert (found.total, found.moved) == (0, 1)


def test_a_hyphen_at_the_end_of_a_line_is_still_there(folder: Path, document: TypesetDocument) -> None:
    article = replace(document.articles[1], body_html=f"<p>{'由甲-乙两地共同主办的会议，' * 12}</p>")
    one = replace(document, sections=(replace(document.sections[0], articles=(article,)),))
    narrow = replace(one, layout=LayoutSpec(characters_per_line=16))
    old, new = _proof(one, folder), _proof(narrow, folder)
    assert any(line.text.endswith("-") for part in (*old, *new) for line in part.lines)
    assert compare(old, new).total == 0


def test_latin_words_are_not_joined_across_lines(folder: Path, document: TypesetDocument) -> None:
    words = "Quality control and inspection of castings for large machine tools in every workshop. " * 4
    article = replace(document.articles[1], body_html=f"<p>{words}</p>")
    one = replace(document, sections=(replace(document.sections[0], articles=(article,)),))
    narrow = replace(one, layout=LayoutSpec(characters_per_line=17))
    assert compare(_proof(one, folder), _proof(narrow, folder)).total == 0
