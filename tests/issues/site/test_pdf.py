"""The PDF of an issue."""

from collections.abc import Callable
from urllib.parse import quote

from django.core.files.base import ContentFile
from django.http import FileResponse
from django.test import Client

from issues.models import Issue, PressFile
from tests.conftest import Cast
from tests.issues.site.conftest import PDF


def test_download(client: Client, published: Callable[..., Issue]) -> None:
    published(2026, 8, pdf=PDF)
    answer = client.get("/2026/8/ceshi-2026-8.pdf")
    assert isinstance(answer, FileResponse)
    assert answer.streaming
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == str(len(PDF))
    assert answer["Content-Disposition"] == (
        f"attachment; filename*=utf-8''{quote('测试通讯2026年第8期.pdf')}"
    )
    assert answer.getvalue() == PDF


def test_newest_file(client: Client, published: Callable[..., Issue], cast: Cast) -> None:
    issue = published(2026, 8, pdf=b"%PDF-old")
    newer = PressFile(issue=issue, sha256="1" * 64, pages=2, created_by=cast.print_office)
    newer.file.save("file.pdf", ContentFile(b"%PDF-new"))
    assert client.get("/2026/8/ceshi-2026-8.pdf").getvalue() == b"%PDF-new"


def test_issue_without_a_file(client: Client, published: Callable[..., Issue]) -> None:
    published(2026, 8)
    assert client.get("/2026/8/ceshi-2026-8.pdf").status_code == 404
    assert ".pdf" not in client.get("/2026/8/").content.decode()
