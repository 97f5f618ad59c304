"""Sections as ○…○ without a 目录, each printed line on its own: a real issue, and made-up ones."""

from collections import Counter

from issues.importing.bulletin import Bulletin, ParagraphKind, Role, Rule
from issues.importing.characters import count_characters
from issues.importing.reading import read_bulletin
from tests.bulletins import bulletin_file
from tests.issues.importing.made_up import found
from tests.issues.importing.shapes import pages

NAME = "zhejiang-2021-09.txt"
# Read off the text: for each section the lines (as an editor numbers them) that its titles stand on.
TITLES = {
    "刊首": [[3, 4]],
    "联合会工作": [[655, 656]],
    "省内动态": [[732], [805], [893], [1145, 1146], [1337], [1405, 1406, 1408], [1525], [1641], [1867]],
    "行业动态": [[2077, 2078], [2322, 2323], [2570], [2648], [2811, 2812], [3240]],
    "企业运作": [[3514], [3555, 3556], [3598], [3679], [3725, 3726]],
}
SOURCES = {
    "浙江日报": 6, "机经网": 3, "中国机械联": 2, "杭州日报": 1, "经信厅": 1, "经信厅网": 1, "中国政府网": 1,
    "中国汽车工业协会": 1, "东华集团": 1, "机电院": 1, "杭申集团": 1, "运达公司": 1, "亚太集团": 1, "": 1,
}  # fmt: skip


def real() -> Bulletin:
    return read_bulletin(bulletin_file(NAME).read_bytes(), NAME)


def test_the_sections_and_the_titles_of_the_real_issue() -> None:
    lines = bulletin_file(NAME).read_text("utf-8").split("\n")
    expected = {
        name: ["".join(lines[number - 1].strip() for number in title) for title in titles]
        for name, titles in TITLES.items()
    }
    assert {s.name: [a.title for a in s.articles] for s in real().sections} == expected


def test_the_one_subtitle_of_the_real_issue() -> None:
    assert [bool(a.subtitle) for a in real().articles].count(True) == 1


def test_the_sources_of_the_real_issue() -> None:
    assert Counter(article.source for article in real().articles) == SOURCES


def test_every_character_of_the_real_issue_has_its_place() -> None:
    account = real().account
    text = bulletin_file(NAME).read_text("utf-8")
    assert account.unplaced == ()
    assert account.characters_in == account.characters_placed == count_characters(text) == 37280
    assert account.placed[Role.FOLIO] == 8
    assert account.placed[Role.SECTION_HEADING] == 19


def test_the_lines_of_the_real_issue_are_joined_to_paragraphs() -> None:
    paragraphs = [p for article in real().articles for p in article.paragraphs]
    texts = [p for p in paragraphs if p.kind is ParagraphKind.TEXT]
    headings = [p for p in paragraphs if p.kind is ParagraphKind.SUBHEADING]
    assert (len(texts), len(headings)) == (224, 34)
    # Each ends where a sentence does.
    assert [p.line for p in texts if p.text[-1] not in "。！？：；”"] == []


def test_doubts_about_the_real_issue_are_few_and_said() -> None:
    doubts = found(real(), Rule.CUT_IN_DOUBT)
    assert 0 < len(doubts) <= 10


def test_year_and_number_come_from_the_name_of_the_file() -> None:
    bulletin = real()
    assert (bulletin.title, bulletin.year, bulletin.number) == ("", 2021, 9)


def made_up() -> list[str]:
    return [
        "○会议消息○",
        "全市文秘工作座谈会", "在东山召开", *pages.columns(pages.TEA), *pages.columns(pages.TEA_MORE),
        "（来源：东山日报）",
        "柳河新桥通行", *pages.columns(pages.BRIDGE)[:2], "·· 4", *pages.columns(pages.BRIDGE)[2:],
        "○办公生活○",
        "图书室夜里也开门", "——记一次小小的改动",
        *pages.columns(pages.LIBRARY), *pages.columns(pages.SCHOOL),
        "（摘自《东山晚报》）",
    ]  # fmt: skip


def test_titles_on_several_lines_a_subtitle_and_a_folio_inside_a_paragraph() -> None:
    bulletin = pages.read(made_up())
    meeting, bridge, library = bulletin.articles
    assert [s.name for s in bulletin.sections] == ["会议消息", "办公生活"]
    assert (meeting.title, meeting.source) == ("全市文秘工作座谈会在东山召开", "东山日报")
    assert [p.text for p in meeting.paragraphs] == [pages.TEA, pages.TEA_MORE]
    assert [p.text for p in bridge.paragraphs] == [pages.BRIDGE]
    assert (library.title, library.subtitle, library.source) == (
        "图书室夜里也开门", "——记一次小小的改动", "《东山晚报》",
    )  # fmt: skip
    assert bulletin.account.placed[Role.FOLIO] == 3
