"""Characters that nobody sees: no feed or e-book can hold some of them, others turn a sentence around."""

import unicodedata

from articles.services import Refused

# Cc control, Cf format (zero width, direction), Cs half of a character, Zl and Zp separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_WRITTEN = frozenset("\n\r\t")


def refuse_unseen(text: str, name: str) -> None:
    """See that a text for readers has none of them. Args: name: what the person calls it. Raises: Refused.

    Source: XML 1.0, 2.2; Unicode Standard Annex 9 (overrides of direction).
    """
    if any(unicodedata.category(char) in _UNSEEN and char not in _WRITTEN for char in text):
        raise Refused(f"{name}里有看不见的控制字符，请不要粘贴，直接输入。")
