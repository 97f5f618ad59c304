"""A web address against a mail address."""

from articles.proofreading.manuscript import Block, Manuscript, Role
from tests.articles.proofreading.texts import article, findings


def _quotes(*lines: str) -> list[str]:
    colophon = Manuscript(role=Role.COLOPHON, paragraphs=tuple(Block(line) for line in lines))
    return [f.quote for f in findings("web-address", [article("编务练习开课。"), colophon])]


def test_a_digit_for_a_letter() -> None:
    assert _quotes("网址：www.dsbw1h.com", "邮箱：dsbwlh@example.cn") == ["www.dsbw1h.com"]


def test_the_same_name_is_right() -> None:
    assert _quotes("网址：www.dsbwlh.com", "邮箱：dsbwlh@163.com") == []


def test_digits_that_mean_digits() -> None:
    assert _quotes("网址：www.bianwu2031.com", "邮箱：bianwu@163.com") == []
