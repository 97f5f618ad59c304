"""Covers are made in the background once an issue has appeared; no failing cover touches the issue."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from PIL import Image

from articles.models import Article
from articles.pictures.stored import StoredPicture
from issues import freshness
from issues.covers import cover_of, making
from issues.models import Cover, Issue, IssueStatus, PressFile, press_storage
from issues.models.covers import MOST_TRIES
from issues.publishing import withdraw
from issues.services import change_status
from tests.articles.pictures.drawing import photo, uploaded
from tests.conftest import Cast
from tests.issues.covers.conftest import pdf

pytestmark = pytest.mark.django_db


def _asked() -> int:
    return DBTaskResult.objects.filter(
        status=TaskResultStatus.READY, task_path=making.make_waiting.module_path
    ).count()


def test_publishing_asks_for_the_cover_in_its_own_transaction(
    make_issue: Callable[..., Issue], cast: Cast
) -> None:
    issue = make_issue()
    with transaction.atomic():
        change_status(issue, IssueStatus.PUBLISHED, cast.responsible_editor, "")
        transaction.set_rollback(True)
    assert _asked() == 0
    issue = Issue.objects.get()
    change_status(issue, IssueStatus.PUBLISHED, cast.responsible_editor, "")
    assert _asked() == 1
    withdraw(issue, actor=cast.responsible_editor, comment="有误")
    assert _asked() == 1


def test_the_first_page_in_three_widths(
    issue_with_pdf: Callable[..., Issue], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()  # as they are made for readers
    issue = issue_with_pdf()
    before = freshness.current().generation
    making.make_waiting.call()
    cover = Cover.objects.get()
    assert (cover.width, cover.height) == (960, round(960 * 424 / 300))
    assert sorted(kind for kind, _ in cover.kinds) == ["avif", "png", "webp"]
    assert all(widths == [320, 640, 960] for _, widths in cover.kinds)
    for name in making.names_of(issue.press_files.get()):
        with press_storage().open(name) as file, Image.open(BytesIO(file.read())) as image:
            assert abs(image.height / image.width - 424 / 300) < 0.01
            dark = image.convert("L").getpixel((image.width // 2, image.height * 30 // 424))
            assert isinstance(dark, int)
            assert dark < 40
    # Pages that were kept without the cover are not shown any more.
    assert freshness.current().generation != before


def test_a_page_in_colour(issue_with_pdf: Callable[..., Issue]) -> None:
    issue_with_pdf(pdf=pdf("firebrick"))
    making.make_waiting.call()
    name = next(n for n in making.names_of(PressFile.objects.get()) if n.endswith("-128.png"))
    with press_storage().open(name) as file, Image.open(BytesIO(file.read())) as image:
        assert image.mode == "RGB"


def test_pictures_of_the_articles_follow(issue_with_pdf: Callable[..., Issue]) -> None:
    picture = uploaded(photo(200, 150))
    StoredPicture.objects.all().delete()  # as one that came in before this was kept
    issue = issue_with_pdf()
    Article.objects.filter(entry__issue=issue).update(body=f'<p><img src="/media/{picture.name}"></p>')
    making.make_waiting.call()
    assert StoredPicture.objects.get().made_at


def test_one_task_goes_on_to_the_next_issue(issue_with_pdf: Callable[..., Issue]) -> None:
    issues = [issue_with_pdf(2026, number) for number in (1, 2)]
    making.ask_for_missing()
    making.ask_for_missing()
    assert _asked() == 1
    DBTaskResult.objects.all().delete()
    making.make_waiting.call()
    assert (_asked(), making.waiting().count()) == (1, 1)
    making.make_waiting.call()
    assert (_asked(), making.waiting().count()) == (1, 0)
    assert all(cover_of(issue) for issue in issues)


def test_only_what_readers_get_has_a_cover(issue_with_pdf: Callable[..., Issue], cast: Cast) -> None:
    issue = issue_with_pdf()
    newer = PressFile(issue=issue, sha256="1" * 64, pages=1, created_by=cast.print_office)
    newer.file.save("newer.pdf", ContentFile(pdf("navy")))
    for variant in ("press", "archive"):
        other = PressFile(issue=issue, variant=variant, sha256="2" * 64, pages=1, created_by=cast.editor)
        other.file.save("other.pdf", ContentFile(pdf()))
    assert list(making.waiting()) == [newer]
    withdraw(issue, actor=cast.responsible_editor, comment="有误")
    assert not making.waiting()
    making.make_waiting.call()
    assert not Cover.objects.exists()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"text"])
def test_a_broken_pdf_is_given_up(
    issue_with_pdf: Callable[..., Issue], data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    issue = issue_with_pdf(pdf=data)
    making.make_waiting.call()
    assert "打不开" in caplog.text
    assert Cover.objects.get().tries == MOST_TRIES
    assert (cover_of(issue), _asked()) == (None, 0)
    issue.refresh_from_db()
    assert issue.status == IssueStatus.PUBLISHED


def test_a_lost_pdf_is_given_up(
    issue_with_pdf: Callable[..., Issue], caplog: pytest.LogCaptureFixture
) -> None:
    file = issue_with_pdf().press_files.get()
    file.file.storage.delete(str(file.file.name))
    making.make_waiting.call()
    assert "备份" in caplog.text
    assert not making.waiting()


def test_a_full_disk_leaves_nothing_and_is_tried_again(
    issue_with_pdf: Callable[..., Issue], press_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = issue_with_pdf()
    storage = press_storage()
    save = storage.save
    saved: list[str] = []

    def save_some(name: str, content: Any) -> str:
        if len(saved) == 4:
            raise OSError("disk full")
        saved.append(save(name, content))
        return saved[-1]

    monkeypatch.setattr(storage, "save", save_some)
    making.make_waiting.call()
    assert not [path for path in press_folder.rglob("*") if path.is_file() and "covers" in path.parts]
    assert (cover_of(issue), Cover.objects.get().tries) == (None, 0)
    monkeypatch.undo()
    making.make_waiting.call()
    assert cover_of(issue)
