"""The one form in which texts and queries meet, and the words by which the index knows it.

A text is folded (NFKC, lower case) and cut into runs: Chinese characters, digits, letters. The runs with
one blank between them are its plain form; whether a text holds a phrase is whether its plain form holds
the phrase's. The index knows every Chinese character by itself and the one that follows (现在 → 现在, 在),
so that each stands at exactly one place, and words and numbers whole. No queries.
"""

import re
import unicodedata
from collections.abc import Iterator

# Ideographs with their extensions and compatibility forms, 々 and 〇, kana, Hangul: written without blanks.
HAN = (
    "々〇\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
# What looks like a longer word is no word; an index entry has an upper bound.
LONGEST_WORD = 64
_RUN = re.compile(rf"[{HAN}]+|\d{{1,{LONGEST_WORD}}}|[^\W\d_{HAN}]{{1,{LONGEST_WORD}}}")
_HAN = re.compile(f"[{HAN}]")


class _Folding(dict[int, str]):
    """Each character as it is compared, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = unicodedata.normalize("NFKC", chr(code)).lower()
        return folded


_FOLDING = _Folding()


def composed(text: str) -> str:
    """The text with accents joined to their letters (NFC): ``fold`` goes by single characters."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """A composed text in one width and one case; each character becomes one or more."""
    return text.translate(_FOLDING)


def is_han(run: str) -> bool:
    """Whether a run is one of Chinese characters."""
    return bool(_HAN.match(run))


def plain_form(text: str) -> str:
    """The text's runs with single blanks around them: " 现在 ai 时代 "; empty if there is none."""
    runs = _RUN.findall(fold(composed(text)))
    return f" {' '.join(runs)} " if runs else ""


def words(plain: str) -> Iterator[str]:
    """The words of a plain form, in order: 现在 ai 时代 → 现在, 在, ai, 时代, 代."""
    for run in plain.split():
        if is_han(run):
            yield from (run[at : at + 2] for at in range(len(run)))
        else:
            yield run
