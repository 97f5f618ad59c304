"""Who gets which answer at every address: role x address x method, held by one table.

The table is ``table.tsv`` beside this file. After a change that is meant,
``WRITE_PERMISSION_TABLE=1 pytest tests/permissions`` writes it anew; then its difference is read line by
line before it is committed.
"""

import os
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from issues import services
from issues.typesetting.render import TypesetResult
from tests.conftest import Cast
from tests.permissions.world import World, build, routes

TABLE = Path(__file__).with_name("table.tsv")
METHODS = ("GET", "POST")
ROLES = (
    "reader", "outsider", "editor", "proof_editor", "final_reviewer", "responsible_editor",
    "print_office", "administrator", "superuser",
)  # fmt: skip
WRITING = bool(os.environ.get("WRITE_PERMISSION_TABLE"))


def _table() -> dict[tuple[str, str], tuple[int, ...]]:
    if not TABLE.is_file():
        return {}
    lines = TABLE.read_text("utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return {(row[0], row[1]): tuple(map(int, row[2:])) for row in rows}


@pytest.fixture
def world(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> World:
    # Who may typeset is the question here, not how: pages would cost minutes.
    pages = TypesetResult(pdf=b"%PDF-1.7", pages=2, page_of={}, seconds={})
    monkeypatch.setattr(services, "set_pages", lambda document, *rest, **options: pages)
    return build(cast)


def _answers(world: World, role: str, cast: Cast) -> dict[tuple[str, str], int]:
    answers = {}
    for route in _site_routes():
        for method in METHODS:
            with transaction.atomic():  # what one request changes, signing out too, the next does not see
                client = Client(raise_request_exception=False)
                if role != "reader":
                    client.force_login(getattr(cast, role))
                answers[method, route] = client.generic(method, world.address(route)).status_code
                transaction.set_rollback(True)
    return answers


def _site_routes() -> list[str]:
    # Media is served by Django in development only, and from a folder that tests do not use.
    return sorted({route for route in routes() if not route.startswith("media/")})


def test_every_address_of_the_site_is_in_the_table() -> None:
    assert WRITING or {route for _, route in _table()} == set(_site_routes())


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_every_role_gets_the_answers_of_the_table(role: str, world: World, cast: Cast) -> None:
    got = _answers(world, role, cast)
    if WRITING:
        _write(role, got)
    expected = {key: answers[ROLES.index(role)] for key, answers in _table().items()}
    assert {key: (got[key], expected.get(key)) for key in got if got[key] != expected.get(key)} == {}
    assert 500 not in got.values()


def _write(role: str, got: dict[tuple[str, str], int]) -> None:
    table = _table()
    rows = []
    for key in sorted(got, key=lambda key: (key[1], METHODS.index(key[0]))):
        answers = list(table.get(key, (0,) * len(ROLES)))
        answers[ROLES.index(role)] = got[key]
        rows.append("\t".join([*key, *map(str, answers)]))
    TABLE.write_text("\n".join(["\t".join(["method", "route", *ROLES]), *rows, ""]), "utf-8")
