"""Names of organisations with characters left out."""

from tests.articles.proofreading.texts import found


def test_two_characters_left_out_of_the_middle() -> None:
    texts = ["东山编务质量管理协会成立。", "会议由东山编务质量协会举办。"]
    assert found("organisation-name", *texts) == [("东山编务质量协会", "东山编务质量管理协会")]


def test_different_organisations_are_left_alone() -> None:
    assert found("organisation-name", "东山编务质量管理协会成立。", "西岭编务质量协会成立。") == []
