"""Versions of pictures are made in the background, one picture a task, and noted once all are stored."""

import logging
import re
from collections.abc import Iterable, Iterator

from django.core.files.storage import default_storage
from django.db.models import F
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from articles.pictures.files import put
from articles.pictures.sources import names_in
from articles.pictures.stored import MOST_TRIES, StoredPicture, variant_name
from articles.pictures.variants import Unreadable, measure, versions_of

logger = logging.getLogger(__name__)

FOLDER = "pictures"
_ORIGINAL = re.compile(r"[0-9a-f]{64}\.(?:jpg|png)")
# After whatever people wait for.
PRIORITY = -50


def keep(name: str, data: bytes) -> StoredPicture:
    """Store a checked picture and note its size; its versions follow in the background.

    Args: name: in the media storage, from the picture's digest. Raises: Unreadable; OSError.
    """
    width, height = measure(data)
    put(default_storage, name, data)
    picture, is_new = StoredPicture.objects.get_or_create(
        name=name, defaults={"width": width, "height": height}
    )
    if is_new:
        make_waiting.enqueue()
    return picture


@task(priority=PRIORITY)
def make_waiting() -> None:
    """Make the versions of one picture; the others go behind what was asked for meanwhile."""
    if _make_next() and StoredPicture.objects.waiting().exists():
        make_waiting.enqueue()


def ask_for_missing() -> None:
    """See that what waits is made: for tasks that went with their worker. Two queries."""
    asked = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=make_waiting.module_path)
    if StoredPicture.objects.waiting().exists() and not asked.exists():
        make_waiting.enqueue()


def _make_next() -> bool:
    """Make one picture's versions. Returns: whether it is worth going on at once."""
    picture = StoredPicture.objects.waiting().first()
    return picture is not None and _attempt(picture)


def make_those_of(bodies: Iterable[str]) -> bool:
    """Make the versions of all pictures in article bodies, known or not, as far as they can be made now.

    Returns: whether a page that shows them looks different from before.
    """
    names = {name for body in bodies for name in names_in(body)}
    found = bool(note(names))
    for picture in StoredPicture.objects.waiting().filter(name__in=names):
        found = True
        if not _attempt(picture):
            break
    return found


def _attempt(picture: StoredPicture) -> bool:
    """Returns: False where the storage fails, so that the next picture would not fare better."""
    mine = StoredPicture.objects.filter(pk=picture.pk, made_at=None, tries=picture.tries)
    # Counted before the attempt: a picture that kills its worker must not kill them all.
    if not mine.update(tries=F("tries") + 1):
        return True
    try:
        make(picture)
    except Unreadable as flaw:
        logger.warning("picture %s: %s", picture.name, flaw)
        StoredPicture.objects.filter(pk=picture.pk).update(tries=MOST_TRIES)
    except OSError as error:
        # A full disk or a storage that is away is no fault of the picture's.
        logger.warning("picture %s: %s", picture.name, error)
        StoredPicture.objects.filter(pk=picture.pk).update(tries=picture.tries)
        return False
    return True


def make(picture: StoredPicture) -> None:
    """Make and store the versions of a picture, whatever was made of it before.

    Raises: Unreadable, for an original that is gone or broken; OSError, with nothing left of this attempt.
    """
    try:
        with default_storage.open(picture.name) as file:
            data = file.read()
    except FileNotFoundError as error:
        raise Unreadable("原图不在媒体库里了，请从备份中恢复。") from error
    versions = versions_of(data)
    stored: list[str] = []
    try:
        for variant in versions.variants:
            name = variant_name(picture.name, variant.width, variant.kind)
            put(default_storage, name, variant.data)
            stored.append(name)
    except OSError:
        for name in set(stored) - set(picture.variant_names()):
            default_storage.delete(name)
        raise
    picture.width, picture.height = versions.width, versions.height
    picture.kinds, picture.made_at = versions.kinds, timezone.now()
    picture.save(update_fields=["width", "height", "kinds", "made_at"])


def note(names: Iterable[str]) -> list[StoredPicture]:
    """Note pictures that came into the media storage past the upload. Unreadable ones are left out.

    Args: names: of originals. Returns: those that were not known.
    """
    wanted = set(names)
    wanted -= set(StoredPicture.objects.filter(name__in=wanted).values_list("name", flat=True))
    found = []
    for name in sorted(wanted):
        try:
            with default_storage.open(name) as file:
                width, height = measure(file.read())
        except (OSError, Unreadable) as flaw:
            logger.warning("picture %s: %s", name, flaw)
            continue
        picture, is_new = StoredPicture.objects.get_or_create(
            name=name, defaults={"width": width, "height": height}
        )
        if is_new:
            found.append(picture)
    return found


def originals() -> Iterator[str]:
    """Names of all originals in the media storage; their versions are left out."""
    try:
        folders, _ = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return
    for folder in sorted(folders):
        _, files = default_storage.listdir(f"{FOLDER}/{folder}")
        yield from (f"{FOLDER}/{folder}/{file}" for file in sorted(files) if _ORIGINAL.fullmatch(file))


def is_whole(picture: StoredPicture) -> bool:
    """Whether its versions were made and are all there."""
    return picture.made_at is not None and all(map(default_storage.exists, picture.variant_names()))
