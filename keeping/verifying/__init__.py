"""Database and files held against each other; nothing is changed.

Each module reads one thing in portions, so that an archive of a hundred thousand articles takes no more
memory than a small one, and yields findings: one sentence that says what is wrong and what to do.
"""

from keeping.verifying.finding import Finding
from keeping.verifying.whole import AREAS, verify

__all__ = ["AREAS", "Finding", "verify"]
