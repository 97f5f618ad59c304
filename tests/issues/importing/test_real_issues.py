"""Two real issues of 《山西机电信息》, read from outside the repository."""

import json
from dataclasses import dataclass
from datetime import date

import pytest

from issues.importing.assembling import assemble
from issues.importing.bulletin import Bulletin, BulletinError, Finding, ParagraphKind, Role, Rule
from issues.importing.characters import count_characters
from issues.importing.files import read_file
from issues.importing.reading import propose, read_bulletin
from issues.importing.report import report
from tests.bulletins import bulletin_file, misprints
from tests.issues.importing.made_up import found

COLOPHON = ["编辑", "终审", "校编", "责任编辑", "电话", "网址", "邮箱", "邮政编码", "通讯地址"]


@dataclass(frozen=True)
class Expected:
    name: str
    year: int
    number: int
    whole_number: int
    sections: dict[str, int]
    pages: list[int]
    rules: dict[Rule, int]
    characters: int


AUGUST_2024 = Expected(
    "shanxi-2024-08.txt",
    2024,
    8,
    420,
    {
        "工作动态": 2,
        "政策措施": 5,
        "装备制造": 4,
        "产教融合": 2,
        "行业资讯": 1,
        "省内信息": 2,
        "质量管理": 2,
        "科技创新": 4,
    },
    [1, 1, 1, 2, 3, 3, 4, 5, 5, 7, 7, 7, 8, 9, 14, 14, 15, 15, 16, 16, 17, 17],
    {
        Rule.CONTENTS_TITLE_DIFFERS: 2,
        Rule.SECTION_MISSING_IN_BODY: 1,
        Rule.SECTION_NAME_IN_ARTICLE: 1,
        Rule.RUNNING_TITLE_REPEATED: 1,
    },
    22177,
)
SEPTEMBER_2023 = Expected(
    "shanxi-2023-09.txt",
    2023,
    9,
    409,
    {
        "政策措施": 4,
        "装备制造": 6,
        "产教融合": 2,
        "行业资讯": 3,
        "省内信息": 7,
        "质量管理": 3,
        "科技前沿": 4,
    },
    [1, 2, 3, 4, 4, 5, 5, 6, 6, 7, 7, 7, 8, 9, 9, 10, 10, 11, 11, 12, 13, 14, 14, 15, 16, 16, 17, 17, 18],
    {
        Rule.BLANKS_DIFFER: 15,
        Rule.SECTION_MISSING_IN_BODY: 2,
        Rule.SECTION_MISPLACED: 1,
        Rule.JOIN_IN_DOUBT: 2,
        Rule.LATEX_REMNANT: 1,
    },
    21207,
)
both = pytest.mark.parametrize("expected", [AUGUST_2024, SEPTEMBER_2023], ids=lambda e: e.name)


def real(name: str) -> Bulletin:
    return read_bulletin(bulletin_file(name).read_bytes(), name)


def lines_of(name: str) -> list[str]:
    return bulletin_file(name).read_text("utf-8").split("\n")


def the(bulletin: Bulletin, rule: Rule) -> Finding:
    (finding,) = found(bulletin, rule)
    return finding


@both
def test_the_cover(expected: Expected) -> None:
    bulletin = real(expected.name)
    assert bulletin.title == "山西机电信息"
    assert (bulletin.year, bulletin.number) == (expected.year, expected.number)
    assert bulletin.whole_number == expected.whole_number
    assert bulletin.issue_date == date(expected.year, expected.number, 1)
    assert bulletin.frequency == "月刊"
    assert len(bulletin.sponsors) == 2


@both
def test_sections_entries_and_printed_pages(expected: Expected) -> None:
    bulletin = real(expected.name)
    assert {s.name: len(s.articles) for s in bulletin.sections} == expected.sections
    assert [a.printed_page for a in bulletin.articles] == expected.pages
    assert all(article.found and article.paragraphs for article in bulletin.articles)


@both
def test_the_colophon(expected: Expected) -> None:
    colophon = real(expected.name).colophon
    assert list(colophon) == COLOPHON
    assert all(colophon.values())


@both
def test_every_character_is_placed(expected: Expected) -> None:
    bulletin = real(expected.name)
    text = bulletin_file(expected.name).read_text("utf-8")
    assert bulletin.account.characters_in == count_characters(text) == expected.characters
    assert bulletin.account.characters_placed == expected.characters
    assert bulletin.account.unplaced == ()


@both
def test_the_findings(expected: Expected) -> None:
    rules = [finding.rule for finding in real(expected.name).findings]
    assert {rule: rules.count(rule) for rule in set(rules)} == expected.rules


@both
def test_every_title_is_a_line_of_the_body(expected: Expected) -> None:
    lines = lines_of(expected.name)
    for article in real(expected.name).articles:
        assert article.first_line is not None
        assert lines[article.first_line - 1].strip() == article.title


