"""All that is verified, in order."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from keeping.snapshot import snapshot
from keeping.stores import Stores
from keeping.verifying import articles, files, issues, press, references, search
from keeping.verifying.finding import Finding
from keeping.wording import silent

# A picture that was uploaded may stand in a text that somebody has not saved yet.
ORPHAN_AGE = timedelta(days=7)
AREAS = "表与表的引用、终审签发与流转、修订历史、目录与页码、付印与发布、文件与校验码、读者检索"


def verify(
    stores: Stores, *, orphan_age: timedelta = ORPHAN_AGE, tell: Callable[[str], None] = silent
) -> Iterator[Finding]:
    """Hold database and files against each other, while people work. Yields: what does not agree.

    Args: orphan_age: how old a file has to be to be told when nothing uses it.
    """
    with snapshot():
        for check in (references.check, articles.check, issues.check, press.check, search.check):
            yield from check(tell)
    # Files are no part of the snapshot: rows first, then files, and what is missing is looked at again.
    yield from files.check(stores, orphan_age, tell)
