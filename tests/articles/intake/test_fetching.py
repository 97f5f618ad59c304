"""A picture of another host: public addresses only, pinned, bounded, one sentence for what goes wrong."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from articles.intake import fetching, pictures
from articles.intake.fetching import NotFetched, fetch_picture, is_public
from tests.articles.intake.words import picture
from tests.conftest import Cast

PICTURE = picture()


class _Handler(BaseHTTPRequestHandler):
    server: Any

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("Host"), self.headers.get("Referer")))
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path[4:])
            self.end_headers()
        elif self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
            self.end_headers()
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            while not self.server.over.wait(0.02):
                try:
                    self.wfile.write(b"x")
                except OSError:
                    return
        elif self.path == "/large":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"x" * 200)
        elif self.path == "/gone":
            self.send_error(404)
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(PICTURE if "text" not in self.path else b"<html>")

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture
def server() -> Iterator[Any]:
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.asked, server.over = [], threading.Event()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.over.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetch(server: Any) -> Callable[[str], bytes]:
    """Fetch from the local server, which every name leads to but ``house.example``."""

    def resolve(host: str, port: int) -> list[str]:
        if host == "nowhere.example":
            raise OSError
        return ["10.0.0.1"] if host == "house.example" else ["127.0.0.1"]

    def fetch_(path: str) -> bytes:
        address = path if not path.startswith("/") else f"http://pictures.example:{server.server_port}{path}"
        return fetch_picture(address, resolve=resolve, is_allowed=lambda ip, port: ip == "127.0.0.1")

    return fetch_


def refusal(fetch: Callable[[str], bytes], address: str) -> str:
    with pytest.raises(NotFetched) as refused:
        fetch(address)
    return str(refused.value)


def test_a_picture_comes_from_the_address_that_was_looked_up(
    fetch: Callable[[str], bytes], server: Any
) -> None:
    assert fetch("/图.png?a=1") == PICTURE
    assert server.asked == [("/%E5%9B%BE.png?a=1", f"pictures.example:{server.server_port}", None)]


def test_redirects_are_followed_and_looked_up_anew(fetch: Callable[[str], bytes], server: Any) -> None:
    assert fetch("/to//a.png") == PICTURE
    house = "/to/http://house.example/a.png"
    assert refusal(fetch, house) == fetching.NOT_PUBLIC
    assert refusal(fetch, "/to/file:///etc/passwd") == fetching.NO_ADDRESS
    assert refusal(fetch, "/round") == fetching.TOO_FAR
    assert len([path for path, *_ in server.asked if path == "/round"]) == fetching.REDIRECTS + 1


def test_bounds(fetch: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "BYTES_LIMIT", 100)
    assert refusal(fetch, "/large") == fetching.TOO_LARGE
    monkeypatch.setattr(fetching, "SECONDS", 0.3)
    monkeypatch.setattr(fetching, "BYTES_LIMIT", 100_000)
    assert refusal(fetch, "/slow") == fetching.TOO_SLOW


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/gone", fetching.NOT_GIVEN),
        ("http://nowhere.example/a.png", fetching.NOT_REACHED),
        ("http://house.example/a.png", fetching.NOT_PUBLIC),
        ("http://127.0.0.1:1/a.png", fetching.NOT_REACHED),
        ("ftp://pictures.example/a.png", fetching.NO_ADDRESS),
        ("http://user:word@pictures.example/a.png", fetching.NO_ADDRESS),
        ("http://pictures.example:99999/a.png", fetching.NO_ADDRESS),
        ("http://[::1/a.png", fetching.NO_ADDRESS),
        ("http://pictures.example/a\r\nHost: x", fetching.NO_ADDRESS),
        ("http://", fetching.NO_ADDRESS),
    ],
)
def test_what_is_refused(address: str, sentence: str, fetch: Callable[[str], bytes]) -> None:
    assert refusal(fetch, address) == sentence


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.1", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
        "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "::10.0.0.1",
    ],
)  # fmt: skip
def test_addresses_inside_the_house(address: str) -> None:
    assert not is_public(address, 80)


def test_public_addresses_on_the_ports_of_the_web() -> None:
    assert is_public("93.184.215.14", 80)
    assert is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c", 443)
    assert not is_public("93.184.215.14", 22)


@pytest.mark.django_db
def test_the_address_answers_with_a_picture_of_ours_or_a_sentence(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"good": PICTURE, "text": b"<html>"}
    monkeypatch.setattr(pictures, "fetch_picture", lambda address: given[address])
    address = "/admin/articles/article/intake/fetch/"
    client.force_login(cast.print_office)
    assert client.post(address, {"address": "good"}).status_code == 403
    client.force_login(cast.final_reviewer)  # may change, not add
    stored = client.post(address, {"address": "good"}).json()["url"]
    assert default_storage.exists(stored.removeprefix("/media/"))
    assert client.post(address, {"address": "good"}).json()["url"] == stored
    refused = client.post(address, {"address": "text"})
    assert refused.status_code == 400
    assert "不是可用的图片" in refused.json()["error"]["message"]
    monkeypatch.undo()
    inside = client.post(address, {"address": "http://127.0.0.1/admin/"})
    assert inside.json()["error"]["message"] == fetching.NOT_PUBLIC
    assert client.get(address).status_code == 405
