"""What is left of a text to know it again: a sketch of numbers, and the share two texts have in common.

Both rest on shingles, the runs of so many characters that a text consists of. The sketch keeps the
shingles with the smallest hashes (bottom-k, Broder 1997): two texts that share most of their shingles
share most of their sketches, wherever in the text the difference stands. The share is counted exactly,
in characters.
"""

import unicodedata
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest
from zlib import crc32

# Long enough that a stock phrase fills few of them, short enough to survive a changed character or two.
SKETCH_SHINGLE = 8
SHARE_SHINGLE = 5
# Numbers an article: of texts with half their shingles in common some 16 agree.
SKETCH_SIZE = 32
# Shorter texts are notices and captions that are alike by nature.
SHORTEST = 40
# Beyond so many characters a text is known by its beginning.
LONGEST = 60_000
# UTF-16: two bytes a character.
_WIDTH = 2


@dataclass(frozen=True, slots=True)
class Shares:
    """What two texts have in common, as parts (0 to 1) of the one and of the other."""

    of_new: float
    of_old: float


def normalised(text: str) -> str:
    """The text as it is compared: no marks, no blanks, one width, one case."""
    folded = unicodedata.normalize("NFKC", text[: LONGEST * 2]).casefold()
    return "".join(filter(str.isalnum, folded))[:LONGEST]


def sketch(text: str) -> list[int]:
    """The numbers (0 to 2^63 - 1) by which a text is found again, at most SKETCH_SIZE, in order.

    Args: text: plain text. Returns: [] for a text of less than SHORTEST characters.
    """
    bare = normalised(text)
    if len(bare) < SHORTEST:
        return []
    chosen = nsmallest(
        SKETCH_SIZE, _shingles(bare, SKETCH_SHINGLE), key=lambda shingle: (crc32(shingle), shingle)
    )
    # CRC-32 chooses, being fast; the number stored must not meet another's by chance.
    return sorted({int.from_bytes(blake2b(each, digest_size=8).digest(), "big") >> 1 for each in chosen})


def _shingles(bare: str, length: int) -> set[bytes]:
    data = bare.encode("utf-16-le", "surrogatepass")
    size = length * _WIDTH
    return {data[at : at + size] for at in range(0, len(data) - size + 1, _WIDTH)}


def shares(new: str, old: str) -> Shares:
    """How much of each plain text stands in the other, in characters within common runs."""
    new, old = normalised(new), normalised(old)
    common = _shingles(new, SHARE_SHINGLE) & _shingles(old, SHARE_SHINGLE)
    return Shares(_covered(new, common), _covered(old, common))


def _covered(bare: str, common: set[bytes]) -> float:
    """The part of the characters that lie within one of the shingles."""
    data = bare.encode("utf-16-le", "surrogatepass")
    size, covered, end = SHARE_SHINGLE * _WIDTH, 0, 0
    for at in range(0, len(data) - size + 1, _WIDTH):
        if data[at : at + size] in common:
            covered += at + size - max(at, end)
            end = at + size
    return covered / len(data) if data else 0.0
