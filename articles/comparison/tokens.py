"""A text cut into what the comparison never splits."""

import re

# Letters and digits of Latin, Greek and Cyrillic, full width too, with accents written apart.
_LETTERS = r"[A-Za-zÀ-ÖØ-öø-ʯͰ-ӿＡ-Ｚａ-ｚ\d][A-Za-zÀ-ÖØ-öø-ʯ\u0300-\u036fͰ-ӿＡ-Ｚａ-ｚ\d]*"
# What belongs to the character before: accents, variants of a Chinese character, joined emoji.
_FOLLOWERS = "[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U000e0100-\U000e01ef\U0001f3fb-\U0001f3ff]"
_TOKEN = re.compile(
    # A word or number, with what joins its parts: 8,000, 3.5, km/h, 2024-08-09, O'Neill.
    rf"{_LETTERS}(?:[.,'’/:．_-]{_LETTERS})*(?:[%％‰℃°]?)"
    r"|—+|…+|·{2,}"
    rf"|.{_FOLLOWERS}*(?:\u200d.{_FOLLOWERS}*)*",
    re.DOTALL,
)


def tokens(text: str) -> list[str]:
    """The tokens of a text: a word, a number, —— and …… each as one, every other character alone.

    Joined they are the text. ``articles.counting`` counts a little differently: it counts words, this
    keeps together what would be misread in halves (8,000 → 8,500; 12% → 15%).
    """
    return _TOKEN.findall(text)
