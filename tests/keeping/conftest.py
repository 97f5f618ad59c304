"""An office with two issues and something in every kind of table; other offices beside it."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings as site
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from PIL import Image

from accounts.models import SentMail
from articles import services
from articles.duplicates.index import rebuild
from articles.houserules import WordEntry
from articles.models import (
    Article,
    Assignment,
    Fingerprint,
    ReviewComment,
)
from articles.submissions import Submission, SubmissionPicture
from articles.uploads import keep_picture
from issues.models import Issue, PrintedError, Release, SearchText
from issues.publishing import publish
from periodicals.models import DayOff, Periodical
from tests.conftest import Cast
from tests.issues.press.conftest import finish, press, typeset_once

__all__ = ["finish", "press"]
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Office:
    """Two issues of one periodical: ``printed`` went to press and appeared, ``planned`` is in work."""

    printed: Issue
    planned: Issue
    picture: str  # its name in the media storage
    cast: Cast


def picture_bytes() -> bytes:
    out = BytesIO()
    Image.new("RGB", (64, 48), (159, 42, 31)).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def office(
    periodical: Periodical,
    make_issue: Callable[..., Issue],
    make_article: Callable[..., Article],
    press: Callable[..., Release],
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
) -> Office:
    monkeypatch.setattr("issues.publishing.set_pages", lambda document: typeset_once(document, _output()))
    periodical.print_permit_number, periodical.page_budget = "（测）内资准字第0001号", 2
    periodical.save()
    data = picture_bytes()
    name = f"pictures/ab/{hashlib.sha256(data).hexdigest()}.jpg"
    keep_picture(name, data)
    shown = f'<figure class="image"><img src="{default_storage.url(name)}" alt="一把茶壶"></figure>'
    printed = make_issue(
        2026, 3, whole_number=88,
        articles=[make_article(title, signed_off=True) for title in ("甲文", "乙文")],
        printer="测试印刷厂", print_date=date(2026, 3, 10), print_run=500, recipients="会员单位",
        copy_deadline=date(2026, 2, 1), review_deadline=date(2026, 2, 8),
        sign_off_deadline=date(2026, 2, 15), press_deadline=date(2026, 3, 1),
    )  # fmt: skip
    press(printed)
    publish(Issue.objects.get(pk=printed.pk), actor=cast.responsible_editor)
    long = "".join(f"<p>第{number}段，茶水间添了一把新茶壶，大家都说好。</p>" for number in range(12))
    draft = make_article("丙文", body=long + shown)
    planned = make_issue(2026, 4, whole_number=89, articles=[draft])
    draft.title = "丙文改题"
    draft = services.save_text(draft, actor=cast.editor)
    services.submit(draft, actor=cast.editor, comment="请审")
    make_article("将要删去的一篇").delete()
    _write_the_rest(draft, planned, cast)
    # Made by the services, past which the fixtures write.
    list(rebuild())
    return Office(Issue.objects.get(pk=printed.pk), planned, name, cast)


def _output() -> Any:
    from issues.typesetting.output import Output

    return Output()


def _write_the_rest(draft: Article, planned: Issue, cast: Cast) -> None:
    """Rows of kinds that issues and articles alone do not have."""
    opinion = ReviewComment.objects.create(
        article=draft, author=cast.proof_editor, stage="in_review", text="题目长了"
    )
    ReviewComment.objects.create(
        article=draft, author=cast.editor, stage="in_review", text="已改“短”\n两行\t\\", reply_to=opinion
    )
    Assignment.objects.create(article=draft, actor=cast.responsible_editor, assignee=cast.proof_editor,
                              due_date=date(2026, 3, 20))  # fmt: skip
    WordEntry.objects.create(periodical=planned.periodical, purpose="errors", word="座阵", instead="坐镇")
    PrintedError.objects.create(
        issue=planned, kind="wording", text="园", correct="圆", found_by="读者", recorded_by=cast.editor
    )
    DayOff.objects.create(day=date(2026, 10, 8), name="调休", is_working_day=True)
    SentMail.objects.create(user=cast.editor, key="digest:2026-03-01")
    waiting = Submission.objects.create(
        owner=cast.editor, file_name="来稿.docx", title="来稿", remarks=["😀", {"一": None}]
    )
    SubmissionPicture.objects.create(submission=waiting, name="pictures/cd/x.jpg", data=bytes(range(256)))


@pytest.fixture
def somewhere_else(tmp_path: Path) -> Iterator[Callable[[str], "Elsewhere"]]:
    """Another office on ``sqlite`` or ``postgresql``, empty, in processes of its own."""
    made: list[str] = []

    def make(vendor: str) -> Elsewhere:
        folder = tmp_path / f"elsewhere-{vendor}"
        if vendor == "sqlite":
            return Elsewhere(f"sqlite:///{folder / 'db.sqlite3'}", folder)
        name = f"{connection.settings_dict['NAME']}_elsewhere"
        made.append(name)
        _on_server(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
        values = connection.settings_dict
        host, port = values["HOST"] or "127.0.0.1", values["PORT"] or 5432
        password = f":{values['PASSWORD']}" if values["PASSWORD"] else ""
        return Elsewhere(f"postgres://{values['USER']}{password}@{host}:{port}/{name}", folder)

    yield make
    for name in made:
        _on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _on_server(*statements: str) -> None:
    values: dict[str, Any] = connection.get_connection_params()
    params = {name: values[name] for name in ("host", "port", "user", "password") if values.get(name)}
    with psycopg.connect(**params, dbname="postgres", autocommit=True) as server:
        for statement in statements:
            server.execute(statement)


# What runs before the commands of another office: ``destroy`` is what somebody does who errs, ``NEWEST``
# stands for the newest backup of that office.
DESTROY = """
import os, shutil
from pathlib import Path
from django.apps import apps
from keeping.sequences import flush

