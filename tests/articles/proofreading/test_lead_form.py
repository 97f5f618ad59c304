"""Leads in no known form."""

from tests.articles.proofreading.texts import found


def test_a_source_in_another_form() -> None:
    assert found("lead-form", "8月5日，《东山日报》报道，编务练习开课。", source="") == [
        ("8月5日，《东山日报》报道", None)
    ]


def test_known_forms() -> None:
    for lead in ("2031年8月5日《东山日报》：", "新华社东山2031年8月5日电：", "据东山网2031年8月5日消息："):
        assert found("lead-form", f"{lead}编务练习开课。", source="") == []


def test_the_beginning_of_an_ordinary_sentence() -> None:
    assert found("lead-form", "8月5日，编务练习在东山开课，《东山日报》作了报道。", source="") == []
