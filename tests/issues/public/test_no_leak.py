"""No address of the readers' site says anything of what is not public; and each says what is."""

import re
from urllib.parse import quote

import pytest
from django.test import Client

from tests.conftest import Cast
from tests.issues.public.channels import SAYS, SILENT, missing
from tests.issues.public.leaks import CANARY, leaks
from tests.issues.public.walk import OF_PERIODICAL, Answer, ask, one_of_each, readers_routes, walk
from tests.issues.public.world import World, canary

pytestmark = pytest.mark.django_db

PUBLIC = {"public", "waiting", "abroad"}
TAKEN_DOWN = {"shown", "nameless", "withheld"}


def test_every_route_is_known_to_say_something_or_nothing() -> None:
    """A new route for readers has to be put into one of the two, and is then walked by itself."""
    assert {route.removeprefix(OF_PERIODICAL) for route in readers_routes()} == SAYS.keys() | SILENT


def test_nothing_that_is_not_public_is_in_any_answer(client: Client, world: World) -> None:
    world.hide()
    answers = walk(client, world.spots)
    assert leaks(answers) == set()
    _each_says_what_is_public(answers)
    _what_is_not_public_has_no_address(answers)
    posted = [ask(client, route, address, method="POST") for route, address in one_of_each(world.spots)]
    assert leaks(posted) == set()
    assert {answer.status for answer in posted if answer.route not in {"oai/", "media/<path:path>"}} == {405}
    everything = [*answers, *posted]
    assert {answer.address for answer in everything if answer.sets_cookies} == set()
    assert {
        answer.address for answer in everything if "cookie" in answer.headers.get("Vary", "").lower()
    } == set()
    assert {answer.status for answer in everything} == {200, 204, 301, 302, 404, 405, 410, 422}


def _each_says_what_is_public(answers: list[Answer]) -> None:
    assert missing(answers, "public", SAYS) == set()
    abroad = {
        prefixed if (prefixed := f"{OF_PERIODICAL}{route}") in readers_routes() else route: parts[:1]
        for route, parts in SAYS.items()
    }  # fmt: skip
    assert missing(answers, "abroad", abroad) == set()
    assert "本文已撤下" in "".join(answer.text for answer in answers if answer.status == 410)


def _what_is_not_public_has_no_address(answers: list[Answer]) -> None:
    of_articles = [a for a in answers if re.search(r"position>", a.route) and len(a.spots) == 1]
    for answer in of_articles:
        name = answer.spots[0].name
        assert name in PUBLIC or answer.status in ({404, 410} if name in TAKEN_DOWN else {404}), (
            answer.address
        )
    of_issues = [a for a in answers if "number>" in a.route and "position>" not in a.route]
    for answer in of_issues:
        names = {spot.name for spot in answer.spots}
        assert names & (PUBLIC | TAKEN_DOWN) or answer.status == 404, answer.address
        files = {"withheld": (".pdf", "cover-"), "nameless": ("cover-",)}
        for name, kinds in files.items():
            # Of the nameless one the front page is not shown, because the title stands on it. A redirect
            # leads to the address that does not answer.
            if names == {name} and any(kind in answer.route for kind in kinds):
                assert answer.status in {301, 404}, answer.address


def test_search_does_not_betray_what_it_does_not_show(client: Client, world: World) -> None:
    """Words of what is hidden get the very page that words get which stand nowhere."""
    world.hide()
    for address in ("/search/?q=", "/yi/search/?q=", "/api/v1/periodicals/jia/search?q="):
        for place in (
            "withdrawn",
            "shown",
            "nameless",
            "withheld",
            "planning",
            "press",
            "coming",
            "foreign",
            "pool",
        ):
            word = canary(place, "title")
            nowhere = f"zq{'j' * (len(word) - 2)}"
            pages = [client.get(address + quote(each)).content.decode() for each in (word, nowhere)]
            assert pages[0].replace(word, nowhere) == pages[1], (address, word)
        known = canary("public", "title")
        found = client.get("/search/?q=" + known).content.decode()
    assert "共1篇" in found


def test_staff_who_are_signed_in_are_shown_no_more(client: Client, world: World, cast: Cast) -> None:
    world.hide()
    client.force_login(cast.superuser)
    answers = [ask(client, route, address) for route, address in one_of_each(world.spots[-4:])]
    assert {answer.route for answer in answers} == set(readers_routes())
    assert leaks(answers) == set()
    assert not [answer.address for answer in answers if answer.sets_cookies]


def test_previews_are_for_staff_alone_and_kept_by_nobody(client: Client, world: World, cast: Cast) -> None:
    world.hide()
    for name in ("planning", "press", "coming", "foreign"):
        issue = world.issues[name]
        site = f"/admin/issues/issue/{issue.pk}/preview/site/"
        own = f"{site}yi/" if name == "foreign" else site
        pages = (
            site,
            own,
            f"{own}2026/{issue.number}/",
            f"{own}2026/{issue.number}/1/",
            f"{own}2026/{issue.number}/9/",
        )
        client.logout()
        asked = [ask(client, "admin/", page) for page in pages]
        assert {answer.status for answer in asked} == {302}
        assert not [answer for answer in asked if CANARY.search(answer.text)]
        client.force_login(cast.editor)
        shown = [ask(client, "admin/", page) for page in pages]
        assert canary(name, "title") in "".join(answer.text for answer in shown)
        for answer in shown:
            assert {"private", "no-store"} <= set(re.split(", ?", answer.headers.get("Cache-Control", ""))), (
                answer.address
            )
            assert not {"ETag", "Last-Modified", "X-Accel-Expires"} & set(answer.headers)
        assert leaks([ask(client, "", "/")]) == set()
