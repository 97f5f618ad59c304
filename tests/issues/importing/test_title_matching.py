import pytest

from issues.importing.bulletin import Rule
from tests.issues.importing.made_up import (
    ARCHIVES,
    MEETING,
    PAPER,
    SECTIONS,
    STAMPS,
    MadeUp,
    body,
    contents,
    found,
    issue,
    line_of,
    read,
)


def with_contents_title(contents_title: str, title: str = ARCHIVES.title) -> str:
    article = MadeUp(title, 2, ARCHIVES.lines, contents_title)
    return issue([("会议消息", [MEETING, article, STAMPS])])


@pytest.mark.parametrize(
    ("contents_title", "rule"),
    [
        ("旧档案怎样编号更方便查", Rule.CONTENTS_TITLE_DIFFERS),
        ("旧档案怎么编号更方便查找", Rule.CONTENTS_TITLE_DIFFERS),
        ("旧旧档案怎样编号更方便地查找", Rule.CONTENTS_TITLE_DIFFERS),
        ("旧档案怎样编号，更方便查找", Rule.PUNCTUATION_DIFFERS),
        ("“旧档案”怎样编号更方便查找", Rule.PUNCTUATION_DIFFERS),
        ("旧档案 怎样编号更方便查找", Rule.BLANKS_DIFFER),
    ],
)
def test_a_difference_is_one_finding_and_the_body_counts(contents_title: str, rule: Rule) -> None:
    text = with_contents_title(contents_title)
    bulletin = read(text)
    article = bulletin.articles[1]
    assert (article.title, article.contents_title) == (ARCHIVES.title, contents_title)
    assert [(f.rule, f.line) for f in bulletin.findings] == [(rule, line_of(text, f"{contents_title} 2"))]


def test_the_message_names_the_character() -> None:
    finding = read(with_contents_title("旧档案怎样编号更方便查")).findings[0]
    assert "缺“找”" in finding.message


def test_blanks_around_digits_are_one_finding_for_an_entry() -> None:
    text = with_contents_title("2031 年上半年 12 个科室考评结果", "2031年上半年12个科室考评结果")
    assert [f.rule for f in read(text).findings] == [Rule.BLANKS_DIFFER]


def test_full_width_digits_and_letters_are_a_difference_of_form_only() -> None:
    text = with_contents_title("２０３１年ＯＡ系统升级公告", "2031年OA系统升级公告")
    assert read(text).articles[1].found


def test_a_title_that_is_quite_different_is_not_taken() -> None:
    text = with_contents_title("旧家具怎样摆放更节省地方")
    bulletin = read(text)
    assert [f.rule for f in bulletin.findings] == [Rule.ARTICLE_NOT_FOUND]


def test_an_entry_without_article_stays_with_its_entry() -> None:
    text = issue(body_text=body([("会议消息", [MEETING]), ("经验交流", [ARCHIVES]), ("办公生活", [PAPER])]))
    bulletin = read(text)
    article = bulletin.articles[2]
    assert (article.title, article.printed_page, article.found, article.paragraphs) == (
        STAMPS.title,
        3,
        False,
        (),
    )
    assert article.characters == 0
    assert [f.rule for f in bulletin.findings] == [Rule.ARTICLE_NOT_FOUND]


@pytest.mark.parametrize("parts", [2, 3])
def test_a_title_on_several_lines(parts: int) -> None:
    title = "关于改进会议记录书写格式的几点具体建议供各科室参考"
    size = -(-len(title) // parts)
    pieces = [title[n : n + size] for n in range(0, len(title), size)]
    sections = [("会议消息", [MEETING, MadeUp(title, 2)])]
    bulletin = read(issue(sections, body_text=body(sections).replace(title, "\n\n".join(pieces), 1)))
    assert bulletin.articles[1].title == title
    assert bulletin.findings == ()


def test_a_mention_in_running_text_is_not_the_title() -> None:
    mention = f"下面还要谈到{ARCHIVES.title}，请大家留意。"
    sections = [("会议消息", [MadeUp(MEETING.title, 1, [mention]), ARCHIVES])]
    bulletin = read(issue(sections))
    assert bulletin.articles[0].paragraphs[0].text == mention
    assert bulletin.articles[1].paragraphs[0].text == ARCHIVES.lines[0]


def test_a_list_of_titles_above_the_articles_is_not_the_articles() -> None:
    titles = "\n\n".join(article.title for _, articles in SECTIONS for article in articles)
    bulletin = read(issue(body_text=f"会议消息\n\n{titles}\n\n{body()}"))
    assert all(article.paragraphs for article in bulletin.articles)
    assert len(found(bulletin, Rule.RUNNING_TITLE_REPEATED)) == 4


def test_an_article_that_stands_elsewhere_is_found() -> None:
    text = issue(
        body_text=body([("会议消息", [MEETING]), ("办公生活", [PAPER]), ("经验交流", [ARCHIVES, STAMPS])])
    )
    bulletin = read(text)
    assert [a.title for a in bulletin.articles] == [MEETING.title, ARCHIVES.title, STAMPS.title, PAPER.title]
    assert [a.paragraphs[0].text for a in bulletin.articles][3] == PAPER.lines[0]
    assert len(found(bulletin, Rule.ARTICLE_OUT_OF_ORDER)) == 1


def test_two_articles_of_the_same_title() -> None:
    notes = [MadeUp("简讯", 1, ["第一则简讯。"]), MadeUp("简讯", 2, ["第二则简讯。"])]
    bulletin = read(issue([("会议消息", notes)]))
    assert [a.paragraphs[0].text for a in bulletin.articles] == ["第一则简讯。", "第二则简讯。"]


def test_titles_that_differ_in_a_digit_only_are_kept_apart() -> None:
    years = [MadeUp(f"203{n}年办公室工作总结", n + 1) for n in range(4)]
    bulletin = read(issue([("会议消息", years)]))
    assert [a.title for a in bulletin.articles] == [year.title for year in years]
    assert bulletin.findings == ()


def test_an_article_that_the_contents_lack_is_a_finding() -> None:
    lead = "2031年5月8日《东山日报》：值班室添置了新的打印机，排队的人少了一半。"
    text = issue(
        contents_text=contents(),
        body_text=body().replace("办公生活", f"值班室里的新打印机受欢迎\n\n{lead}\n\n办公生活", 1),
    )
    bulletin = read(text)
    assert [f.line for f in found(bulletin, Rule.ARTICLE_NOT_IN_CONTENTS)] == [
        line_of(text, "值班室里的新打印机受欢迎")
    ]


def test_a_title_without_text_is_a_finding() -> None:
    text = issue(body_text=body().replace(STAMPS.lines[0] + "\n\n", ""))
    assert [f.rule for f in read(text).findings] == [Rule.ARTICLE_EMPTY]
