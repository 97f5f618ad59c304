import pytest

from issues.importing.bulletin import BulletinError, Rule
from issues.importing.contents import MAX_ENTRIES
from tests.issues.importing.made_up import (
    ARCHIVES,
    MEETING,
    PAPER,
    SECTIONS,
    STAMPS,
    MadeUp,
    contents,
    found,
    issue,
    line_of,
    read,
)


@pytest.mark.parametrize("leader", [" ", "\t", "·····", "·····\t", "……………", "…… ", " ...... ", "　"])
def test_leaders(leader: str) -> None:
    bulletin = read(issue(leader=leader))
    assert [a.printed_page for a in bulletin.articles] == [1, 2, 3, 4]
    assert bulletin.findings == ()


def test_a_stray_dash_before_an_entry_is_no_part_of_the_title() -> None:
    text = issue(contents_text=contents().replace(MEETING.title, f"- {MEETING.title}"))
    bulletin = read(text)
    assert bulletin.articles[0].contents_title == MEETING.title
    assert bulletin.findings == ()


@pytest.mark.parametrize(
    "title",
    [
        "办公电话费首破2000",
        "“十件小事” 办好一年",
        "新规 2031 年起施行",
        "会议室改造完成70%",
        "第12次例会——记事",
    ],
)
def test_titles_with_digits_blanks_and_quotes(title: str) -> None:
    sections = [("会议消息", [MEETING, MadeUp(title, 2)])]
    bulletin = read(issue(sections))
    assert (bulletin.articles[1].title, bulletin.articles[1].contents_title) == (title, title)
    assert bulletin.findings == ()


def test_an_entry_on_two_lines() -> None:
    long = MadeUp("关于进一步改进机关会议记录书写格式与归档时限的几点具体建议", 2)
    sections = [("会议消息", [MEETING, long])]
    text = issue(sections, contents_text=contents(sections).replace("格式与", "格式与\n"))
    assert read(text).articles[1].contents_title == long.title


def test_an_entry_without_page_is_kept_with_a_finding() -> None:
    sections = [("会议消息", [MEETING, MadeUp(ARCHIVES.title, "", ARCHIVES.lines)])]
    bulletin = read(issue(sections, leader="·····"))
    assert bulletin.articles[1].printed_page is None
    assert len(found(bulletin, Rule.PAGE_MISSING)) == 1


def test_page_numbers_that_fall_are_a_finding() -> None:
    sections = [("会议消息", [MadeUp(MEETING.title, 3), MadeUp(ARCHIVES.title, 2), MadeUp(STAMPS.title, 3)])]
    text = issue(sections)
    bulletin = read(text)
    assert [f.line for f in found(bulletin, Rule.PAGES_OUT_OF_ORDER)] == [
        line_of(text, f"{ARCHIVES.title} 2")
    ]


def test_entries_without_any_section() -> None:
    bulletin = read(issue([("", [MEETING, ARCHIVES])]))
    assert [(s.name, len(s.articles)) for s in bulletin.sections] == [("", 2)]


def test_a_section_without_entries_is_a_finding() -> None:
    text = issue(contents_text=contents([("领导讲话", []), *SECTIONS]))
    assert len(found(read(text), Rule.SECTION_EMPTY)) == 1


def test_a_section_goes_on_behind_its_name_said_again() -> None:
    again = [("会议消息", [MEETING]), ("经验交流", [ARCHIVES]), ("经验交流", [STAMPS]), ("办公生活", [PAPER])]
    bulletin = read(issue(contents_text=contents(again)))
    assert len(bulletin.articles) == 4


def test_the_body_may_begin_without_a_section_heading() -> None:
    text = issue().replace(f"会议消息\n\n{MEETING.title}\n", f"{MEETING.title}\n")
    bulletin = read(text)
    assert bulletin.articles[0].found
    assert [f.rule for f in bulletin.findings] == [Rule.SECTION_MISSING_IN_BODY]


@pytest.mark.parametrize("blank", [" ", "\u3000", "\x1c", "\x85", "\f"])
def test_any_blank_behind_a_page_number(blank: str) -> None:
    bulletin = read(
        issue(contents_text=contents().replace(f"{MEETING.title} 1", f"{MEETING.title} 1{blank}"))
    )
    assert bulletin.articles[0].printed_page == 1


def test_more_entries_than_an_issue_can_have() -> None:
    many = [("会议消息", [MadeUp(f"第{n}号通知说明", 1) for n in range(MAX_ENTRIES + 1)])]
    with pytest.raises(BulletinError, match="条"):
        read(issue(many))
