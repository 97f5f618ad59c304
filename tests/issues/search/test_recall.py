"""Everything that a text holds is found, by either database, and nothing else."""

from collections.abc import Callable

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from issues.models import Issue, SearchText
from issues.search import tables
from issues.search.bigrams import fold, plain_form
from issues.search.finding import Order
from issues.search.grammar import Query, term
from issues.search.tables import Row, Scope

SCOPE = Scope(1, [(2026, 1)])
# Few characters, so that pairs repeat and almost-hits abound.
TEXTS = st.text(alphabet="高炉节能𠮷ａＡ1２g，。 \n·-㎡", min_size=1, max_size=24)


def stored(texts: list[str]) -> list[Row]:
    rows = [
        Row(n, periodical_id=1, year=2026, number=1, position=n, section_id=1, title=plain_form("题"),
            text=plain_form(text), source="")
        for n, text in enumerate(texts, start=1)
    ]  # fmt: skip
    # Rows of the index alone: whether their entries exist is the key's concern, not the index's.
    with connection.constraint_checks_disabled():
        tables.write(connection, rows)
    return rows


def forget() -> None:
    SearchText.objects.all().delete()


class TestEverySubstring(TestCase):
    """Hypothesis, with a transaction for each example."""

    @pytest.fixture(autouse=True)
    def _without_keys(self, db: None) -> None:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = replica")

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(texts=st.lists(TEXTS, min_size=1, max_size=4), data=st.data())
    def test_is_found_where_it_stands(self, texts: list[str], data: st.DataObject) -> None:
        rows = stored(texts)
        text = data.draw(st.sampled_from(texts))
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        wanted = term(text[start:end])
        if wanted is None:
            forget()
            return
        got = tables.newest(connection, Query((wanted,)), SCOPE, 100)
        assert sorted(got) == sorted(row.place for row in rows if wanted.plain in row.text)
        # Cut within a word or number, it is another word; else it is found in the text that it is from.
        if not _cuts_a_word(text, start) and not _cuts_a_word(text, end):
            assert rows[texts.index(text)].place in got
        forget()


def _cuts_a_word(text: str, at: int) -> bool:
    """Whether a cut before this character falls within a word or a number."""
    if not 0 < at < len(text):
        return False
    before, after = fold(text[at - 1])[-1], fold(text[at])[0]
    return (before + after).isdecimal() or ((before + after).isascii() and (before + after).isalpha())


def test_giant_texts(db: None, published: Callable[..., Issue], titles: Callable[..., list[str]]) -> None:
    """Past position 16,383, which PostgreSQL's own phrases do not know."""
    filler = "".join(chr(0x4E00 + n % 9_000) + "，" * (n % 97 == 0) for n in range(120_000))
    published({"title": "长文", "body": f"<p>{filler}末尾高炉节能改造</p>"})
    assert titles("“高炉节能改造”") == ["长文"]
    assert titles("“炉节能改高”") == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("高炉", ["甲", "乙", "丙"]),
        ("炉", ["甲", "乙", "丙"]),
        ("高炉 改造", ["甲", "乙"]),
        ("改造 高炉", ["甲", "乙"]),
        ("“高炉改造”", ["甲"]),
        ("高炉改造", ["甲"]),
        ("ai", ["乙", "丙"]),
        ("ＡＩ", ["乙", "丙"]),
        ("“AI 高炉”", ["丙"]),
        ("ai高炉", ["丙"]),
        ("炉AI", []),
        ("5G", ["甲"]),
        ("5", ["甲", "乙"]),
        ("2024", ["乙"]),
        ("202", []),
        ("4", []),
        ("造5G", ["甲"]),
        ("炉改", ["甲"]),
        ("的", []),
    ],
)  # fmt: skip
def test_what_is_found(
    published: Callable[..., Issue], titles: Callable[..., list[str]], typed: str, found: list[str]
) -> None:
    published(
        {"title": "甲", "body": "<p>高炉改造５Ｇ</p>"},
        {"title": "乙", "body": "<p>用AI改造</p><p>旧高炉，2024年5月</p>"},
        {"title": "丙", "body": "<p>Ai-高炉</p>"},
        {"title": "丁", "body": "<p>said</p>"},
    )
    assert titles(typed, Order.DATE) == found


def test_every_field_is_found(published: Callable[..., Issue], titles: Callable[..., list[str]]) -> None:
    published(
        {"title": "标题", "kicker": "引题某", "subtitle": "副题某", "byline": "作者某", "source": "来源某",
         "body": "<p>正文<strong>某</strong></p>"}
    )  # fmt: skip
    for typed in ("标题", "引题某", "副题某", "作者某", "来源某", "正文某"):
        assert titles(typed) == ["标题"], typed
    assert titles("strong") == []
