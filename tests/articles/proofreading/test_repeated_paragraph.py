"""Paragraphs that stand twice."""

from tests.articles.proofreading.texts import article, findings, found

TEXT = "东山市的编务练习从三月开始，到六月结束，共有五个单位参加。"


def test_in_one_article() -> None:
    assert found("repeated-paragraph", TEXT, "中间一段。", TEXT) == [(TEXT, "")]


def test_in_two_articles() -> None:
    issue = [article(TEXT), article("开头。", TEXT)]
    assert [f.position.manuscript for f in findings("repeated-paragraph", issue)] == [1]


def test_short_paragraphs_may() -> None:
    assert found("repeated-paragraph", "记住这一点。", "中间。", "记住这一点。") == []
