"""Titles of works that differ in a character."""

from tests.articles.proofreading.texts import found


def test_the_rarer_title_is_found() -> None:
    texts = [
        "印发《东山编务练习管理办法》。",
        "按《东山编务练习管理办法》执行。",
        "见《东山编务练习管埋办法》。",
    ]
    assert found("work-title", *texts) == [("东山编务练习管埋办法", "东山编务练习管理办法")]


def test_years_and_numbers_make_other_works() -> None:
    assert found("work-title", "见《东山编务练习报告2030》。", "见《东山编务练习报告2031》。") == []
