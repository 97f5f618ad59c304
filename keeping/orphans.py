"""Files that nothing uses go, when a person wants it."""

from collections.abc import Iterable

from articles.pictures.stored import StoredPicture
from keeping.stores import MEDIA, Stores


def delete(orphans: Iterable[tuple[str, str]], stores: Stores) -> int:
    """Delete files by storage and name, as ``verify`` found them. Returns: how many went."""
    gone = 0
    for store, name in orphans:
        if store == MEDIA:
            # The row first: a file without a row is found again, a row without a file is a fault.
            StoredPicture.objects.filter(name=name).delete()
        stores[store].delete(name)
        gone += 1
    return gone
