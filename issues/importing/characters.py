"""Counting and comparing Chinese text: what is blank, what two titles have in common."""

import unicodedata

# Dashes, quotes, brackets, symbols, blanks and invisible characters do not count in a comparison.
_IGNORED_CATEGORIES = frozenset("PSZC")


class _KeyTable(dict[int, str]):
    """A table for str.translate that fills itself, so that each character is looked up once."""

    def __missing__(self, code: int) -> str:
        wide = unicodedata.normalize("NFKC", chr(code)).casefold()
        kept = "".join(c for c in wide if unicodedata.category(c)[0] not in _IGNORED_CATEGORIES)
        self[code] = kept
        return kept


_KEY_TABLE = _KeyTable()


def count_characters(text: str) -> int:
    """The characters that are not blank; blank is what str.isspace says, 　 included."""
    return len(squeeze(text))


def squeeze(text: str) -> str:
    """The text without any blank."""
    return "".join(text.split())


def comparison_key(text: str) -> str:
    """The text without blanks and punctuation, full width and case folded.

    A text of punctuation only stands for itself, so that two such texts are not taken for equal.
    """
    return text.translate(_KEY_TABLE) or squeeze(text)


def em_width(text: str) -> float:
    """How wide the text is printed, in Chinese characters; Latin letters and digits count half."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in squeeze(text))


def edit_distance(a: str, b: str, limit: int) -> int:
    """The edits that turn a into b, or limit + 1 as soon as it is clear that there are more.

    Only the diagonal band of width 2 * limit + 1 is looked at: linear in the length of the texts.
    """
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    beyond = limit + 1
    row = {j: j for j in range(min(len(b), limit) + 1)}
    for i, char in enumerate(a, start=1):
        below: dict[int, int] = {}
        for j in range(max(0, i - limit), min(len(b), i + limit) + 1):
            if j == 0:
                below[j] = i
                continue
            swap = row.get(j - 1, beyond) + (char != b[j - 1])
            below[j] = min(swap, row.get(j, beyond) + 1, below.get(j - 1, beyond) + 1)
        row = below
        if min(row.values()) > limit:
            return beyond
    return min(row[len(b)], beyond)
