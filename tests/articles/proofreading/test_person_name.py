"""Names of people that sound alike."""

from tests.articles.proofreading.texts import found


def test_the_rarer_of_two_spellings() -> None:
    texts = ["林知远会长讲话。", "林知远会长强调编务。", "会后，林志远会长回答提问。"]
    assert found("person-name", *texts) == [("林志远", "林知远")]


def test_other_names_are_left_alone() -> None:
    assert found("person-name", "林知远会长讲话。", "王之恒主任讲话。") == []
