"""A real Chromium for tests: one a session, a fresh context a test, and no page error goes unseen."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.signals import request_finished, request_started
from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from accounts.models import User

# Playwright's own browsers cannot be fetched everywhere; Debian's Chromium is everywhere we run.
CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright's loop runs in this thread, which Django takes for a sign of asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def quiet_server() -> Iterator[Callable[[], None]]:
    """Wait until the live server is done: a page says a last word as it closes (articles.desk.presence).

    A request that still runs while the test's tables are emptied is a deadlock on PostgreSQL.
    """
    running: set[int] = set()

    def began(**_: Any) -> None:
        running.add(threading.get_ident())

    def ended(**_: Any) -> None:
        running.discard(threading.get_ident())

    def wait() -> None:
        quiet, deadline = 0, time.monotonic() + 5
        while quiet < 5 and time.monotonic() < deadline:
            time.sleep(0.03)
            quiet = 0 if running else quiet + 1

    request_started.connect(began)
    request_finished.connect(ended)
    yield wait
    request_started.disconnect(began)
    request_finished.disconnect(ended)


@pytest.fixture
def open_page(
    chromium: Browser, live_server: Any, transactional_db: None, quiet_server: Callable[[], None]
) -> Iterator[Callable[..., Page]]:
    """Open a page as a reader or, with ``user=``, signed in; ``width`` in CSS pixels.

    At the end the test fails if any of its pages logged an error or asked another host.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_(address: str = "/", *, user: User | None = None, width: int = 1280, **options: Any) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            locale="zh-CN",
            **options,
        )
        contexts.append(context)
        if user:
            context.add_cookies([_session_cookie(user, live_server.url)])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
        page.on(
            "request",
            lambda request: (
                complaints.append(f"foreign request: {request.url}")
                if not request.url.startswith((live_server.url, "data:", "blob:"))
                else None
            ),
        )
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()
    quiet_server()
    assert complaints == []


def _session_cookie(user: User, address: str) -> SetCookieParam:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key), "url": address}
