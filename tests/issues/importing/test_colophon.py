from issues.importing.bulletin import Rule
from tests.issues.importing.made_up import found, issue, line_of, one_article, read


def test_labels_are_normalised() -> None:
    bulletin = read(issue(colophon="邮  编：100000\n地 址：东山市\n电子邮箱：a@example.org\n联系电话：1\n"))
    assert list(bulletin.colophon) == ["邮政编码", "通讯地址", "邮箱", "电话"]


def test_several_labels_on_a_line() -> None:
    bulletin = read(issue(colophon="编 辑：甲 终 审：乙 丙\n电话：1\n"))
    assert dict(bulletin.colophon) == {"编辑": "甲", "终审": "乙 丙", "电话": "1"}


def test_a_label_said_twice_keeps_both_values() -> None:
    assert read(issue(colophon="电话：1\n电话：2\n编辑：甲\n")).colophon["电话"] == "1；2"


def test_another_line_in_the_colophon_is_unplaced() -> None:
    text = issue(colophon="编辑：甲\n欢迎来稿\n电话：1\n")
    bulletin = read(text)
    assert [(u.line, u.text) for u in bulletin.account.unplaced] == [(line_of(text, "欢迎来稿"), "欢迎来稿")]


def test_a_file_without_colophon_is_read_with_a_finding() -> None:
    bulletin = read(issue(colophon=""))
    assert bulletin.colophon == {}
    assert len(found(bulletin, Rule.COLOPHON_MISSING)) == 1


def test_an_editor_named_under_an_article_is_no_colophon() -> None:
    bulletin = read(one_article("一段。", "责任编辑：乙", "又一段。", "再一段。", "还有一段。"))
    assert "责任编辑：乙" in [p.text for p in bulletin.articles[0].paragraphs]
    assert bulletin.colophon["责任编辑"] == "乙二"
