"""Marks behind numbers."""

from tests.articles.proofreading.texts import found


def test_the_first_stands_for_all_of_an_article() -> None:
    assert found("numbering-mark", "1、学习", "2、练习") == [("1、", "1.")]


def test_no_mark_behind_a_bracket() -> None:
    assert found("numbering-mark", "（一）、学习") == [("（一）、", "（一）")]


def test_right_marks() -> None:
    assert found("numbering-mark", "1.学习", "一、学习", "（一）学习", "①学习", "2.5万人") == []