def newest():
    return str(max(Path(os.environ["BACKUP_ROOT"]).iterdir()))

def destroy():
    flush(apps)
    for root in (os.environ["MEDIA_ROOT"], os.environ["PRESS_ROOT"]):
        shutil.rmtree(root, ignore_errors=True)
"""


@dataclass(frozen=True)
class Outcome:
    """How a process ended."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Elsewhere:
    """An office of which only a database and a folder are known."""

    url: str
    folder: Path

    def run(self, *commands: list[str], before: str = "") -> Outcome:
        """Run commands one after the other in one process; ``before`` is code that comes first."""
        self.folder.mkdir(exist_ok=True)
        code = (
            "import json, sys, django; django.setup()\n"
            "from django.core.management import call_command, CommandError\n"
            f"{before}\n"
            "for words in json.loads(sys.argv[1]):\n"
            "    words = [newest() if word == 'NEWEST' else word for word in words]\n"
            "    if words == ['destroy']: destroy(); continue\n"
            "    try: call_command(*words)\n"
            "    except CommandError as error: print(error, file=sys.stderr); sys.exit(1)\n"
        )
        env = os.environ | {
            "DATABASE_URL": self.url, "DJANGO_SETTINGS_MODULE": "bulletin.settings",
            "MEDIA_ROOT": str(self.folder / "media"), "PRESS_ROOT": str(self.folder / "press"),
            "BACKUP_ROOT": str(self.folder / "backups"),
        }  # fmt: skip
        ended = subprocess.run(
            [sys.executable, "-c", code, json.dumps(commands)],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        return Outcome(ended.returncode, ended.stdout, ended.stderr)

    def dump(self, name: str = "dump") -> list[str]:
        """A command that writes what ``contents`` reads."""
        return dump_to(self.folder / f"{name}.json")

    def contents(self, name: str = "dump") -> dict[str, Any]:
        """What ``dump`` wrote, with all files as they are now."""
        return contents_of(self.folder / f"{name}.json", self.folder / "media", self.folder / "press")


# Written by Django's own command, not by what is tested. Four tables are true for the moment only; two are
# made anew, and verify looks at them.
_APART = [
    "sessions.session",
    "articles.presence",
    "issues.buildworker",
    "periodicals.publicversion",
    "articles.fingerprint",
    "issues.searchtext",
]


def dump_to(path: Path) -> list[str]:
    path.parent.mkdir(exist_ok=True)
    return ["dumpdata", "--all", "--output", str(path), *(f"--exclude={label}" for label in _APART)]


def contents_of(dump: Path, *folders: Path) -> dict[str, Any]:
    """Every row and the digest of every file of an office."""
    rows = {(row["model"], row["pk"]): row["fields"] for row in json.loads(dump.read_text("utf-8"))}
    files = {
        f"{folder.name}/{path.relative_to(folder)}": hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }
    return {"rows": rows, "files": files}


@pytest.fixture
def contents(tmp_path: Path, press_folder: Path) -> Callable[[], dict[str, Any]]:
    """Every row and every file of the test's own office."""

    def read() -> dict[str, Any]:
        dump = tmp_path / "here" / "dump.json"
        call_command(*dump_to(dump))
        return contents_of(dump, Path(site.MEDIA_ROOT), press_folder)

    return read


def derived() -> tuple[list[Any], list[Any]]:
    """What is not in a backup but has to be there again."""
    return (
        sorted(Fingerprint.objects.values_list("article_id", "value")),
        list(
            SearchText.objects.order_by("place").values_list("place", "entry_id", "title", "text", "source")
        ),
    )


def put_stray(name: str = "pictures/ff/stray.jpg") -> str:
    """A file that nothing uses."""
    return default_storage.save(name, ContentFile(picture_bytes()))
