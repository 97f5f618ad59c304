"""Who kept an answer from before a withdrawal is not told that it still holds."""

import pytest
from django.test import Client

from tests.issues.public.channels import SAYS, missing
from tests.issues.public.leaks import leaks
from tests.issues.public.walk import Answer, ask, walk
from tests.issues.public.world import World

# It redirects, and a redirect has no validator.
_MOVED = "<year:year>/<count:number>/<count:position>/"
pytestmark = pytest.mark.django_db


def test_old_validators_do_not_hold_after_a_withdrawal(client: Client, world: World) -> None:
    spots = [spot for spot in world.spots if spot.name in {"withdrawn", "shown", "nameless", "withheld"}]
    before = walk(client, spots)
    # Where the canaries were found while they were public, they would be found now.
    of_newest_issues = {"", "articles.atom", "issues.atom"}
    said = {route: parts for route, parts in SAYS.items() if route not in of_newest_issues}
    for name in ("withdrawn", "nameless"):
        lines = {route: tuple(part for part in parts if part != "note") for route, parts in said.items()}
        assert missing(before, name, lines) == set()
    kept = [answer for answer in before if "ETag" in answer.headers]
    same = [_again(client, answer) for answer in kept]
    assert {answer.status for answer in same} == {304}
    world.hide()
    after = [_again(client, answer) for answer in kept]
    assert {answer.status for answer in after} == {200, 404, 410}
    assert leaks(after) == set()
    gone = [now for now in after if "number>" in now.route and now.spots[0].name == "withdrawn"]
    assert {now.status for now in gone} == {404}
    assert {now.route for now in gone} >= {route for route in SAYS if "<count:number>/<" in route} - {_MOVED}


def _again(client: Client, answer: Answer) -> Answer:
    headers = {"If-None-Match": answer.headers["ETag"], "If-Modified-Since": answer.headers["Last-Modified"]}
    return ask(client, answer.route, answer.address, answer.spots, **headers)
