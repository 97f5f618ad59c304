"""Marks and passages: where a hit stands, and never a tag that was not ours."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issues.search.bigrams import composed, plain_form
from issues.search.grammar import parse
from issues.search.passages import PASSAGE, Marker


def marker(typed: str) -> Marker:
    return Marker(parse(typed))


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("高炉", "旧高炉与高炉", "旧<mark>高炉</mark>与<mark>高炉</mark>"),
        ("ai", "用ＡＩ和Ai，不是said", "用<mark>ＡＩ</mark>和<mark>Ai</mark>，不是said"),
        ("5G", "５ G与15G", "<mark>５ G</mark>与15G"),
        ("2024", "2024年，12024号", "<mark>2024</mark>年，12024号"),
        ("“高炉 节能”", "高炉、节能，高炉节能", "<mark>高炉、节能</mark>，高炉节能"),
        ("m2", "一百㎡地", "一百<mark>㎡</mark>地"),
        ("地", "一百㎡地", "一百㎡<mark>地</mark>"),
        ("在AI", "现在AI", "现<mark>在AI</mark>"),
        ("高炉 炉渣", "高炉渣", "<mark>高炉</mark>渣"),
        ("<b>", "a<b>c&amp;", "a&lt;<mark>b</mark>&gt;c&amp;amp;"),
        ("x", "<script>", "&lt;script&gt;"),
        ("café", "cafe\u0301", "<mark>café</mark>"),
    ],
)
def test_marks(typed: str, text: str, marked: str) -> None:
    assert marker(typed).mark(text) == marked


def test_a_passage_stands_where_most_terms_are() -> None:
    text = "高炉。" + "无关的话。" * 60 + "这里说高炉怎样节能。" + "无关的话。" * 60
    passage = marker("高炉 节能").passage(text)
    assert "<mark>高炉</mark>怎样<mark>节能</mark>" in passage
    assert passage.startswith("…这里说")
    assert passage.endswith("…")
    assert len(re.sub("<[^>]+>", "", passage)) <= PASSAGE + 2


def test_without_a_hit_the_text_opens() -> None:
    assert marker("高炉").passage("头一句。\n第二句。") == "头一句。　第二句。"
    assert marker("高炉").passage("") == ""
    assert marker("高炉").passage("长" * 500) == "长" * PASSAGE + "…"


def test_no_word_is_cut_at_the_beginning() -> None:
    passage = marker("高炉").passage("无" * 100 + "abcdefghijklmnopqrstuvwxyz高炉")
    assert "…<mark>高炉</mark>" in passage


@given(
    text=st.text(alphabet="高炉ａA1２ <&>\"'㎡。，\n\u0301", max_size=300),
    typed=st.text(alphabet="高炉ａA12㎡ ”", max_size=6),
)
def test_marked_text_is_the_text(text: str, typed: str) -> None:
    found = marker(typed)
    shown = found.mark(text)
    assert unescape(re.sub("</?mark>", "", shown)) == composed(text)
    assert not re.search(r"<(?!/?mark>)", found.passage(text))
    # What the index finds is what is marked.
    for number, term in enumerate(found.query.terms):
        alone = Marker(type(found.query)((found.query.terms[number],)))
        assert bool(alone.hits(composed(text))) == (term.plain in plain_form(text)), term
