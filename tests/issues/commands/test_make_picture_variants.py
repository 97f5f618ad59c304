"""``manage.py make_picture_variants``: what is missing, again and again the same."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.pictures import making
from articles.pictures.stored import StoredPicture
from issues.covers import cover_of
from issues.models import Issue, press_storage
from tests.articles.pictures.drawing import drawing, photo, uploaded
from tests.issues.covers.conftest import issue_with_pdf, other_periodical, publish, published, small_covers

__all__ = ["issue_with_pdf", "other_periodical", "publish", "published", "small_covers"]
pytestmark = pytest.mark.django_db


def _told(*options: str) -> str:
    out = StringIO()
    call_command("make_picture_variants", *options, stdout=out)
    return out.getvalue()


def test_what_is_missing_and_no_more(issue_with_pdf: Callable[..., Issue]) -> None:
    issue = issue_with_pdf()
    known, unknown = uploaded(photo(200, 150)), uploaded(drawing(120, 90))
    unknown.delete()
    assert "做了 2 张，0 张原已齐全；封面图：做了 1 期" in _told()
    assert cover_of(issue)
    assert all(map(making.is_whole, StoredPicture.objects.all()))
    assert "做了 0 张，2 张原已齐全；封面图：做了 0 期" in _told()
    known.refresh_from_db()
    default_storage.delete(known.variant_names()[0])
    press_storage().delete(f"covers/2026/{'0' * 64}-128.png")
    assert "做了 1 张，1 张原已齐全；封面图：做了 1 期" in _told()
    assert "做了 2 张，0 张原已齐全；封面图：做了 1 期" in _told("--again")


def test_what_cannot_be_made_is_named_and_the_rest_is_made(issue_with_pdf: Callable[..., Issue]) -> None:
    good, gone = uploaded(drawing(120, 90)), uploaded(photo(200, 150))
    default_storage.delete(gone.name)
    half = f"pictures/00/{'0' * 64}.jpg"
    default_storage.save(half, ContentFile(b"half"))
    issue_with_pdf(pdf=b"%PDF-")
    with pytest.raises(CommandError) as refusal:
        _told()
    lines = str(refusal.value).splitlines()
    assert [gone.name in lines[0], half in lines[1], "2026年第8期的封面" in lines[2]] == [True] * 3
    good.refresh_from_db()
    assert making.is_whole(good)


def test_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = uploaded(photo(200, 150))

    def fail(name: str, content: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(default_storage, "save", fail)
    with pytest.raises(CommandError, match="存不下去"):
        _told()
    picture.refresh_from_db()
    assert picture.made_at is None
