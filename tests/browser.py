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
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from accounts.models import User

# Playwright's own browsers cannot be fetched everywhere; Debian's Chromium is everywhere we run.
CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

# What is waited for is sure to come, but not how soon on a busy machine; a test that passes never waits so
# long.
expect.set_options(timeout=20_000)
ACTION_MS = 30_000
NAVIGATION_MS = 60_000
# How many times slower the browser computes, for a search for tests that do not wait (CONTRIBUTING.md).
SLOW = float(os.environ.get("BROWSER_SLOW", "1"))
LATENCY_MS = 40


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
        quiet, deadline = 0, time.monotonic() + 30
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
        page.set_default_timeout(ACTION_MS)
        page.set_default_navigation_timeout(NAVIGATION_MS)
        if SLOW > 1:
            _slow_down(page)
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


def hold_first(page: Page, address: str, press: Callable[[], object]) -> Route:
    """Do what sends a request, and keep that one from the server until the test lets it go on."""
    held: list[Route] = []
    page.route(address, lambda route: route.continue_() if held else held.append(route))
    press()
    wait_until(page, lambda: held)
    return held[0]


def wait_until(page: Page, holds: Callable[[], object]) -> None:
    """Let the page go on until ``holds`` does: for what only the database shows. Raises: AssertionError."""
    deadline = time.monotonic() + NAVIGATION_MS / 1000
    while not holds():
        assert time.monotonic() < deadline, "waited in vain"
        page.wait_for_timeout(50)


def _slow_down(page: Page) -> None:
    """A weak machine at the end of a long line. It brings out some tests that do not wait, not all."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
    line = {"offline": False, "latency": LATENCY_MS * SLOW, "downloadThroughput": -1, "uploadThroughput": -1}
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", line)


def _session_cookie(user: User, address: str) -> SetCookieParam:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key), "url": address}
