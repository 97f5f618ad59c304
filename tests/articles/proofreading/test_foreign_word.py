"""Foreign words in two kinds of capitals."""

from tests.articles.proofreading.texts import found


def test_the_rarer_kind_is_found() -> None:
    assert found("foreign-word", "采用Bianwu系统。", "Bianwu系统好用。", "升级BIANWU平台。") == [
        ("BIANWU", "Bianwu")
    ]


def test_foreign_sentences_and_addresses_are_left_alone() -> None:
    assert found("foreign-word", "《练习》（The Exercise for the Desk）。", "见www.the.cn。", "The。") == []
