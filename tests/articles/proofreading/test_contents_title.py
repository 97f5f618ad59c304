"""The 目录 of a text file against the titles of its articles."""

from articles.proofreading.manuscript import Block, Kind, Manuscript, Role
from tests.articles.proofreading.texts import article, findings


def _found(entry: str, *titles: str) -> list[tuple[str, str | None]]:
    contents = Manuscript(role=Role.CONTENTS, paragraphs=(Block(entry, Kind.LIST),))
    articles = [article("编务练习开课。", title=title) for title in titles]
    return [(f.message, f.suggestion) for f in findings("contents-title", [contents, *articles])]


def test_a_character_left_out() -> None:
    assert _found("东山市开展编务练", "东山市开展编务练习") == [
        ("目录与正文标题“东山市开展编务练习”文字不一致。", "东山市开展编务练习")
    ]


def test_blanks_around_digits() -> None:
    assert _found("东山市 2031 年编务计划", "东山市2031年编务计划")[0][0].endswith("空格不一致。")


def test_marks() -> None:
    assert _found("东山市开展“编务”练习", "东山市开展编务练习")[0][0].endswith("标点不一致。")


def test_a_blank_for_the_turn_of_a_line_is_right() -> None:
    assert _found("编务练习开课 人人参加", "编务练习开课人人参加") == []


def test_the_same_title_is_right() -> None:
    assert _found("东山市开展编务练习", "东山市开展编务练习", "西岭市开展编务练习") == []


def test_an_entry_without_article() -> None:
    assert _found("南湖市举办歌会", "东山市开展编务练习") == [
        ("正文里没有找到“南湖市举办歌会”这一篇。", None)
    ]