@both
def test_every_cut_paragraph_is_joined(expected: Expected) -> None:
    for article in real(expected.name).articles:
        for paragraph in article.paragraphs:
            if paragraph.kind is ParagraphKind.TEXT:
                assert paragraph.text[-1] in "。！？：；”）…", paragraph.line


@both
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_other_encodings_give_the_same_report(expected: Expected, encoding: str) -> None:
    text = bulletin_file(expected.name).read_text("utf-8")
    assert report(read_bulletin(text.encode(encoding))) == report(real(expected.name))


@both
def test_a_file_cut_off_in_the_contents_is_refused(expected: Expected) -> None:
    lines = lines_of(expected.name)
    body_begins = min(article.first_line or 0 for article in real(expected.name).articles)
    for end in range(16, body_begins):
        with pytest.raises(BulletinError, match="目录"):
            read_bulletin("\n".join(lines[:end]).encode())
        with pytest.raises(BulletinError, match="目录"):
            read_bulletin("\n".join(lines[:end])[:-2].encode())


@both
def test_the_report_is_json(expected: Expected) -> None:
    made = report(real(expected.name))
    assert json.loads(json.dumps(made)) == made


def test_titles_that_a_reader_marked_in_the_contents_of_2024() -> None:
    lines = lines_of(AUGUST_2024.name)
    findings = found(real(AUGUST_2024.name), Rule.CONTENTS_TITLE_DIFFERS)
    marked = misprints(AUGUST_2024.name, "contents-title")
    assert len(marked) == len(findings)
    for text, finding in zip(marked, findings, strict=True):
        assert text in lines[finding.line - 1]
    assert ["缺“会”" in findings[0].message, "缺“复”" in findings[1].message] == [True, True]


def test_the_line_that_a_reader_marked_as_repeated_in_2024() -> None:
    bulletin = real(AUGUST_2024.name)
    (marked,) = misprints(AUGUST_2024.name, "repeated-line")
    finding = the(bulletin, Rule.RUNNING_TITLE_REPEATED)
    assert lines_of(AUGUST_2024.name)[finding.line - 1] == marked
    article = next(a for a in bulletin.articles if a.title == marked)
    assert marked not in [paragraph.text for paragraph in article.paragraphs]
    assert bulletin.account.placed[Role.REPEATED_TITLE] == count_characters(marked)


def test_the_blanks_that_a_reader_marked_in_the_contents_of_2023() -> None:
    lines = lines_of(SEPTEMBER_2023.name)
    findings = found(real(SEPTEMBER_2023.name), Rule.BLANKS_DIFFER)
    (marked,) = misprints(SEPTEMBER_2023.name, "contents-title")
    assert any(marked in lines[finding.line - 1] for finding in findings)


@pytest.mark.parametrize(
    ("name", "missing"),
    [(AUGUST_2024.name, ["装备制造"]), (SEPTEMBER_2023.name, ["政策措施", "省内信息"])],
)
def test_sections_missing_in_the_body(name: str, missing: list[str]) -> None:
    lines = lines_of(name)
    findings = found(real(name), Rule.SECTION_MISSING_IN_BODY)
    assert [lines[finding.line - 1] for finding in findings] == missing


def test_the_heading_that_stands_two_paragraphs_too_early_in_2023() -> None:
    finding = the(real(SEPTEMBER_2023.name), Rule.SECTION_MISPLACED)
    assert lines_of(SEPTEMBER_2023.name)[finding.line - 1] == "装备制造"
    assert "2 段" in finding.message


def test_the_subheading_named_like_a_section_in_2024() -> None:
    bulletin = real(AUGUST_2024.name)
    finding = the(bulletin, Rule.SECTION_NAME_IN_ARTICLE)
    paragraphs = [p for a in bulletin.articles for p in a.paragraphs if p.line == finding.line]
    assert [p.kind for p in paragraphs] == [ParagraphKind.SUBHEADING]


def test_sources_and_their_dates() -> None:
    august, september = real(AUGUST_2024.name), real(SEPTEMBER_2023.name)
    assert sum(bool(a.source) for a in august.articles) == 19
    assert sum(a.source_date is not None for a in august.articles) == 18
    assert sum(bool(a.source) for a in september.articles) == 26
    assert sum(a.source_date is not None for a in september.articles) == 22


@both
def test_the_proposed_cuts_make_the_same_issue(expected: Expected) -> None:
    bulletin = real(expected.name)
    source = read_file(bulletin_file(expected.name).read_bytes())
    proposal = propose(source, expected.name)
    assembled = assemble(source, proposal.cuts, proposal.imprint, proposal.findings, expected.name)
    assert assembled.sections == bulletin.sections
    assert assembled.colophon == bulletin.colophon
    assert assembled.account.characters_placed == bulletin.account.characters_placed
    doubts = found(assembled, Rule.CUT_IN_DOUBT)
    assert sorted(f.rule for f in assembled.findings if f not in doubts) == sorted(
        finding.rule for finding in bulletin.findings
    )
