"""字数 as the office counts it. ``editor/count.js`` counts the same live, under the editor."""

import re

_LETTERS = r"[A-Za-zÀ-ÖØ-öø-ɏ\d]+"
_COUNTED = re.compile(rf"{_LETTERS}(?:[.,'’/:-]{_LETTERS})*|\S")


def count_characters(text: str) -> int:
    """字数: Chinese characters and marks count one each, a Latin word or a number as one."""
    return sum(1 for _ in _COUNTED.finditer(text))
