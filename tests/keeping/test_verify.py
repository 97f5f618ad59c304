"""verify: says nothing of a sound office, and names each thing that does not agree."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from articles.models import Article, StatusChange
from issues.models import ContentsEntry, Issue, IssueStatusChange, PressFile, SearchText, press_storage
from keeping.stores import live_stores
from keeping.verifying import verify
from tests.issues.commands.command_line import call
from tests.keeping.conftest import Office, put_stray

pytestmark = pytest.mark.django_db


def _said() -> list[str]:
    return [finding.sentence for finding in verify(live_stores(), orphan_age=timedelta(0))]


def _raw(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _articles(**values: Any) -> Callable[[Office], object]:
    return lambda office: Article.objects.filter(title="甲文").update(**values)


def _history(office: Office) -> Any:
    return Article.history.model.objects.filter(title="甲文")


def _positions(office: Office) -> None:
    ContentsEntry.objects.filter(issue=office.printed, position=2).update(position=7)


# What somebody does past the services, and what is said of it.
DAMAGES: dict[str, tuple[Callable[[Office], object], str]] = {
    "a signed-off text changed": (_articles(body="<p>改了。</p>"), "《甲文》（稿件 .*的文字与终审签发时不同"),
    "a digest changed with it": (
        _articles(signed_off_digest="0" * 64), "《甲文》（稿件 .*的文字与终审签发时不同",
    ),
    "a status changed": (
        _articles(status="in_review", signed_off_digest=""), "现在是“审校”，流转记录最后一步却到“终审通过”",
    ),
    "a trail lost": (
        lambda office: StatusChange.objects.filter(article__title="丙文改题").delete(), "却没有流转记录",
    ),
    "a step of a trail changed": (
        lambda office: StatusChange.objects.filter(article__title="甲文").update(from_status="in_review"),
        "流转记录不连贯",
    ),
    "a history lost": (lambda office: _history(office).delete(), "《甲文》（稿件 .*没有修订历史"),
    "a version lost": (
        lambda office: Article.history.model.objects.filter(title="丙文改题", version=2).delete(),
        "现在是第 2 版，修订历史里有 1 个版次",
    ),
    "an old version changed": (
        lambda office: _history(office).update(body="<p>改了。</p>"), "的那一版被改动过",
    ),
    "a gap in the contents": (_positions, "2026年第3期的目录次序不是从 1 连续到 2"),
    "a page lost": (
        lambda office: ContentsEntry.objects.filter(article__title="甲文").update(start_page=None),
        "却没有页码",
    ),
    "pages that go back": (
        lambda office: ContentsEntry.objects.filter(article__title="甲文").update(start_page=2),
        "前一篇却在第 2 页",
    ),
    "a page beyond the last": (
        lambda office: ContentsEntry.objects.filter(article__title="乙文").update(start_page=9),
        "PDF 只有 2 页",
    ),
    "an issue's status changed": (
        lambda office: Issue.objects.filter(pk=office.planned.pk).update(status="at_press"),
        "却没有付印记录",
    ),
    "an issue's trail lost": (
        lambda office: IssueStatusChange.objects.all().delete(), "2026年第3期现在是“已发布”，与流转记录不符",
    ),
    "not in the index": (
        lambda office: SearchText.objects.filter(title__contains="甲文").delete(),
        "《甲文》读者搜不到",
    ),
    "old in the index": (
        lambda office: _raw("UPDATE issues_searchtext SET text = 'x' WHERE title LIKE %s", "%甲文%"),
        "在检索里是旧的文字",
    ),
}  # fmt: skip


def test_a_sound_office_and_each_kind_of_damage(office: Office) -> None:
    assert _said() == []
    missed = {}
    for name, (damage, sentence) in DAMAGES.items():
        with transaction.atomic():
            damage(office)
            said = _said()
            transaction.set_rollback(True)
        if not any(re.search(sentence, each) for each in said):
            missed[name] = said
        assert all(each.endswith("。") and ("请" in each or "执行" in each) for each in said)
    assert missed == {}
    assert _said() == []


def test_files_that_are_gone_changed_or_of_no_use(office: Office, press_folder: Path) -> None:
    file = PressFile.objects.get(variant="screen")
    path = Path(file.file.path)
    data = path.read_bytes()
    path.write_bytes(data[:-1] + b"x")
    assert any("与登记的校验码不符" in each for each in _said())
    path.unlink()
    said = _said()
    assert [each for each in said if path.name in each and "找不到了（付印文件库）" in each]
    path.write_bytes(data)
    default_storage.delete(office.picture)
    # In the text and in each version of it.
    assert sum("里的图片" in each and "找不到了（图片库）" in each for each in _said()) >= 2
    stray, lost = put_stray(), press_storage().save("2026/nobody.pdf", ContentFile(b"%PDF-"))
    orphans = [f.orphan for f in verify(live_stores(), orphan_age=timedelta(0)) if f.orphan]
    assert sorted(orphans) == [("default", stray), ("press", lost)]
    # Somebody may just be writing the text that it is for.
    assert not any(f.orphan for f in verify(live_stores()))


def test_pictures_that_only_history_or_a_waiting_text_shows_are_of_use(office: Office) -> None:
    from articles.services import save_text

    article = Article.objects.get(title="丙文改题")
    Article.objects.filter(pk=article.pk).update(status="draft")
    article = Article.objects.get(pk=article.pk)
    article.body = "<p>没有图片了。</p>"
    save_text(article, actor=office.cast.editor)
    assert not any(f.orphan for f in verify(live_stores(), orphan_age=timedelta(0)))


def test_the_command_ends_with_1_and_deletes_what_is_of_no_use(office: Office) -> None:
    assert call("verify").status == 0
    stray = put_stray()
    told = call("verify", "--orphan-hours", 0)
    assert (told.status, told.err) == (1, "核对完毕，有 1 处不符，见上。\n")
    assert default_storage.exists(stray)
    gone = call("verify", "--orphan-hours", 0, "--delete-orphans", "--yes")
    assert (gone.status, "已删除 1 个" in gone.out) == (0, True)
    assert not default_storage.exists(stray)
    assert default_storage.exists(office.picture)
    assert call("verify", "--orphan-hours", "x").status == 1
