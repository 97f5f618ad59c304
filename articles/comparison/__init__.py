"""Two versions of an article held against each other (前后对照): pure, knows no database and no HTML out.

versions.py    a version's text fields
blocks.py      cleaned editor HTML → blocks
tokens.py      what is never split: words, numbers, —— and ……
matching.py    the longest common subsequence of two texts, in bounded time
characters.py  the stretches that two texts share, so that the rest reads well
alignment.py   which block became which, and which were moved, split or joined
segments.py    matched blocks → the segments of both columns
result.py      what comes out
comparing.py   ``compare``: all of it together
"""

from articles.comparison.comparing import compare
from articles.comparison.result import Comparison
from articles.comparison.versions import VersionText

__all__ = ["Comparison", "VersionText", "compare"]
