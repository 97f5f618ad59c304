"""Nothing is lost: every character that is not blank is counted in exactly one place."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issues.importing.bulletin import Bulletin, BulletinError, Role
from issues.importing.characters import count_characters
from issues.importing.ledger import Ledger, LedgerError
from issues.importing.reading import read_bulletin
from issues.importing.source import read_source
from tests.issues.importing.made_up import COLOPHON, COVER, SECTIONS, MadeUp, issue, read

HAN = st.text("文书档案会议记登印章纸笔桌柜门窗整理清点", min_size=1, max_size=30)
BLANKS = st.sampled_from(["", " ", "　", "\t"])
SENTENCE = st.builds(lambda text, end: text + end, HAN, st.sampled_from(["。", "！", "；", "，", "”", ""]))
# Distinct beyond what a misprint could bridge: each title has its own letters.
NUMERALS = "甲乙丙丁戊己庚辛壬癸"


@st.composite
def sections(draw: st.DrawFn) -> list[tuple[str, list[MadeUp]]]:
    counts = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    titles = iter([a + b for a in NUMERALS for b in NUMERALS])
    page, result = 1, []
    for number, count in enumerate(counts):
        articles = []
        for _ in range(count):
            page += draw(st.integers(0, 2))
            lines = draw(st.lists(SENTENCE, min_size=1, max_size=5))
            articles.append(MadeUp(f"关于{next(titles) * 4}的通知", page, lines))
        result.append((f"第{NUMERALS[number]}栏目", articles))
    return result


LINES = st.one_of(
    SENTENCE,
    st.sampled_from([line for line in issue().split("\n") if line]),
    st.sampled_from(
        [
            "目 录",
            "第5页",
            "·· 3",
            "5",
            "……",
            "- ",
            "某事 7",
            "某事",
            "主 办",
            "编辑：",
            "2031年第5期",
            "$\\a$",
        ]
    ),
    st.text(max_size=12),
)


def assert_accounted(bulletin: Bulletin, text: str) -> None:
    account = bulletin.account
    unplaced = sum(count_characters(rest.text) for rest in account.unplaced)
    assert account.characters_in == count_characters(text) == account.characters_placed + unplaced
    articles = sum(article.characters for article in bulletin.articles)
    held = (Role.TITLE, Role.BODY, Role.KICKER, Role.SUBTITLE)
    assert articles == sum(account.placed.get(role, 0) for role in held)


def test_the_roles_of_an_issue() -> None:
    bulletin = read(issue())
    assert_accounted(bulletin, issue())
    placed = bulletin.account.placed
    assert placed[Role.COVER] == count_characters(COVER)
    assert placed[Role.COLOPHON] == count_characters(COLOPHON)
    assert placed[Role.SECTION_HEADING] == sum(len(name) for name, _ in SECTIONS)
    assert placed[Role.TITLE] == sum(len(a.title) for _, articles in SECTIONS for a in articles)
    assert Role.CONTENTS_MARK not in placed


def test_the_ledger_refuses_a_second_claim() -> None:
    source = read_source("一二三".encode())
    ledger = Ledger(source)
    ledger.claim(source.lines[0], Role.BODY, 0, 2)
    with pytest.raises(LedgerError):
        ledger.claim(source.lines[0], Role.TITLE, 1, 3)


def test_the_ledger_gives_back_what_nobody_claimed() -> None:
    source = read_source("一二 三四 五\n\n六".encode())
    ledger = Ledger(source)
    ledger.claim(source.lines[0], Role.BODY, 3, 5)
    account = ledger.account()
    assert [(rest.line, rest.text) for rest in account.unplaced] == [(1, "一二"), (1, "五"), (3, "六")]
    assert (account.characters_in, account.characters_placed) == (6, 2)


@given(sections(), BLANKS, st.sampled_from([" ", "\t", "……", "·····"]))
@settings(deadline=None, max_examples=60)
def test_every_made_up_issue_is_read_whole(
    made_up: list[tuple[str, list[MadeUp]]], blank: str, leader: str
) -> None:
    text = issue(made_up, leader=leader).replace("通知\n", f"{blank}通知\n")
    bulletin = read(text)
    assert_accounted(bulletin, text)
    assert bulletin.account.unplaced == ()
    assert [(s.name, len(s.articles)) for s in bulletin.sections] == [(n, len(a)) for n, a in made_up]
    assert [a.printed_page for a in bulletin.articles] == [
        a.page for _, articles in made_up for a in articles
    ]
    for article, origin in zip(bulletin.articles, [a for _, many in made_up for a in many], strict=True):
        read_text = "".join(p.text for p in article.paragraphs)
        assert "".join(read_text.split()) == "".join("".join(origin.lines).split())


@given(st.lists(LINES, max_size=25), st.lists(LINES, max_size=25), st.booleans())
@settings(deadline=None, max_examples=150)
def test_lines_in_any_order_end_in_an_issue_or_a_refusal(
    above: list[str], below: list[str], whole: bool
) -> None:
    text = "\n".join([*above, *([issue()] if whole else []), *below])
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    with contextlib.suppress(BulletinError):
        assert_accounted(read_bulletin(data), data.decode("utf-8-sig"))


@given(st.data())
@settings(deadline=None, max_examples=100)
def test_an_issue_with_lines_lost_doubled_or_moved(data: st.DataObject) -> None:
    lines = issue().split("\n")
    chosen = data.draw(st.lists(st.integers(0, len(lines) - 1), max_size=2 * len(lines)))
    text = "\n".join(
        [*lines[:20], *(lines[n] for n in chosen)]
        if data.draw(st.booleans())
        else [line for n, line in enumerate(lines) if n not in chosen[:6]]
    )
    with contextlib.suppress(BulletinError):
        assert_accounted(read(text), text)


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_end_in_an_issue_or_a_refusal(data: bytes) -> None:
    with contextlib.suppress(BulletinError):
        read_bulletin(data)


@given(st.integers(0, len(issue().encode("gb18030"))), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
@settings(deadline=None)
def test_an_issue_cut_off_anywhere_ends_in_an_issue_or_a_refusal(end: int, encoding: str) -> None:
    with contextlib.suppress(BulletinError):
        read_bulletin(issue().encode(encoding)[:end])
