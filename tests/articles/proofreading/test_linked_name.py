"""Names joined by two kinds of marks."""

from tests.articles.proofreading.texts import article, findings, found


def test_a_hyphen_here_and_a_dash_there() -> None:
    quotes = found("linked-name", "参加东山-西岭博览会。", "东山—西岭论坛开幕。")
    assert quotes == [("东山-西岭", "东山—西岭")]


def test_over_the_articles_of_an_issue() -> None:
    issue = [article("参加东山-西岭博览会。"), article("东山—西岭论坛开幕。")]
    assert [f.position.manuscript for f in findings("linked-name", issue)] == [0]


def test_one_mark_throughout_is_right() -> None:
    assert found("linked-name", "参加东山-西岭博览会，东山-西岭论坛开幕。") == []


def test_a_real_dash_is_no_link() -> None:
    assert found("linked-name", "他说到东山——西岭的邻居，又去东山—西岭线。") == []
