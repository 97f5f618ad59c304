"""30,000 characters in 500 paragraphs are compared with bounded work, whatever they are.

Work is counted in calls of Python functions, which are the same on every machine; what it takes in
seconds, ``python -m bench.comparison`` prints.
"""

import sys
from types import FrameType

import pytest

from tests.articles.comparison.bodies import compared, paragraphs
from tests.articles.comparison.long_texts import CASES, HAN, every, texts

# The hardest pair takes 1.1 million calls; comparing all with all would take 900 million.
MOST_CALLS = 2_000_000


@pytest.mark.parametrize("name", CASES)
def test_work_is_bounded(name: str) -> None:
    old, new = CASES[name]()
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        comparison = compared(old, new)
    finally:
        sys.setprofile(before)
    assert comparison.passages
    assert calls < MOST_CALLS


def test_a_long_paragraph_edited_in_many_places_is_not_replaced_whole() -> None:
    (text,) = texts(1, HAN, 30_000, 1)
    comparison = compared(paragraphs(text), paragraphs(every(15, text)))
    assert comparison.counts.removed == 2000
