"""Pages for what goes wrong, and the page before the first issue."""

from collections.abc import Callable

import pytest
from django.db import connections
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from issues import views
from issues.models import Issue
from issues.views import errors
from periodicals.models import Periodical


def test_nothing_published(client: Client, periodical: Periodical, make_issue: Callable[..., Issue]) -> None:
    make_issue()
    answer = client.get("/")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "尚无已发布的期次" in html
    assert 'href="/admin/"' in html
    assert periodical.title not in html
    for address in ("/issues/", "/sections/", "/ceshi/"):
        assert client.get(address).status_code == 404


def test_empty_database(client: Client, db: None) -> None:
    assert client.get("/").status_code == 200


def test_not_found_has_the_way_back(client: Client, db: None) -> None:
    answer = client.get("/no/such/page/")
    html = answer.content.decode()
    assert answer.status_code == 404
    assert "没有这一页" in html
    assert 'href="/"' in html
    assert 'href="/issues/"' in html


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_other_methods(published: Callable[..., Issue], method: str) -> None:
    published(pdf=b"%PDF-")
    strict = Client(enforce_csrf_checks=True)
    for address in ("/", "/issues/", "/sections/", "/sections/yao-wen/", "/2026/1/", "/2026/1/1/jia-wen/",
                    "/2026/1/ceshi-2026-1.pdf"):  # fmt: skip
        answer = getattr(strict, method)(address)
        assert answer.status_code == 405, address
        assert answer["Allow"] == "GET, HEAD"
        assert "只供阅读" in answer.content.decode()


def test_head(client: Client, published: Callable[..., Issue]) -> None:
    published(pdf=b"%PDF-")
    for address in ("/", "/2026/1/", "/2026/1/1/jia-wen/", "/2026/1/ceshi-2026-1.pdf"):
        answer = client.head(address)
        assert answer.status_code == 200
        assert answer.getvalue() == b""


@pytest.mark.parametrize(
    ("view", "status", "word"),
    [
        (lambda request: views.bad_request(request, ValueError("内情")), 400, "请求有误"),
        (lambda request: views.forbidden(request, PermissionError("内情")), 403, "没有权限"),
        (lambda request: views.not_found(request, LookupError("内情")), 404, "没有这一页"),
        (views.server_error, 500, "网站暂时出错"),
    ],
)
def test_error_pages_need_no_database(view: Callable, status: int, word: str) -> None:
    """No ``db`` fixture: pytest-django refuses every query of this test."""
    answer = view(RequestFactory().get("/"))
    assert answer.status_code == status
    assert word in answer.content.decode()
    assert "内情" not in answer.content.decode()


def test_server_error_when_the_database_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*args: object, **kwargs: object) -> None:
        raise OSError("no database")

    monkeypatch.setattr(connections["default"], "cursor", down)
    client = Client(raise_request_exception=False)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "网站暂时出错" in answer.content.decode()


def test_server_error_when_templates_are_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(template: str) -> str:
        raise RuntimeError

    monkeypatch.setattr(errors, "_page", broken)
    answer = views.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "网站暂时出错" in answer.content.decode()


def test_reading_leaves_no_cookie_and_asks_for_no_session(
    client: Client, published: Callable[..., Issue], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    published()
    for address in ("/", "/2026/1/1/jia-wen/", "/issues/"):
        answer = client.get(address)
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
