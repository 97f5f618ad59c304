"""Proxies are told once the change is there for them to fetch, and one that is away stops nobody."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.db import transaction

from bench.nginx import free_port
from issues import freshness


@pytest.fixture
def proxy() -> Iterator[tuple[str, list[str]]]:
    """A proxy's inner address, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(f"{self.headers['Host']}{self.path}")
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_told_after_the_commit(
    proxy: tuple[str, list[str]], settings: Any, django_capture_on_commit_callbacks: Any, db: None
) -> None:
    address, asked = proxy
    settings.PROXIES = [address]
    settings.SITE_URL = "https://bulletin.example"
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        freshness.changed()
        freshness.changed()
        assert asked == []
    # By the site's own name: under any other, it would not answer.
    assert asked == ["bulletin.example/_generation"]


def test_not_told_of_what_did_not_happen(
    proxy: tuple[str, list[str]], settings: Any, django_capture_on_commit_callbacks: Any, db: None
) -> None:
    settings.PROXIES = [proxy[0]]
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        freshness.changed()
        transaction.set_rollback(True)
    assert proxy[1] == []


@pytest.mark.parametrize("wrong", ["http://127.0.0.1:{}", "no address", "http://proxy.invalid:80"])
def test_a_proxy_that_is_away(
    wrong: str, proxy: tuple[str, list[str]], settings: Any, django_capture_on_commit_callbacks: Any,
    db: None, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    settings.PROXIES = [wrong.format(free_port()), proxy[0]]
    with django_capture_on_commit_callbacks(execute=True):
        freshness.changed()
    assert len(proxy[1]) == 1
    assert "没有及时得知" in caplog.text
