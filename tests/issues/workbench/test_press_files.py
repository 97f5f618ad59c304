"""付印文件: what the print office sees and fetches, and who did."""

import hashlib
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from issues.models import Issue, IssueStatus, PressFile, PressFileVariant, Recall, Release
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
Make = Callable[..., Release]


@pytest.fixture
def released(make_issue: Callable[..., Issue], cast: Cast) -> Make:
    """Release an issue with three files: ``released()``, and again ``released(reason="…")``."""
    issue = make_issue(2026, 4, status=IssueStatus.AT_PRESS)

    def make(reason: str = "") -> Release:
        number = issue.releases.count() + 1
        release = Release.objects.create(
            issue=issue, number=number, reason=reason, pages=20, released_by=cast.responsible_editor
        )
        for variant in PressFileVariant:
            data = f"%PDF-1.7 {number} {variant}".encode()
            file = PressFile(
                issue=issue, release=release, variant=variant, sha256=hashlib.sha256(data).hexdigest(),
                pages=20, created_by=cast.responsible_editor,
            )  # fmt: skip
            file.file.save(f"{number}-{variant}.pdf", ContentFile(data))
        return release

    return make


@pytest.fixture
def printer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.print_office)
    return client


def _file(release: Release, variant: str = "press") -> PressFile:
    return release.files.get(variant=variant)


def _recall(release: Release, cast: Cast) -> None:
    Recall.objects.create(release=release, reason="第3页数字有误", recalled_by=cast.responsible_editor)


def _text(client: Client, address: str = "/admin/press-files/") -> str:
    return " ".join(client.get(address).content.decode().split())


@pytest.mark.parametrize("address", ["/admin/", "/admin/press-files/"])
def test_the_list_says_what_to_check(printer: Client, released: Make, address: str) -> None:
    file = _file(released())
    text = _text(printer, address)
    assert "《测试通讯》2026年第4期" in text
    assert "共20页。丁责编于" in text
    assert f"{file.sha256[:-6]}</span><b>{file.sha256[-6:]}</b>" in text
    assert text.count("下载印刷文件") == 1
    assert text.count("/admin/press-files/") >= 3
    assert "还没有人取走" in text


def test_nothing_is_there_yet(printer: Client) -> None:
    assert "还没有付印文件" in _text(printer)


def test_a_recalled_release_is_not_to_be_printed_from(
    printer: Client, released: Make, client: Client, cast: Cast
) -> None:
    first = released()
    address = f"/admin/press-files/{_file(first).pk}/"
    _recall(first, cast)
    text = _text(printer)
    assert "已撤回付印，请勿印刷" in text
    assert "理由：第3页数字有误" in text
    assert "下载印刷文件" not in text
    assert address not in text
    assert printer.get(address).status_code == 404
    client.force_login(cast.responsible_editor)  # who released it may still look at it
    assert address in _text(client)
    assert client.get(address).status_code == 200


def test_the_second_release_says_so_and_the_first_is_marked(
    printer: Client, released: Make, cast: Cast
) -> None:
    first = released()
    _recall(first, cast)
    second = released(reason="更正第3页数字")
    text = _text(printer)
    new, old = text.index(_file(second).sha256[-6:]), text.index(_file(first).sha256[-6:])
    assert text.index("更正：更正第3页数字") < new < text.index("已被第2次付印取代，请勿印刷") < old
    assert text.count("下载印刷文件") == 1


def test_fetching_answers_with_the_file_and_is_noted(printer: Client, released: Make) -> None:
    file = _file(released())
    response = printer.get(f"/admin/press-files/{file.pk}/")
    assert b"".join(response.streaming_content) == b"%PDF-1.7 1 press"  # type: ignore[attr-defined]
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    assert f"测试通讯2026年第4期-印刷用-{file.sha256[-6:]}.pdf" in unquote(response["Content-Disposition"])
    assert LogEntry.objects.get().change_message == "取走付印文件"
    assert "戊印务于" in _text(printer)


def test_the_name_tells_the_second_release_from_the_first(printer: Client, released: Make) -> None:
    released()
    response = printer.get(f"/admin/press-files/{_file(released(reason='更正')).pk}/")
    assert "测试通讯2026年第4期第2次付印-印刷用-" in unquote(response["Content-Disposition"])


def test_who_only_asks_whether_it_is_there_has_not_fetched_it(printer: Client, released: Make) -> None:
    address = f"/admin/press-files/{_file(released()).pk}/"
    assert printer.head(address).status_code == 200
    assert printer.post(address).status_code == 405
    assert not LogEntry.objects.exists()


def test_a_file_that_is_gone_is_not_found(printer: Client, released: Make) -> None:
    file = _file(released())
    file.file.storage.delete(file.file.name or "")
    assert printer.get(f"/admin/press-files/{file.pk}/").status_code == 404
    assert "文件缺失" in _text(printer)
    assert printer.get("/admin/press-files/999999/").status_code == 404
    assert not LogEntry.objects.exists()


def test_a_file_that_was_changed_on_the_disk_is_not_given_out(printer: Client, released: Make) -> None:
    file = _file(released())
    with open(file.file.path, "ab") as stored:
        stored.write(b"more")
    response = printer.get(f"/admin/press-files/{file.pk}/", follow=True)
    assert "校验码不符" in response.content.decode()
    assert not LogEntry.objects.exists()


def test_only_who_may_see_them(client: Client, released: Make, cast: Cast) -> None:
    file = _file(released())
    for user, status in ((cast.responsible_editor, 200), (cast.editor, 403), (cast.administrator, 403)):
        client.force_login(user)
        assert client.get("/admin/press-files/").status_code == status
        assert client.get(f"/admin/press-files/{file.pk}/").status_code == status


def test_what_was_published_without_release_is_nothing_to_print_from(
    printer: Client, released: Make, cast: Cast
) -> None:
    issue = released().issue
    file = PressFile(issue=issue, sha256="0" * 64, pages=2, created_by=cast.responsible_editor)
    file.file.save("a.pdf", ContentFile(b"%PDF-1.7"))
    assert f"/admin/press-files/{file.pk}/" not in _text(printer)
    assert printer.get(f"/admin/press-files/{file.pk}/").status_code == 404


def test_older_releases_are_listed_when_asked_for(
    printer: Client, make_issue: Callable[..., Issue], cast: Cast,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for number in range(1, 28):
        issue = make_issue(2020, number, status=IssueStatus.AT_PRESS)
        Release.objects.create(issue=issue, number=1, pages=20, released_by=cast.responsible_editor)
    text = _text(printer)
    assert "更早的还有3次付印" in text
    assert "2020年第1期" not in text
    with django_assert_num_queries(7):
        assert "2020年第1期" in _text(printer, "/admin/press-files/?all")
