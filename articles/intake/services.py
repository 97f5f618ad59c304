"""What happens to a 来稿: it is read and kept, corrected, taken as a draft or refused, and expires."""

from datetime import timedelta
from io import BytesIO

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from articles.duplicates.index import find_older
from articles.intake.blocks import as_html
from articles.intake.reading import read_file
from articles.models import Article, Section
from articles.richtext import plain_text
from articles.services import Refused, save_text
from articles.submissions import Submission, SubmissionPicture
from articles.uploads import CheckedPicture, PictureRefused, check_picture, keep_picture
from articles.wordfile import Picture, WordFileError

KEPT_DAYS = 14
# Open at a time for one person: three drops of twenty.
MOST_OPEN = 60
TEXT_FIELDS = (
    "section", "kicker", "title", "subtitle", "byline", "source", "source_date", "original_title",
)  # fmt: skip
_DRAWINGS = ("emf", "wmf")


def open_submissions(owner: User) -> list[Submission]:
    """What a person sent in and has not decided on, oldest first; what expired is gone."""
    Submission.objects.filter(created_at__lt=timezone.now() - timedelta(days=KEPT_DAYS)).delete()
    return list(
        Submission.objects.filter(owner=owner)
        .select_related("section__periodical")
        .prefetch_related("pictures")
    )


def receive(data: bytes, name: str, *, actor: User) -> Submission:
    """Read a file and keep what was read for its owner. No article is written.

    Raises: Refused, whose sentence says what to do, for a person without the permission, a file that
    cannot be read, or too many 来稿 that nobody decided on.
    """
    if not actor.has_perm("articles.add_article"):
        raise Refused(f"{actor}没有编写稿件的权限。")
    if len(open_submissions(actor)) >= MOST_OPEN:
        raise Refused(f"已有{MOST_OPEN}份来稿没有处理，请先收下或不收，再传新的。")
    try:
        read = read_file(data, name, today=timezone.localdate())
    except WordFileError as error:
        raise Refused(str(error)) from error
    found, remarks = read.manuscript, list(read.manuscript.remarks)
    pictures = _checked(read.pictures, remarks)
    body = as_html(found.blocks, {number: picture.address for number, picture in pictures.items()})
    older = find_older(plain_text(body))
    with transaction.atomic():
        submission = Submission.objects.create(
            owner=actor,
            file_name=name[-200:],
            section=_likely_section(actor),
            title=found.title,
            kicker=found.kicker,
            subtitle=found.subtitle,
            byline=found.byline,
            source=found.source,
            source_date=found.source_date,
            original_title=found.original_title,
            body=body,
            remarks=remarks,
            older=[[each.article.pk, round(each.share, 4), round(each.share_of_older, 4)] for each in older],
        )
        by_name = {picture.name: picture for picture in pictures.values()}
        SubmissionPicture.objects.bulk_create(
            SubmissionPicture(submission=submission, name=each.name, data=each.data)
            for each in by_name.values()
        )
    return submission


def _checked(pictures: tuple[Picture, ...], remarks: list[str]) -> dict[int, CheckedPicture]:
    """The usable pictures by their number in the file; of the others the remarks tell."""
    checked, drawings, others = {}, 0, 0
    for number, picture in enumerate(pictures):
        if any(kind in picture.content_type for kind in _DRAWINGS):
            drawings += 1
            continue
        try:
            checked[number] = check_picture(BytesIO(picture.data), len(picture.data))
        except PictureRefused:
            others += 1
    if drawings:
        remarks.append(
            f"有 {drawings} 张 EMF/WMF 图没有取入，请在 Word 里把它另存为 PNG 后插入；原处已标明。"
        )
    if others:
        remarks.append(f"有 {others} 张图片打不开，没有取入，请另存为 JPG 或 PNG 后插入；原处已标明。")
    return checked


def _likely_section(actor: User) -> Section | None:
    """Where the person's last article went, else the first section there is."""
    last = Article.objects.filter(created_by=actor).order_by("-pk").select_related("section").first()
    if last is not None:
        return last.section
    return Section.objects.order_by("periodical__title", "usual_position", "pk").first()


@transaction.atomic
def take(submission: Submission, *, actor: User) -> Article:
    """收下: make a draft of a 来稿 and put its pictures into media. The 来稿 is gone then.

    Args: submission: with the corrections, stored or not. Raises: Refused, for a 来稿 that was decided
    on meanwhile, belongs to another person, or lacks title or section.
    """
    kept = _locked(submission, actor)
    if not submission.title.strip():
        raise Refused(f"“{submission.file_name}”还没有标题，没有收下。")
    if submission.section is None:
        raise Refused(f"《{submission.title}》还没有选栏目，没有收下。")
    values = {name: getattr(submission, name) for name in TEXT_FIELDS}
    article = save_text(
        Article(body=kept.body, **values), actor=actor, reason=f"收稿：{submission.file_name}"[:100]
    )
    try:
        for picture in kept.pictures.all():
            keep_picture(picture.name, bytes(picture.data))
    except PictureRefused as refusal:
        raise Refused(str(refusal)) from refusal
    kept.delete()
    return article


@transaction.atomic
def decline(submission: Submission, *, actor: User) -> None:
    """不收: what was read of the file is deleted. Raises: Refused, as ``take``."""
    _locked(submission, actor).delete()


def correct(submission: Submission, *, actor: User) -> None:
    """Keep what the person corrected. Raises: Refused, as ``take``."""
    with transaction.atomic():
        _locked(submission, actor)
        submission.save(update_fields=TEXT_FIELDS)


def _locked(submission: Submission, actor: User) -> Submission:
    if not actor.has_perm("articles.add_article"):
        raise Refused(f"{actor}没有编写稿件的权限。")
    kept = Submission.objects.select_for_update().filter(pk=submission.pk, owner=actor).first()
    if kept is None:
        raise Refused(f"“{submission.file_name}”已经处理过了。")
    return kept
