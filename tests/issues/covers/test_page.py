"""A cover's address: answers while the issue is public, and then no more."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.http import FileResponse
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from issues.covers import cover_of, making
from issues.models import Issue, PressFile, press_storage
from issues.publishing import withdraw
from tests.conftest import Cast
from tests.issues.covers.conftest import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(issue_with_pdf: Callable[..., Issue]) -> Issue:
    issue = issue_with_pdf()
    making.make_waiting.call()
    return issue


def _address(issue: Issue) -> str:
    cover = cover_of(issue)
    assert cover is not None
    return cover.src


def _read(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    assert isinstance(answer, FileResponse)
    return answer.getvalue()


def test_every_kind_and_width(client: Client, issue: Issue) -> None:
    for kind in ("avif", "webp", "png"):
        for width in (64, 128, 192):
            answer = client.get(_address(issue).replace("192.png", f"{width}.{kind}"))
            assert (answer.status_code, answer["Content-Type"]) == (200, f"image/{kind}")
            assert isinstance(answer, FileResponse)
            with Image.open(BytesIO(answer.getvalue())) as image:
                assert (image.width, image.format) == (width, kind.upper())


def test_a_withdrawn_issue_has_none(client: Client, issue: Issue, cast: Cast) -> None:
    address = _address(issue)
    assert _read(client, address)
    withdraw(issue, actor=cast.responsible_editor, comment="有误")
    assert client.get(address).status_code == 404
    # Not for staff either, and in no folder that is served.
    client.force_login(cast.superuser)
    assert client.get(address).status_code == 404
    name = making.names_of(issue.press_files.get())[0]
    assert press_storage().exists(name)
    assert client.get(f"/media/{name}").status_code == 404


def test_a_browser_may_keep_it_and_nobody_else(client: Client, issue: Issue) -> None:
    answer = client.get(_address(issue))
    assert answer["Cache-Control"] == "private, max-age=3600"
    assert "filename*=utf-8''" in answer["Content-Disposition"]
    assert client.get(_address(issue), HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304


def test_another_pdf_has_another_address(client: Client, issue: Issue, cast: Cast) -> None:
    before = _address(issue)
    newer = PressFile(issue=issue, sha256="1" * 64, pages=1, created_by=cast.print_office)
    newer.file.save("newer.pdf", ContentFile(pdf("navy")))
    assert cover_of(issue) is None
    assert client.get(before).status_code == 404
    making.make_waiting.call()
    assert _address(issue) != before
    assert _read(client, _address(issue))


@pytest.mark.parametrize(
    "wrong",
    [
        "193.png",
        "0192.png",
        "9999.png",
        "640.jpg",
        "640.gif",
        "640",
        "192.png/",
        "192.png.avif",
        "../192.png",
    ],
)
def test_what_there_is_not(client: Client, issue: Issue, wrong: str) -> None:
    assert client.get(_address(issue).replace("192.png", wrong)).status_code in (301, 404)
    assert client.get(_address(issue).replace("0" * 16, "0" * 15 + "1")).status_code == 404
    assert client.get(_address(issue).replace("/8/", "/7/")).status_code == 404


def test_a_lost_file(client: Client, issue: Issue) -> None:
    for name in making.names_of(issue.press_files.get()):
        press_storage().delete(name)
    assert client.get(_address(issue)).status_code == 404


def test_reading_only(client: Client, issue: Issue) -> None:
    assert client.post(_address(issue)).status_code == 405
    head = client.head(_address(issue))
    assert (head.status_code, head["Content-Type"], b"".join(head)) == (200, "image/png", b"")


def test_under_one_address(
    client: Client, issue: Issue, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = _address(issue)
    assert client.get(f"/ceshi{address}")["Location"] == address
    with django_assert_num_queries(4):  # generation; periodical; issue; cover
        _read(client, address)
