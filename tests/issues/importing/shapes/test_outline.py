"""Sections and articles as headings: Markdown's marks, and the styles of a Word file."""

import pytest
from docx import Document

from issues.importing.assembling import assemble
from issues.importing.bulletin import Bulletin, ParagraphKind, Role, Rule
from issues.importing.files import read_file
from issues.importing.reading import propose, read_bulletin
from tests.articles.test_wordfile import saved
from tests.issues.importing.made_up import found
from tests.issues.importing.shapes import pages
from tests.issues.importing.shapes.pages import read


def shape(bulletin: Bulletin) -> list[tuple[str, list[str]]]:
    return [(s.name, [a.title for a in s.articles]) for s in bulletin.sections]


EXPECTED = [("会议消息", ["头批春茶住进新房", "柳河新桥通行"]), ("办公生活", ["图书室夜里也开门"])]


def headed(issue: str, section: str, article: str, sub: str = "") -> list[str]:
    lines = [f"{issue}办公室通讯 2031年第5期"] if issue else []
    lines += [
        f"{section}会议消息",
        f"{article}头批春茶住进新房",
        "本报记者 方小禾",
        pages.TEA,
        *([f"{sub}装袋的学问"] if sub else []),
        pages.TEA_MORE,
        f"{article}柳河新桥通行",
        pages.BRIDGE,
        f"{section}办公生活",
        f"{article}图书室夜里也开门",
        "——一次小小的改动",
        pages.LIBRARY,
    ]
    return lines


@pytest.mark.parametrize(
    "marks", [("# ", "## ", "### ", "#### "), ("", "# ", "## ", "### "), ("", "# ", "## ", "")]
)
def test_levels_of_markdown(marks: tuple[str, str, str, str]) -> None:
    bulletin = read(headed(*marks))
    assert shape(bulletin) == EXPECTED
    tea, _, library = bulletin.articles
    assert tea.byline == "本报记者 方小禾"
    assert library.subtitle == "——一次小小的改动"
    kinds = [p.kind for p in tea.paragraphs]
    assert kinds.count(ParagraphKind.SUBHEADING) == bool(marks[3])
    assert "#" not in "".join(p.text for p in tea.paragraphs)
    assert bulletin.account.unplaced == ()


def test_the_issue_above_the_sections_gives_its_number() -> None:
    bulletin = read(headed("# ", "## ", "### "))
    assert (bulletin.title, bulletin.year, bulletin.number) == ("办公室通讯", 2031, 5)
    assert bulletin.account.placed[Role.MARK] == 2 * 2 + 3 * 3


def test_text_between_a_section_and_its_first_title_is_left_for_a_person() -> None:
    lines = headed("", "# ", "## ")
    lines.insert(1, "本栏目由文秘协会供稿。")
    bulletin = read(lines)
    assert [rest.text for rest in bulletin.account.unplaced] == ["本栏目由文秘协会供稿。"]
    assert found(bulletin, Rule.CUT_IN_DOUBT)


def test_a_word_file_with_headings() -> None:
    document = Document()
    for line in headed("# ", "## ", "### ", "#### "):
        level, _, words = line.rpartition("# ")
        document.add_heading(words, len(level) + 1) if level or line != words else document.add_paragraph(
            line
        )
    bulletin = read_bulletin(saved(document), "2031-05.docx")
    assert shape(bulletin) == EXPECTED
    assert (bulletin.title, bulletin.year, bulletin.number) == ("办公室通讯", 2031, 5)
    assert bulletin.account.unplaced == ()


def test_a_word_file_without_headings_is_read_like_text() -> None:
    document = Document()
    for line in pages.FULL_HEAD:
        document.add_paragraph(line)
    source = read_file(saved(document))
    proposal = propose(source)
    bulletin = assemble(source, proposal.cuts, proposal.imprint)
    assert [a.title for a in bulletin.articles] == ["头批春茶住进新房", "柳河新桥通行"]


def test_rows_of_a_table_and_broken_lines_of_a_word_file() -> None:
    document = Document()
    document.add_paragraph("上一行").add_run().add_break()
    document.paragraphs[0].add_run("下一行")
    table = document.add_table(2, 2)
    for at, words in enumerate("甲乙丙丁"):
        table.cell(at // 2, at % 2).text = words
    assert [line.text for line in read_file(saved(document)).lines] == [
        "上一行",
        "下一行",
        "甲\t乙",
        "丙\t丁",
    ]
