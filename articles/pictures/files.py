"""Files that are there whole, under exactly the name that was given, or not at all."""

from django.core.files.base import ContentFile
from django.core.files.storage import Storage


def put(storage: Storage, name: str, data: bytes) -> None:
    """Store a file. What is there already and as long is the same: names of pictures follow their content.

    Raises: OSError, with nothing left under the name.
    """
    if storage.exists(name):
        if storage.size(name) == len(data):
            return
        # Left half by a process that was killed.
        storage.delete(name)
    try:
        stored = storage.save(name, ContentFile(data))
    except BaseException:
        storage.delete(name)
        raise
    if stored != name:
        # Another process stored the same picture at the same moment.
        storage.delete(stored)
