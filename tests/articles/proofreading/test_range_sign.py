"""Signs that a range repeats."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "quote", "suggestion"),
    [("增长10～20%。", "10～20%", "10%～20%"), ("投资3～5亿元。", "3～5亿", "3亿～5亿")],
)
def test_the_first_number_needs_its_sign(text: str, quote: str, suggestion: str) -> None:
    assert found("range-sign", text) == [(quote, suggestion)]


@pytest.mark.parametrize("text", ["增长10%～20%。", "投资3亿～5亿元。", "招收3～5名。"])
def test_whole_ranges_are_right(text: str) -> None:
    assert found("range-sign", text) == []
