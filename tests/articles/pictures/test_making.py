"""Versions are made in the background, one picture a task; what goes wrong leaves nothing half made."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from articles.pictures import making
from articles.pictures.stored import MOST_TRIES, StoredPicture
from tests.articles.pictures.drawing import drawing, photo, uploaded

pytestmark = pytest.mark.django_db


def _files() -> list[str]:
    folders, _ = default_storage.listdir("pictures")
    return sorted(f"pictures/{folder}/{name}" for folder in folders
                  for name in default_storage.listdir(f"pictures/{folder}")[1])  # fmt: skip


def _asked() -> int:
    return DBTaskResult.objects.filter(
        status=TaskResultStatus.READY, task_path=making.make_waiting.module_path
    ).count()


def _run() -> None:
    """As the worker does with one task."""
    task = DBTaskResult.objects.ready().first()
    assert task is not None
    task.delete()
    making.make_waiting.call()


def test_an_upload_is_measured_at_once_and_made_later() -> None:
    picture = uploaded(photo())
    assert (picture.width, picture.height, picture.kinds, picture.made_at) == (900, 600, [], None)
    assert _files() == [picture.name]
    assert _asked() == 1
    _run()
    picture.refresh_from_db()
    assert picture.made_at
    assert len(picture.variant_names()) == 8
    assert _files() == sorted([picture.name, *picture.variant_names()])
    assert _asked() == 0


def test_the_same_picture_is_asked_for_once() -> None:
    assert uploaded(photo()) == uploaded(photo())
    assert _asked() == 1


def test_one_task_goes_on_to_the_next_picture() -> None:
    uploaded(photo(200, 150))
    uploaded(drawing())
    DBTaskResult.objects.all().delete()
    making.ask_for_missing()
    making.ask_for_missing()
    assert _asked() == 1
    _run()
    assert (_asked(), StoredPicture.objects.waiting().count()) == (1, 1)
    _run()
    assert (_asked(), StoredPicture.objects.waiting().count()) == (0, 0)
    making.ask_for_missing()
    assert _asked() == 0


def test_pictures_wait_for_what_people_wait_for() -> None:
    uploaded(photo(200, 150))
    assert DBTaskResult.objects.get().priority < 0


def test_a_lost_original_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    picture = uploaded(photo(200, 150))
    default_storage.delete(picture.name)
    _run()
    picture.refresh_from_db()
    assert (picture.made_at, picture.tries) == (None, MOST_TRIES)
    assert "原图不在媒体库里" in caplog.text
    making.ask_for_missing()
    assert _asked() == 0


def test_a_full_disk_leaves_nothing_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = uploaded(photo())
    save = default_storage.save
    saved: list[str] = []

    def save_some(name: str, content: Any) -> str:
        if len(saved) == 3:
            # As a file system does: the beginning is there.
            save(name, type(content)(content.read(10)))
            raise OSError("disk full")
        saved.append(save(name, content))
        return saved[-1]

    monkeypatch.setattr(default_storage, "save", save_some)
    _run()
    picture.refresh_from_db()
    assert (picture.made_at, picture.tries) == (None, 0)
    assert (_files(), _asked()) == ([picture.name], 0)
    monkeypatch.undo()
    making.ask_for_missing()
    _run()
    picture.refresh_from_db()
    assert making.is_whole(picture)


def test_a_picture_at_which_workers_die_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = uploaded(photo(200, 150))
    monkeypatch.setattr(making, "make", lambda picture: (_ for _ in ()).throw(SystemExit))
    for tries in range(1, MOST_TRIES + 1):
        with pytest.raises(SystemExit):
            making.make_waiting.call()
        picture.refresh_from_db()
        assert picture.tries == tries
    making.make_waiting.call()


def test_what_a_killed_process_left_half_is_replaced() -> None:
    picture = uploaded(photo(200, 150))
    with default_storage.open(picture.name, "wb") as file:
        file.write(b"half")
    StoredPicture.objects.all().delete()
    picture = uploaded(photo(200, 150))
    making.make(picture)
    assert making.is_whole(picture)


def test_pictures_that_came_past_the_upload() -> None:
    picture = uploaded(photo(200, 150))
    body = f'<p><img src="/media/{picture.name}"></p>'
    StoredPicture.objects.all().delete()
    assert making.make_those_of(["<p>无图。</p>", body]) is True
    picture = StoredPicture.objects.get(name=picture.name)
    assert making.is_whole(picture)
    assert making.make_those_of([body]) is False
    assert list(making.originals()) == [picture.name]


def test_unreadable_pictures_do_not_stop_the_others(caplog: pytest.LogCaptureFixture) -> None:
    good = uploaded(photo(200, 150))
    StoredPicture.objects.all().delete()
    gone = f"pictures/00/{'0' * 64}.jpg"
    assert [each.name for each in making.note([gone, good.name])] == [good.name]
    assert gone in caplog.text


def test_only_what_is_not_made_waits() -> None:
    picture = uploaded(photo(200, 150))
    StoredPicture.objects.update(made_at=timezone.now())
    assert making.make_waiting.call() is None
    picture.refresh_from_db()
    assert picture.kinds == []
