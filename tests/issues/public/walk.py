"""Every address of the readers' site, for every spot of the world, and what is answered there."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import quote
from zipfile import ZipFile

from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client

from tests.issues.public.world import COMMON, Spot
from tests.permissions.world import routes

OFFICE = ("admin/", "uploads/")
_KEY = re.compile(r"<(?:[a-z]+:)?(\w+)>")
_REQUEST = re.compile(r"<request\b.*?</request>")
OF_PERIODICAL = "<periodical:periodical>/"
_WORDS = quote(COMMON)

# What can be asked behind the question mark; the rest of a route stands before it.
_ASKED = {
    "search/": (
        f"q={_WORDS}", f"q={_WORDS}&sort=date", f"q={_WORDS}&year={{year}}&issue={{number}}",
        f"q={_WORDS}&page=2", "q=",
    ),
    "sections/<slug:slug>/": ("page=1", "page=2"),
    "sitemap-<periodical:periodical>.<year:year>.xml": ("p=1", "p=2"),
    "api/v1/periodicals": ("size=100",),
    "api/v1/periodicals/<periodical>/issues": ("size=100", "year={year}"),
    "api/v1/periodicals/<periodical>/articles": (
        "size=100", "size=2&page=2", "year={year}", "section={section}",
    ),
    "api/v1/periodicals/<periodical>/sections": ("size=100",),
    "api/v1/periodicals/<periodical>/search": (
        f"q={_WORDS}&size=100", f"q={_WORDS}&sort=date&year={{year}}", f"q={_WORDS}&section={{section}}",
    ),
    "oai/": (
        "verb=Identify", "verb=ListSets", "verb=ListMetadataFormats", "verb=Nothing",
        "verb=ListMetadataFormats&identifier={identifier}",
        "verb=ListIdentifiers&metadataPrefix=oai_dc", "verb=ListRecords&metadataPrefix=oai_dc",
        "verb=ListRecords&metadataPrefix=oai_dc&set={periodical}",
        "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2100-01-01",
        "verb=GetRecord&metadataPrefix=oai_dc&identifier={identifier}",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What came back: ``text`` is body and headers together, an e-book unpacked."""

    route: str
    address: str
    spots: tuple[Spot, ...]
    method: str
    status: int
    text: str
    headers: dict[str, str]
    sets_cookies: bool


def readers_routes() -> list[str]:
    """Every route that is not the office's."""
    return sorted({route for route in routes() if not route.startswith(OFFICE)})


def addresses_of(spots: Iterable[Spot]) -> dict[tuple[str, str], tuple[Spot, ...]]:
    """(route, address) → the spots that lead to it. Raises: KeyError, for a route with an unknown key."""
    spots = list(spots)
    found: dict[tuple[str, str], list[Spot]] = {}
    for route in readers_routes():
        for spot in spots:
            for address in _addresses(route, spot):
                found.setdefault((route, address), []).append(spot)
    return {key: tuple(spots) for key, spots in found.items()}


def one_of_each(spots: Iterable[Spot]) -> list[tuple[str, str]]:
    """(route, address), one for each route."""
    found = dict(iter(addresses_of(spots)))
    return list(found.items())


def _addresses(route: str, spot: Spot) -> Iterator[str]:
    is_section = "sections/" in route
    slug = spot.parts["slug"]
    values = spot.parts | {
        "slug": spot.section if is_section else slug,
        "path": "", "rest": "nowhere", "section": spot.section,
        "identifier": f"oai:{settings.SITE_IDENTITY}:"
        + "/".join(str(spot.parts[key]) for key in ("periodical", "year", "number", "position")),
    }  # fmt: skip
    base = "/" + _KEY.sub(lambda key: quote(str(values[key[1]]), safe=""), route)
    yield base
    if route.endswith("cite.<form:form>"):
        yield base.removesuffix("bib") + "ris"
    if route.endswith("<str:slug>/"):
        yield f"{base.removesuffix(f'{slug}/')}an-older-title/"
    for asked in _ASKED.get(route.removeprefix(OF_PERIODICAL), ()):
        yield f"{base}?{asked.format_map(values)}"


def ask(
    client: Client,
    route: str,
    address: str,
    spots: tuple[Spot, ...] = (),
    method: str = "GET",
    **headers: str,
) -> Answer:
    """Ask for an address as a reader does."""
    response = client.generic(method, address, headers=headers)
    seen = dict(response.items())
    # A harvester is told what it asked for (OAI-PMH 2.0, 3.2): that is its own word, not ours.
    body = _REQUEST.sub("", _text(response)) if route == "oai/" else _text(response)
    text = "\n".join([body, *(f"{name}: {value}" for name, value in seen.items())])
    return Answer(route, address, spots, method, response.status_code, text, seen, bool(response.cookies))


def _text(response: HttpResponseBase) -> str:
    body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as book:
            body = b"\n".join(name.encode() + b"\n" + book.read(name) for name in book.namelist())
    return body.decode("utf-8", "replace")


def walk(client: Client, spots: Iterable[Spot]) -> list[Answer]:
    """Go to every address of these spots."""
    return [ask(client, route, at, theirs) for (route, at), theirs in addresses_of(spots).items()]
