"""Articles without a source."""

from tests.articles.proofreading.texts import article, findings, found

TITLE = "东山市开展编务练习"


def test_nothing_says_where_it_comes_from() -> None:
    assert found("no-source", "编务练习开课。", source="") == [(TITLE, None)]


def test_a_field_a_lead_a_credit_or_an_author_will_do() -> None:
    assert found("no-source", "编务练习开课。") == []
    assert found("no-source", "2031年8月5日《东山日报》：编务练习开课。", source="") == []
    assert found("no-source", "编务练习开课。", "（来源：东山日报）", source="") == []
    assert found("no-source", "编务练习开课。（来源：东山日报）", source="") == []
    assert found("no-source", "编务练习开课。", source="", byline="林知远") == []


def test_our_own_news_need_none() -> None:
    assert found("no-source", "我会举办编务练习。", source="") == []
    assert found("no-source", "东山编务协会举办练习。", source="", own_names=("东山编务协会",)) == []


def test_a_section_without_any_source_is_our_own() -> None:
    own = [article("编务练习开课。", source="", section="工作动态") for _ in range(2)]
    mixed = [article("练习。", section="省内"), article("练习。", source="", section="省内")]
    assert [f.position.manuscript for f in findings("no-source", [*own, *mixed])] == [3]
