"""Files as manuscripts: one article, an issue with and without 目录, Word; and every line in its place."""

import io
import json

import docx
import pytest

from articles.proofreading.checking import proofread
from articles.proofreading.manuscript import Kind, Role
from bench.proofreading import RULES_OF_KIND, is_at
from issues.importing.bulletin import BulletinError
from issues.proofreading.files import read_manuscripts
from tests.bulletins import BULLETINS, bulletin_file

NAMES = ("shanxi-2024-08.txt", "shanxi-2023-09.txt", "zhejiang-2021-09.txt")


def test_one_article_of_plain_text() -> None:
    lead = "2031年8月5日《东山日报》：截止目前,练习已开课。"
    text = f"东山市开展编务练习\n\n{lead}\n\n大家都来参加，人人都有收获。\n"
    (article,) = read_manuscripts(text.encode())
    assert article.title == "东山市开展编务练习"
    assert {(f.rule, f.line) for f in proofread([article])} == {("common-error", 3), ("half-width-mark", 3)}


def test_a_word_file() -> None:
    document = docx.Document()
    document.add_heading("东山市开展编务练习", 1)
    document.add_paragraph("截止目前，练习已开课，大家都来参加。（来源：东山日报）")
    out = io.BytesIO()
    document.save(out)
    found = {finding.quote for finding in proofread(read_manuscripts(out.getvalue(), "a.docx"))}
    assert found == {"截止目前"}


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0old", b"PK\x03\x04broken"])
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(BulletinError, match=r"。$"):
        read_manuscripts(data)


@pytest.mark.parametrize("name", NAMES)
def test_every_character_of_a_real_bulletin_is_read_and_its_line_known(name: str) -> None:
    data = bulletin_file(name).read_bytes()
    lines = data.decode().splitlines()
    manuscripts = read_manuscripts(data, name)
    for manuscript in manuscripts:
        for block in manuscript.blocks:
            for offset, number in block.lines:
                start = block.text[offset : offset + 6].strip()
                assert start[:4] in lines[number - 1]
    assert all(m.title for m in manuscripts if m.role == Role.ARTICLE)
    assert not any(b.kind == Kind.CELL for m in manuscripts for b in m.blocks)


@pytest.mark.parametrize(("name", "least"), list(zip(NAMES, (10, 6, 6), strict=True)))
def test_the_misprints_of_a_real_bulletin_are_found(name: str, least: int) -> None:

    data = bulletin_file(name).read_bytes()
    misprints = json.loads((BULLETINS / "misprints.json").read_text("utf-8"))[name]
    findings = proofread(read_manuscripts(data, name, internal=True))
    found = [m["text"] for m in misprints if any(is_at(f, m, data.decode()) for f in findings)]
    assert len(found) >= least
    assert {m["kind"] for m in misprints} <= RULES_OF_KIND.keys()
