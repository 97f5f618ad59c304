"""Who has a page already gets 304 after one query; nobody gets it for what he does not have."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date, parse_http_date
from pytest_django import DjangoAssertNumQueries

from issues.models import Issue

pytestmark = pytest.mark.usefixtures("published")

PAGES = ("/", "/2026/1/", "/2026/1/1/jia-wen/", "/issues/", "/sections/", "/sections/yao-wen/",
         "/search/", "/search/?q=甲文")  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_one_query(client: Client, address: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first = client.get(address)
    assert first.status_code == 200
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    for known in (first["ETag"], f"W/{first['ETag']}", f'"other", {first["ETag"]}'):
        with django_assert_num_queries(1):
            again = client.get(address, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        for name in ("ETag", "Last-Modified", "Cache-Control", "Vary"):
            assert again[name] == first[name]


@pytest.mark.parametrize("address", PAGES)
def test_head(client: Client, address: str) -> None:
    whole, head = client.get(address), client.head(address)
    assert head.content == b""
    assert (head.status_code, head["ETag"], head["Content-Length"]) == (
        200,
        whole["ETag"],
        whole["Content-Length"],
    )
    assert client.head(address, headers={"If-None-Match": whole["ETag"]}).status_code == 304


def test_an_etag_is_of_its_page_alone(client: Client, etag: Callable[[str], str]) -> None:
    tags = [etag(address) for address in PAGES]
    assert len(set(tags)) == len(tags)
    answer = client.get("/issues/", headers={"If-None-Match": ", ".join(tags[:3])})
    assert answer.status_code == 200


@pytest.mark.parametrize("known", ["*", '"anything"', "nonsense", '"unfinished'])
def test_what_is_not_there_is_not_unmodified(client: Client, known: str) -> None:
    now = http_date((timezone.now() + timedelta(days=1)).timestamp())
    headers = {"If-None-Match": known, "If-Modified-Since": now}
    assert client.get("/2026/2/", headers=headers).status_code == 404
    assert client.get("/2026/2/", headers={"If-Modified-Since": now}).status_code == 404


def test_a_date_alone(client: Client) -> None:
    since = parse_http_date(client.get("/")["Last-Modified"])
    for date, status in ((since, 304), (since + 1, 304), (since - 1, 200)):
        answer = client.get("/", headers={"If-Modified-Since": http_date(date)})
        assert answer.status_code == status


def test_a_date_counts_for_nothing_beside_an_etag(client: Client) -> None:
    headers = {"If-None-Match": '"old"', "If-Modified-Since": client.get("/")["Last-Modified"]}
    assert client.get("/", headers=headers).status_code == 200


def test_compressed_as_the_client_takes_it(client: Client, published: Issue) -> None:
    plain = client.get("/2026/1/")
    small = client.get("/2026/1/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain
    assert small["Content-Encoding"] == "gzip"
    assert len(small.content) < len(plain.content) / 2
    assert plain["Vary"] == small["Vary"] == "Accept-Encoding"
    assert small["ETag"] == f"W/{plain['ETag']}"
