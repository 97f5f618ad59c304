"""One source in two spellings."""

from tests.articles.proofreading.texts import article, findings


def _quotes(*sources: str) -> list[tuple[str, str | None]]:
    issue = [article("编务练习开课。", f"（来源：{source}）", source="") for source in sources]
    return [(f.quote, f.suggestion) for f in findings("source-name", issue)]


def test_with_and_without_the_net() -> None:
    assert _quotes("东山编务局", "西岭报", "东山编务局网") == [("东山编务局网", "东山编务局")]


def test_with_and_without_marks() -> None:
    issue = [article("练习。", source="《东山日报》"), article("练习。", source="东山日报")]
    assert [f.quote for f in findings("source-name", issue)] == ["东山日报"]


def test_different_sources() -> None:
    assert _quotes("东山日报", "东山晚报", "东山日报") == []
