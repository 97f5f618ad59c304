"""Our own nginx configuration before the running site: what it keeps, and how it lets go."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from pytest_django.live_server_helper import LiveServer

from bench.nginx import Nginx
from issues import freshness, publishing
from issues.models import Issue
from issues.views import conditional
from tests.conftest import Cast

pytestmark = pytest.mark.skipif(not shutil.which("nginx", path="/usr/sbin:/usr/bin"), reason="no nginx")


@dataclass(frozen=True)
class Answer:
    status: int
    kept: str
    headers: Any
    body: bytes


Ask = Callable[..., Answer]


@pytest.fixture
def web(request: pytest.FixtureRequest, live_server: LiveServer) -> Iterator[LiveServer]:
    """The running site; ``to_be_stopped``: one of the test's own, as all others share the first."""
    if not hasattr(request, "param"):
        yield live_server
        return
    own = LiveServer("localhost")
    yield own
    own.stop()


to_be_stopped = pytest.mark.parametrize("web", [True], indirect=True)


@pytest.fixture
def nginx(web: LiveServer, tmp_path: Path, settings: Any) -> Iterator[Nginx]:
    with Nginx(tmp_path / "nginx", [web.thread.port]) as started:
        settings.PROXIES = [started.inner]
        settings.SITE_URL = started.address
        yield started


@pytest.fixture
def ask(nginx: Nginx, published: Issue) -> Ask:
    """Fetch an address through nginx, without following anything."""

    def do(address: str, **headers: str) -> Answer:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            request = Request(f"{nginx.address}{address}", headers=given)  # noqa: S310
            found = urlopen(request, timeout=60)  # noqa: S310
        except HTTPError as error:
            found = error
        with found:
            return Answer(found.status, found.headers.get("X-Cache", ""), found.headers, found.read())

    return do


def test_kept_until_something_is_published_or_withdrawn(
    ask: Ask, published: Issue, cast: Cast, live_server: LiveServer
) -> None:
    first, second = ask("/2026/1/"), ask("/2026/1/")
    assert (first.status, first.kept, second.kept) == (200, "MISS", "HIT")
    assert first.body == second.body
    assert "X-Generation" not in second.headers
    assert "X-Accel-Expires" not in second.headers
    assert second.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    known = second.headers["ETag"]
    assert ask("/2026/1/", If_None_Match=known).status == 304
    freshness.changed()
    assert ask("/2026/1/", If_None_Match=known).status == 200
    publishing.withdraw(published, actor=cast.responsible_editor, comment="有误")
    assert ask("/2026/1/").status == 404
    assert ask("/2026/1/", If_None_Match=known).status == 404


def test_what_nobody_should_fill_it_with(ask: Ask, nginx: Nginx) -> None:
    ask("/issues/")
    # A messenger's additions are left out; what has an escape is not kept at all.
    assert ask("/issues/?from=timeline&isappinstalled=0").kept == "HIT"
    for odd in ("/%69ssues/", "/issues/?from=timeline&a=1"):
        assert ask(odd).kept in {"BYPASS", "MISS"}
    assert ask("/%69ssues/").kept == "BYPASS"
    for missing in range(3):
        for _ in range(2):
            assert (found := ask(f"/2026/{missing + 2}/")).status == 404
            assert found.kept == "MISS"
    folders = {name: len(_files(nginx.folder / "cache" / name)) for name in ("pages", "queries")}
    assert folders == {"pages": 1, "queries": 1}


def test_each_kind_of_client_gets_what_it_reads(ask: Ask) -> None:
    for _ in range(2):
        assert "Content-Encoding" not in ask("/2026/1/").headers
        for asked in ("gzip", "gzip, deflate, br", "br;q=1, GZIP"):
            assert ask("/2026/1/", Accept_Encoding=asked).headers["Content-Encoding"] == "gzip"
    assert ask("/2026/1/", Accept_Encoding="deflate, gzip").kept == "HIT"


def test_staff_are_not_kept_and_readers_not_recognised(ask: Ask, nginx: Nginx) -> None:
    assert ask("/", Cookie="sessionid=abc").kept == "MISS"
    assert ask("/").kept == "HIT"
    entrance = ask("/admin/login/")
    assert entrance.status == 200
    assert entrance.kept == ""
    assert "csrftoken" in entrance.headers["Set-Cookie"]


def test_a_page_of_another_release_is_not_kept(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a release is rolled out, an old process may draw what a new one is asked for."""
    older = replace(freshness.current(), generation="older")
    assert [ask("/").kept for _ in range(2)] == ["MISS", "HIT"]
    monkeypatch.setattr(conditional, "freshness", SimpleNamespace(current=lambda: older))
    assert [ask("/issues/").kept for _ in range(3)] == ["MISS"] * 3


def test_noticed_without_being_told(ask: Ask, published: Issue, cast: Cast, settings: Any) -> None:
    settings.PROXIES = []
    assert ask("/2026/1/").status == 200
    publishing.withdraw(published, actor=cast.responsible_editor, comment="有误")
    until = time.monotonic() + 60
    while ask("/2026/1/").status == 200:
        assert time.monotonic() < until
        time.sleep(0.1)


@to_be_stopped
def test_readable_while_the_site_is_away(ask: Ask, web: LiveServer) -> None:
    kept = ask("/2026/1/")
    web.stop()
    again = ask("/2026/1/")
    assert (again.status, again.body) == (200, kept.body)
    away = ask("/issues/")
    assert away.status in {500, 502, 504}
    assert "请稍后再试" in away.body.decode()


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
