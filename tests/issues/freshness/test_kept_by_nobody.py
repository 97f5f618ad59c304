"""What must not be kept: staff's previews, errors, redirects; and nothing public depends on who asks."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, RequestFactory

from issues import public
from issues.models import Issue
from issues.views import front
from tests.conftest import Cast


def test_readers_and_staff_get_the_same(published: Issue, client: Client, cast: Cast) -> None:
    staff = Client()
    staff.force_login(cast.superuser)
    for address in ("/", "/2026/1/", "/2026/1/1/jia-wen/", "/search/?q=甲文", "/sections/yao-wen/"):
        answers = [browser.get(address) for browser in (client, staff)]
        for answer in answers:
            assert not answer.cookies
            assert answer["Vary"] == "Accept-Encoding"
        assert answers[0].content == answers[1].content
        assert answers[0]["ETag"] == answers[1]["ETag"]


def test_a_preview(published: Issue, rf: RequestFactory, etag: Callable[[str], str]) -> None:
    request = rf.get("/", headers={"If-None-Match": etag("/"), "Host": "testserver"})
    with public.as_if_published(published):
        answer = front(request)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert "ETag" not in answer
    assert "X-Accel-Expires" not in answer


@pytest.mark.parametrize("address", ["/2026/2/", "/2026/1/1/falsch/", "/sections/yao-wen/?page=9"])
def test_errors_and_redirects(published: Issue, client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in {301, 404}
    assert "X-Accel-Expires" not in answer
    assert "ETag" not in answer
    if answer.status_code == 301:
        assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_with_a_query_for_a_short_time(published: Issue, client: Client) -> None:
    plain, asked = client.get("/"), client.get("/?a=1")
    assert int(asked["X-Accel-Expires"]) <= 60 < int(plain["X-Accel-Expires"])


def test_templates_can_be_worked_on(published: Issue, client: Client, settings: Any) -> None:
    settings.DEBUG = True
    answer = client.get("/")
    assert "ETag" not in answer
    assert "X-Accel-Expires" not in answer


def test_the_generation_itself(published: Issue, client: Client) -> None:
    answer = client.get("/_generation")
    assert answer.status_code == 204
    assert answer["X-Generation"] == client.get("/")["X-Generation"]
    assert "no-store" in answer["Cache-Control"]
    assert client.post("/_generation").status_code == 405
