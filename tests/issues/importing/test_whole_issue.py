from datetime import date

from issues.importing.bulletin import ParagraphKind
from tests.issues.importing.made_up import issue, line_of, read


def test_an_issue_without_faults_has_no_finding_and_nothing_unplaced() -> None:
    bulletin = read(issue())
    assert bulletin.findings == ()
    assert bulletin.account.unplaced == ()
    assert bulletin.account.characters_placed == bulletin.account.characters_in


def test_the_cover() -> None:
    bulletin = read(issue())
    assert (bulletin.title, bulletin.year, bulletin.number, bulletin.whole_number) == (
        "办公室通讯",
        2031,
        5,
        77,
    )
    assert bulletin.sponsors == ("东山市文秘协会", "东山市档案学会")
    assert (bulletin.frequency, bulletin.issue_date) == ("月刊", date(2031, 5, 1))


def test_sections_and_articles_in_the_order_of_the_contents() -> None:
    bulletin = read(issue())
    assert [(s.name, len(s.articles)) for s in bulletin.sections] == [
        ("会议消息", 1),
        ("经验交流", 2),
        ("办公生活", 1),
    ]
    assert [a.printed_page for a in bulletin.articles] == [1, 2, 3, 4]
    assert all(a.found and len(a.paragraphs) == 1 for a in bulletin.articles)


def test_an_article_knows_its_lines() -> None:
    text = issue()
    article = read(text).articles[1]
    assert article.first_line == line_of(text, article.title)
    assert article.paragraphs[0].line == article.first_line + 2
    assert article.paragraphs[0].kind is ParagraphKind.TEXT


def test_the_colophon_has_its_labels_without_blanks() -> None:
    assert dict(read(issue()).colophon) == {
        "编辑": "《办公室通讯》编辑部",
        "终审": "甲一",
        "责任编辑": "乙二",
        "电话": "000-1234567",
        "网址": "www.example.org",
        "邮政编码": "100000",
    }


def test_reading_twice_gives_the_same() -> None:
    assert read(issue()) == read(issue())
