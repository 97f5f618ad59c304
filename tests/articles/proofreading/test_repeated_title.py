"""Titles that stand again in the text."""

from tests.articles.proofreading.texts import article, findings, found, heading


def test_a_running_title_left_in_the_text() -> None:
    title = "东山市开展编务练习活动"
    assert found("repeated-title", "练习开课。", title, "大家参加。", title=title) == [(title, "")]


def test_the_title_of_another_article() -> None:
    issue = [article("练习。", title="西岭市举办编务论坛"), article("开课。", "西岭市举办编务论坛")]
    assert [f.position.manuscript for f in findings("repeated-title", issue)] == [1]


def test_the_first_subheading_is_half_of_the_title() -> None:
    first = heading("一、东山编务经历三个阶段")
    quotes = found(
        "repeated-title", first, "开头。", heading("二、何去何从"), title="东山编务经历三个阶段 前路何在"
    )
    assert quotes == [("一、东山编务经历三个阶段", None)]


def test_short_lines_may_stand_twice() -> None:
    assert found("repeated-title", heading("编务"), "练习。", title="编务") == []
