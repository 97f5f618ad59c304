"""References as the page shows them and as files."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article
from issues.models import Issue
from periodicals.models import Periodical


def test_on_the_page(client: Client, published: Callable[..., Issue]) -> None:
    published()
    Article.objects.filter(title="乙文").update(byline="张三", subtitle="——乙事")
    html = client.get("/2026/1/2/yi-wen/").content.decode()
    assert "张三. 乙文: 乙事[J/OL]. 测试通讯, 2026(1): 4[<span data-today>引用日期</span>]. http://" in html
    assert 'href="/2026/1/2/yi-wen/cite.bib" download' in html
    assert 'href="/2026/1/2/yi-wen/cite.ris" download' in html


@pytest.mark.parametrize(
    ("form", "kind", "begins"),
    [("bib", "application/x-bibtex", b"@article{ceshi-2026-1-2,"),
     ("ris", "application/x-research-info-systems", b"TY  - JOUR\r\n")],
)  # fmt: skip
def test_as_a_file(
    client: Client, published: Callable[..., Issue], form: str, kind: str, begins: bytes
) -> None:
    published()
    answer = client.get(f"/2026/1/2/yi-wen/cite.{form}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == f"{kind}; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="ceshi-2026-1-2.{form}"'
    assert answer.content.startswith(begins)
    assert "乙文".encode() in answer.content
    assert b"http://127.0.0.1:8000/2026/1/2/yi-wen/" in answer.content


def test_addresses(client: Client, published: Callable[..., Issue]) -> None:
    published()
    moved = client.get("/2026/1/2/an-older-title/cite.bib")
    assert (moved.status_code, moved["Location"]) == (301, "/2026/1/2/yi-wen/cite.bib")
    for missing in ("/2026/1/2/yi-wen/cite.doc", "/2026/1/9/yi-wen/cite.bib", "/2026/2/1/x/cite.ris"):
        assert client.get(missing).status_code == 404
    assert client.post("/2026/1/2/yi-wen/cite.bib").status_code == 405


def test_what_is_not_public_has_none(client: Client, published: Callable[..., Issue]) -> None:
    published()
    Article.objects.filter(title="乙文").update(status="draft", signed_off_digest="")
    assert client.get("/2026/1/2/yi-wen/cite.bib").status_code == 404


def test_under_the_slug_of_another_periodical(
    client: Client, published: Callable[..., Issue], periodical: Periodical
) -> None:
    published()
    Periodical.objects.filter(pk=periodical.pk).update(is_primary=False)
    answer = client.get("/ceshi/2026/1/1/jia-wen/cite.ris")
    assert b"/ceshi/2026/1/1/jia-wen/" in answer.content
