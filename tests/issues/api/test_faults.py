"""Whatever goes wrong has one shape, a status and a Chinese sentence; nothing can be written."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from issues import public
from issues.models import Issue

Ask = Callable[..., Any]


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("nowhere", "没有这个接口地址，请看接口说明。"),
        ("periodicals/", "没有这个接口地址，请看接口说明。"),
        ("periodicals/other", "没有这种刊物。"),
        ("periodicals/ceshi/issues/2026/2", "没有这一期。"),
        ("periodicals/ceshi/issues/2026/1/articles/9", "没有这篇文章。"),
        ("periodicals/ceshi/articles?section=no-such", "没有这个栏目。"),
    ],
)
def test_what_is_not_there(path: str, sentence: str, ask: Ask, published: Callable[..., Issue]) -> None:
    published()
    assert ask(path, status=404) == {"status": 404, "message": sentence, "faults": []}


@pytest.mark.parametrize(
    ("path", "name", "sentence"),
    [
        ("periodicals?page=0", "page", "不能小于 1。"),
        ("periodicals?page=x", "page", "应为整数。"),
        ("periodicals?page=1.5", "page", "应为整数。"),
        ("periodicals?size=101", "size", "不能大于 100。"),
        ("periodicals?page=" + "9" * 5000, "page", "数太大。"),
        ("periodicals/%00", "periodical", "写法不对。"),
        ("periodicals/ceshi/issues?year=0", "year", "不能小于 1900。"),
        ("periodicals/ceshi/issues/2026/999", "number", "不能大于 366。"),
        ("periodicals/ceshi/articles?section=%27", "section", "写法不对。"),
        ("periodicals/ceshi/search", "q", "必须填写。"),
        ("periodicals/ceshi/search?q=", "q", "至少 1 个字符。"),
        ("periodicals/ceshi/search?q=" + "a" * 201, "q", "最多 200 个字符。"),
        ("periodicals/ceshi/search?q=a&sort=x", "sort", "只能是：'fit' 或 'date'。"),
    ],
)
def test_what_is_asked_wrongly(path: str, name: str, sentence: str, ask: Ask, db: None) -> None:
    answer = ask(path, status=422)
    assert answer["message"] == "参数不对，请看 faults。"
    assert answer["faults"] == [{"name": name, "message": sentence}]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["periodicals", "openapi.json", "nowhere", ""])
def test_nothing_can_be_written(method: str, path: str, client: Client, db: None) -> None:
    response = client.generic(method, f"/api/v1/{path}")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert response.json() == {"status": 405, "message": "这里只能读，请用 GET。", "faults": []}


def test_head_says_what_get_would(client: Client, published: Callable[..., Issue]) -> None:
    published()
    response = client.head("/api/v1/periodicals")
    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Type"].startswith("application/json")


def test_our_own_fault_is_told_and_not_hidden(monkeypatch: pytest.MonkeyPatch, db: None, caplog: Any) -> None:
    monkeypatch.setattr(public, "periodicals", lambda: 1 / 0)
    response = Client(raise_request_exception=False).get("/api/v1/periodicals")
    assert response.json() == {"status": 500, "message": "服务器出错了，请稍后再试。", "faults": []}
    assert "ZeroDivisionError" in caplog.text
    with pytest.raises(ZeroDivisionError):
        Client().get("/api/v1/periodicals")
