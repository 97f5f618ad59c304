"""Nothing is lost or doubled: whatever a text is, and whatever a person says that its lines become."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issues.importing.assembling import assemble
from issues.importing.bulletin import Bulletin, BulletinError, ParagraphKind, Role
from issues.importing.characters import count_characters, squeeze
from issues.importing.cuts import Become, Cut
from issues.importing.imprint import Imprint
from issues.importing.reading import propose
from issues.importing.source import Source, source_of
from tests.issues.importing.shapes import pages

IMPRINT = Imprint("办公室通讯", 2031, 5)
WORDS = st.text("茶桥书草，。：“”（）○#·—0123 abＡ　", max_size=24)
LINES = st.one_of(
    WORDS,
    st.text(max_size=12),
    st.sampled_from(
        [
            "目 录", "某事 7", "一二三四五六七八九十……3", "○刊首○", "【要闻】", "# 一", "## 二",
            "（来源：东山日报）",
            "□本报记者 方小禾", "（石一川）", "·· 10", "第3版", "编辑：甲",
            "电话：1", "2031年第5期", "——副题",
            pages.TEA, *pages.columns(pages.BRIDGE),
        ]
    ),
)  # fmt: skip
BECOME = st.sampled_from(list(Become))


def source(lines: list[str]) -> Source | None:
    try:
        return source_of("\n".join(lines))
    except BulletinError:
        return None


def held(bulletin: Bulletin) -> Counter[str]:
    """The characters that the issue holds: of its articles and its sections' names."""
    texts = []
    for article in bulletin.articles:
        if article.found:
            texts += [article.kicker, article.title, article.subtitle, *(p.text for p in article.paragraphs)]
    return Counter(squeeze("".join(texts)))


def claimed(read: Source, cuts: list[Cut], *wanted: Become) -> Counter[str]:
    return Counter(
        squeeze(
            "".join(line.text for line, cut in zip(read.lines, cuts, strict=True) if cut.become in wanted)
        )
    )


@given(st.lists(st.tuples(LINES, BECOME), min_size=1, max_size=40))
@settings(deadline=None, max_examples=300)
def test_any_text_with_any_cuts(pairs: list[tuple[str, Become]]) -> None:
    read = source([text.replace("\n", "").replace("\r", "") for text, _ in pairs])
    if read is None:
        return
    becomes = [pairs[line.number - 1][1] for line in read.lines]
    cuts = [Cut(become) for become in becomes]
    bulletin = assemble(read, cuts, IMPRINT)
    account = bulletin.account
    unplaced = sum(count_characters(rest.text) for rest in account.unplaced)
    assert account.characters_placed + unplaced == account.characters_in
    assert unplaced == sum(claimed(read, cuts, Become.UNPLACED).values())
    # What the articles hold is what their lines held, character by character, but for marks (# and the like).
    of_articles = claimed(
        read, cuts, Become.TITLE, Become.TITLE_MORE, Become.KICKER, Become.SUBTITLE, Become.SUBHEADING,
        Become.PARAGRAPH, Become.CONTINUATION,
    )  # fmt: skip
    missing = of_articles - held(bulletin)
    assert not held(bulletin) - of_articles
    assert set(missing) <= {"#"}


@given(st.lists(LINES, min_size=1, max_size=40))
@settings(deadline=None, max_examples=200)
def test_what_is_proposed_for_any_text(lines: list[str]) -> None:
    read = source(lines)
    if read is None:
        return
    proposal = propose(read)
    assert len(proposal.cuts) == len(read.lines)
    account = assemble(read, proposal.cuts, proposal.imprint, proposal.findings).account
    unplaced = sum(count_characters(rest.text) for rest in account.unplaced)
    assert account.characters_placed + unplaced == account.characters_in == count_characters("\n".join(lines))


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_a_correction_moves_characters_and_loses_none(data: st.DataObject) -> None:
    read = pages.source(pages.PRINTED)
    cuts = list(propose(read).cuts)
    for at in data.draw(st.lists(st.integers(0, len(cuts) - 1), max_size=12)):
        cuts[at] = Cut(data.draw(BECOME))
    account = assemble(read, cuts, IMPRINT).account
    unplaced = sum(count_characters(rest.text) for rest in account.unplaced)
    assert account.characters_placed + unplaced == account.characters_in


def cut(*pairs: tuple[str, Become]) -> Bulletin:
    return assemble(
        source_of("\n".join(text for text, _ in pairs)), [Cut(become) for _, become in pairs], IMPRINT
    )


def test_a_kicker_begins_an_article_and_its_title_goes_on_with_it() -> None:
    bulletin = cut(
        ("一", Become.TITLE), ("甲。", Become.PARAGRAPH), ("引", Become.KICKER), ("二", Become.TITLE),
        ("三", Become.TITLE_MORE), ("副", Become.SUBTITLE), ("丙丁", Become.BYLINE),
        ("乙。", Become.PARAGRAPH),
    )  # fmt: skip
    assert [(a.kicker, a.title, a.subtitle, a.byline) for a in bulletin.articles] == [
        ("", "一", "", ""), ("引", "二三", "副", "丙丁"),
    ]  # fmt: skip


def test_a_continuation_behind_a_folio_goes_on_with_the_paragraph() -> None:
    bulletin = cut(
        ("一", Become.TITLE), ("甲", Become.PARAGRAPH), ("·· 3", Become.FOLIO), ("乙。", Become.CONTINUATION)
    )
    assert [p.text for p in bulletin.articles[0].paragraphs] == ["甲乙。"]


def test_a_subheading_on_two_lines_stays_one() -> None:
    bulletin = cut(
        ("一", Become.TITLE),
        ("一、甲", Become.SUBHEADING),
        ("乙", Become.CONTINUATION),
        ("丙。", Become.PARAGRAPH),
    )
    assert [(p.text, p.kind) for p in bulletin.articles[0].paragraphs] == [
        ("一、甲乙", ParagraphKind.SUBHEADING), ("丙。", ParagraphKind.TEXT),
    ]  # fmt: skip


def test_text_above_the_first_title_is_an_article_without_one_and_said_so() -> None:
    bulletin = cut(("甲。", Become.PARAGRAPH), ("一", Become.TITLE), ("乙。", Become.PARAGRAPH))
    assert [a.title for a in bulletin.articles] == ["", "一"]
    assert [finding.line for finding in bulletin.findings] == [1]


def test_sections_of_one_name_are_one() -> None:
    bulletin = cut(
        ("○甲○", Become.SECTION), ("一", Become.TITLE), ("丙。", Become.PARAGRAPH),
        ("○乙○", Become.SECTION), ("二", Become.TITLE), ("丁。", Become.PARAGRAPH),
        ("○甲○", Become.SECTION), ("三", Become.TITLE), ("戊。", Become.PARAGRAPH),
    )  # fmt: skip
    assert [(s.name, [a.title for a in s.articles]) for s in bulletin.sections] == [
        ("甲", ["一", "三"]), ("乙", ["二"]),
    ]  # fmt: skip
    assert bulletin.account.placed[Role.MARK] == 6


def test_as_many_cuts_as_lines() -> None:
    with pytest.raises(ValueError, match="shorter"):
        assemble(source_of("一\n二"), [Cut(Become.TITLE)], IMPRINT)
