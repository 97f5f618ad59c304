"""Covers, and all pictures of the issue's articles, are made in the background once an issue has appeared."""

import logging

import pypdfium2
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult
from PIL import Image

from articles.pictures.files import put
from articles.pictures.making import make_those_of
from articles.pictures.stored import variant_name
from articles.pictures.variants import Unreadable, cut
from issues import freshness
from issues.covers.showing import file_name, made
from issues.models import Cover, IssueStatus, PressFile, PressFileVariant, press_storage
from issues.models.covers import MOST_TRIES

logger = logging.getLogger(__name__)

WIDTHS = (320, 640, 960)
# Set larger and then made smaller: characters of 4 px stay legible. Pixels.
SET_WIDTH = 1920
# A page of any shape that a layout can have is below this. Pixels.
LONGEST = 6000
# Before pieces of typesetting: half a second, and readers are waiting for it.
PRIORITY = 10


def ask() -> None:
    """Have the covers made that are missing; in the transaction that publishes, or at any time."""
    make_waiting.enqueue()


def ask_for_missing() -> None:
    """See that what is missing is made: for tasks that went with their worker. Two queries."""
    asked = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=make_waiting.module_path)
    if waiting().exists() and not asked.exists():
        make_waiting.enqueue()


def readable() -> QuerySet[PressFile]:
    """The PDF of each published issue that readers get, the newest first."""
    ours = PressFile.objects.filter(variant=PressFileVariant.SCREEN)
    newer = ours.filter(issue=OuterRef("issue")).filter(
        Q(created_at__gt=OuterRef("created_at")) | Q(created_at=OuterRef("created_at"), pk__gt=OuterRef("pk"))
    )
    return (
        ours.filter(~Exists(newer), issue__status=IssueStatus.PUBLISHED)
        .select_related("issue__periodical", "cover")
        .order_by("-created_at", "-pk")
    )


def waiting() -> QuerySet[PressFile]:
    """Those that have no cover yet, those that were not tried yet first."""
    missing = Q(cover=None) | Q(cover__made_at=None, cover__tries__lt=MOST_TRIES)
    return readable().filter(missing).order_by(F("cover__tries").asc(nulls_first=True), "-created_at", "-pk")


@task(priority=PRIORITY)
def make_waiting() -> None:
    """Make one issue's cover and its articles' pictures, then the next one's."""
    file = waiting().first()
    if file is not None and _illustrate(file) and waiting().exists():
        make_waiting.enqueue()


def _illustrate(file: PressFile) -> bool:
    """Returns: False where the storage fails, so that the next issue would not fare better."""
    cover, _ = Cover.objects.get_or_create(press_file=file)
    # Counted before the attempt: a file that kills its worker must not kill them all.
    if not Cover.objects.filter(pk=cover.pk, made_at=None, tries=cover.tries).update(tries=F("tries") + 1):
        return True
    try:
        make(file)
    except Unreadable as flaw:
        logger.warning("cover of %s: %s", file.issue, flaw)
        Cover.objects.filter(pk=cover.pk).update(tries=MOST_TRIES)
    except OSError as error:
        logger.warning("cover of %s: %s", file.issue, error)
        Cover.objects.filter(pk=cover.pk).update(tries=cover.tries)
        return False
    else:
        freshness.changed()
    if make_those_of(file.issue.entries.values_list("article__body", flat=True)):
        freshness.changed()
    return True


def make(file: PressFile) -> Cover:
    """Make and store a PDF's cover, whatever was made of it before.

    Raises: Unreadable, for a PDF that is gone or broken; OSError, with nothing left of this attempt.
    """
    pixels = _first_page(file)
    plain = "jpg" if pixels.getcolors(256) is None else "png"
    variants = list(cut(pixels, pixels.size, WIDTHS, plain))
    storage, before = press_storage(), made(file)
    stored: list[str] = []
    try:
        for variant in variants:
            name = variant_name(file_name(file), variant.width, variant.kind)
            put(storage, name, variant.data)
            stored.append(name)
    except OSError:
        for name in stored if before is None else ():
            storage.delete(name)
        raise
    by_weight: dict[str, int] = {}
    for variant in variants:
        by_weight[variant.kind] = by_weight.get(variant.kind, 0) + len(variant.data)
    widths = sorted({variant.width for variant in variants})
    cover, _ = Cover.objects.update_or_create(
        press_file=file,
        defaults={
            "width": widths[-1],
            "height": max(1, round(pixels.height * widths[-1] / pixels.width)),
            "kinds": [(kind, widths) for kind in sorted(by_weight, key=by_weight.__getitem__)],
            "made_at": timezone.now(),
        },
    )
    return cover


def _first_page(file: PressFile) -> Image.Image:
    """Page 1 in grey, if it has no colour, so that it weighs less."""
    try:
        with file.file.open("rb") as pdf:
            data = pdf.read()
    except FileNotFoundError as error:
        raise Unreadable("PDF 不在了，请从备份中恢复。") from error
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            page = document[0]
            width, height = page.get_size()
            scale = min(SET_WIDTH / width, LONGEST / height)
            pixels = page.render(scale=scale).to_pil().convert("RGB")
        finally:
            document.close()
    except (pypdfium2.PdfiumError, ZeroDivisionError, ValueError, IndexError) as error:
        raise Unreadable("PDF 的第一页打不开。") from error
    colours = pixels.getcolors(256)
    is_grey = colours is not None and all(r == g == b for _, (r, g, b) in colours)
    return pixels.convert("L") if is_grey else pixels


def names_of(file: PressFile) -> list[str]:
    """Names in the press storage of all versions of a PDF's cover."""
    cover = made(file)
    kinds = cover.kinds if cover else []
    return [variant_name(file_name(file), width, kind) for kind, widths in kinds for width in widths]


def is_whole(file: PressFile) -> bool:
    """Whether a PDF's cover was made and all its versions are there."""
    return made(file) is not None and all(map(press_storage().exists, names_of(file)))
