"""Two texts in places, and one put together: no block is lost, whichever side is picked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.desk.merging import BOTH, MINE, THEIRS, merge, places, split
from articles.richtext import clean

BLOCKS = st.lists(
    st.sampled_from(
        ["<p>甲乙丙丁</p>", "<p>甲乙丙戊</p>", "<h3>题</h3>", "<ul><li>一<ul><li>二</li></ul></li></ul>",
         '<figure class="image"><img src="/media/a.png" alt="a&gt;b"></figure>', "<p></p>", "<p>x<br>y</p>"]
    ), max_size=7,
)  # fmt: skip


@given(BLOCKS, BLOCKS, BLOCKS)
def test_all_of_one_side_is_that_side(base: list[str], theirs: list[str], mine: list[str]) -> None:
    texts = [clean("".join(blocks)) for blocks in (base, theirs, mine)]
    found = places(*texts)
    assert merge(found, dict.fromkeys(range(len(found)), THEIRS)) == texts[1]
    assert merge(found, dict.fromkeys(range(len(found)), MINE)) == texts[2]


@given(BLOCKS)
def test_split_loses_nothing(blocks: list[str]) -> None:
    assert split("".join(blocks)) == blocks


@pytest.mark.parametrize(
    "html", ["", "只有文字", "文<strong>粗</strong>字", "前文<p>段</p>后文", "<p>一</p>\n<p>二</p>\n"]
)
def test_text_outside_of_blocks_is_kept(html: str) -> None:
    assert "".join(split(html)) == html


def test_who_changed_what() -> None:
    base = "<p>第一段原来的话。</p><p>第二段原来的话。</p><p>第三段原来的话。</p><p>第四段要删。</p>"
    theirs = "<p>第一段他改的话。</p><p>第二段原来的话。</p><p>第三段他改的话。</p><p>第四段要删。</p>"
    mine = "<p>第一段原来的话。</p><p>第二段我改的话。</p><p>第三段我改的话。</p><p>我新添的一段。</p>"
    assert [place.changed_by for place in places(base, theirs, mine)] == [THEIRS, MINE, BOTH, MINE]


def test_a_block_that_one_deleted_and_one_added() -> None:
    base = "<p>甲甲甲甲。</p><p>乙乙乙乙。</p>"
    assert [p.changed_by for p in places(base, "<p>甲甲甲甲。</p>", base)] == ["", THEIRS]
    assert [p.changed_by for p in places(base, base, "<p>甲甲甲甲。</p>")] == ["", MINE]
    assert [p.changed_by for p in places(base, f"{base}<p>丙</p>", base)] == ["", THEIRS]
    assert [p.changed_by for p in places("", "<p>甲</p>", "<p>乙</p>")] == [BOTH]


def test_what_cannot_be_told_is_asked() -> None:
    base = "<p>甲甲甲甲。</p><p>乙乙乙乙。</p>"
    # One changed the block that the other deleted.
    changed = base.replace("乙乙乙乙", "乙乙乙丙")
    assert [p.changed_by for p in places(base, changed, "<p>甲甲甲甲。</p>")] == ["", BOTH]
    assert [p.changed_by for p in places(base, "<p>甲甲甲甲。</p>", changed)] == ["", BOTH]
    # One moved a block: it stands once on each side.
    moved = "<p>乙乙乙乙。</p><p>甲甲甲甲。</p>"
    assert {p.changed_by for p in places(base, moved, base)} == {"", BOTH}


def test_a_block_that_was_repeated_is_not_taken_for_deleted() -> None:
    base = "<p>甲甲甲甲。</p><p>乙乙乙乙。</p>"
    assert [p.changed_by for p in places(base, base, f"{base}<p>乙乙乙乙。</p>")] == ["", MINE]
