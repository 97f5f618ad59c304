"""A periodical as files, and back into an empty office: equal, or nothing at all."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from accounts.models import User
from articles.models import Article, Section
from issues.models import Issue, PressFile
from keeping.sequences import flush
from periodicals.models import Periodical
from tests.issues.commands.command_line import call
from tests.keeping.conftest import Office, derived

pytestmark = pytest.mark.django_db


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def empty(press_folder: Path) -> Callable[[], None]:
    """Make this office one in which nobody has worked yet."""

    def make() -> None:
        connection.check_constraints()
        flush(apps)
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
        shutil.rmtree(press_folder, ignore_errors=True)

    return make


def _written_again(folder: Path) -> None:
    """Let the sums agree with what a test wrote, as somebody would who means harm."""
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    names = [line.partition("  ")[2] for line in lines]
    sums = [
        hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names if (folder / name).exists()
    ]
    kept = [name for name in names if (folder / name).exists()]
    (folder / "SHA256SUMS").write_text("".join(f"{s}  {n}\n" for s, n in zip(sums, kept, strict=True)))


@pytest.fixture
def exported(office: Office, tmp_path: Path) -> Path:
    made = call("export_periodical", "ceshi", tmp_path / "out")
    assert (made.status, made.err) == (0, "")
    return tmp_path / "out"


def test_what_comes_in_is_what_went_out(
    exported: Path, office: Office, empty: Callable[[], None], tmp_path: Path
) -> None:
    before, made_anew = _files(exported), derived()
    digests = set(PressFile.objects.values_list("sha256", flat=True))
    history = Article.history.model.objects.count()
    empty()
    came = call("import_periodical", exported)
    assert (came.status, came.err) == (0, "")
    assert derived() == made_anew
    assert set(PressFile.objects.values_list("sha256", flat=True)) == digests
    assert Article.history.model.objects.count() == history
    assert call("verify").status == 0
    call("export_periodical", "ceshi", tmp_path / "again")
    after = _files(tmp_path / "again")
    apart = {"about.json", "SHA256SUMS"}  # the time of the export
    assert {n: d for n, d in after.items() if n not in apart} == {
        n: d for n, d in before.items() if n not in apart
    }
    about, again = (json.loads(files["about.json"]) for files in (before, after))
    assert {**about, "exported_at": ""} == {**again, "exported_at": ""}
    # A deleted article's key is not given out again: its history would be another's.
    gone = Article.history.model.objects.get(history_type="-").id
    user, section = User.objects.get(username="editor"), Section.objects.get()
    assert Article.objects.create(title="新", section=section, created_by=user).pk > gone


def test_people_come_by_name_and_cannot_sign_in(
    exported: Path, office: Office, empty: Callable[[], None]
) -> None:
    listed = json.loads((exported / "people.json").read_text())["people"]
    assert {"username": "editor", "full_name": "甲编辑"} in listed
    assert "outsider" not in {person["username"] for person in listed}
    assert (
        office.cast.editor.password not in "".join(path.read_text() for path in exported.rglob("*.json"))
        or not office.cast.editor.password
    )
    empty()
    mine = User.objects.create_user("responsible", full_name="已在此处", password="a-long-password-of-mine")
    call("import_periodical", exported)
    editor = User.objects.get(username="editor")
    assert (editor.full_name, editor.is_active, editor.is_staff, editor.has_usable_password()) == (
        "甲编辑", False, False, False,
    )  # fmt: skip
    mine.refresh_from_db()
    assert (mine.full_name, mine.is_active) == ("已在此处", True)


def test_an_office_that_has_something_takes_nothing_in(exported: Path, office: Office) -> None:
    outcome = call("import_periodical", exported)
    assert outcome.status == 1
    assert "只能导入空的系统" in outcome.err
    assert Periodical.objects.count() == 1


def test_a_bad_export_changes_nothing(
    exported: Path, office: Office, empty: Callable[[], None], press_folder: Path, tmp_path: Path
) -> None:
    empty()
    article = next((exported / "articles").glob("*[0-9].json"))
    text = article.read_text()
    picture = next(exported.glob("media/**/*.jpg"))
    outside = tmp_path / "outside.jpg"
    outside.write_bytes(picture.read_bytes())

    def link() -> None:
        picture.unlink()
        picture.symlink_to(outside)

    spoilers: list[tuple[str, bool, Callable[[], object]]] = [
        ("已损坏或被改动过", False, lambda: article.write_text(text + " ")),
        ("不是完整的 JSON", True, lambda: article.write_text(text[:-5])),
        ("不认识的内容", True, lambda: article.write_text(text.replace('"byline"', '"by_line"'))),
        (
            "不认识的“auth.user",
            True,
            lambda: article.write_text(text.replace('"articles.article":', '"auth.user":')),
        ),
        ("内容不对", True, lambda: article.write_text(text.replace('"editor"', '"nobody"'))),
        (
            "内容不对",
            True,
            lambda: article.write_text(text.replace('"source_url": ""', '"source_url": "javascript:x"')),
        ),
        ("数目不符", True, article.unlink),
        ("不是图片或 PDF", True, lambda: picture.write_text("<script>alert(1)</script>")),
        ("指向别处", True, link),
        ("写法不对", False, lambda: (exported / "SHA256SUMS").write_text("0" * 64 + "  ../x\n")),
        ("不是完整的导出", False, (exported / "SHA256SUMS").unlink),
    ]
    whole = tmp_path / "whole"
    shutil.copytree(exported, whole)
    for sentence, consistent, spoil in spoilers:
        shutil.rmtree(exported)
        shutil.copytree(whole, exported)
        spoil()
        if consistent:
            _written_again(exported)
        outcome = call("import_periodical", exported)
        assert (outcome.status, outcome.err.count("\n")) == (1, 1), (sentence, outcome)
        assert sentence in outcome.err
        assert not Periodical.objects.exists()
        assert not User.objects.exists()
        assert not Issue.objects.exists()
        assert not any(
            path.is_file() for root in (Path(settings.MEDIA_ROOT), press_folder) for path in root.rglob("*")
        )


def test_html_is_cleaned_on_its_way_in(exported: Path, office: Office, empty: Callable[[], None]) -> None:
    empty()
    pages = [path for path in (exported / "articles").glob("*.html") if path.stem.isdigit()]
    page = next(path for path in pages if "段" in path.read_text())
    page.write_text(page.read_text() + '<script>alert(1)</script><p onclick="x()">好</p>')
    _written_again(exported)
    assert call("import_periodical", exported).status == 0
    body = Article.objects.get(title="丙文改题").body
    assert "<p>好</p>" in body
    assert "script" not in body
    assert "onclick" not in body


def test_a_folder_with_something_in_it_is_left_alone(exported: Path, office: Office) -> None:
    before = _files(exported)
    outcome = call("export_periodical", "ceshi", exported)
    assert (outcome.status, "已有内容" in outcome.err) == (1, True)
    assert _files(exported) == before
    assert "没有网址名为“none”的刊物" in call("export_periodical", "none", exported.parent / "new").err
    assert not (exported.parent / "new").exists()
