"""Whatever is asked, the answer is the protocol's."""

from collections.abc import Callable

import pytest
from django.test import Client

from issues.models import Issue
from tests.issues.harvesting.conftest import NAME, OAI, error
from tests.issues.machines import parsed

RECORDS = "verb=ListRecords&metadataPrefix=oai_dc"
RECORD = "verb=GetRecord&metadataPrefix=oai_dc"


CASES = [
    ("", "badVerb"),
    ("verb=", "badVerb"),
    ("verb=listrecords", "badVerb"),
    ("verb=Identify&verb=Identify", "badVerb"),
    ("metadataPrefix=oai_dc", "badVerb"),
    ("verb=%00", "badVerb"),
    ("verb=Identify&identifier=x", "badArgument"),
    ("verb=ListSets&x=1", "badArgument"),
    ("verb=ListRecords", "badArgument"),
    ("verb=GetRecord", "badArgument"),
    (f"verb=GetRecord&identifier={NAME}ceshi/2026/1/1", "badArgument"),
    (f"{RECORDS}&metadataPrefix=oai_dc", "badArgument"),
    (f"{RECORDS}&resumptionToken=x", "badArgument"),
    (f"{RECORDS}&identifier=x", "badArgument"),
    (f"{RECORDS}&%3Cb%3E=1", "badArgument"),
    (f"{RECORDS}&from=", "badArgument"),
    (f"{RECORDS}&from=2026", "badArgument"),
    (f"{RECORDS}&from=2026-13-01", "badArgument"),
    (f"{RECORDS}&from=2026-02-30", "badArgument"),
    (f"{RECORDS}&from=0000-01-01", "badArgument"),
    (f"{RECORDS}&from=２０２６-01-01", "badArgument"),
    (f"{RECORDS}&from=2026-01-01T00:00Z", "badArgument"),
    (f"{RECORDS}&from=2026-01-01T24:00:00Z", "badArgument"),
    (f"{RECORDS}&from=2026-01-01T00:00:00%2B08:00", "badArgument"),
    (f"{RECORDS}&from=2026-01-01%00", "badArgument"),
    (f"{RECORDS}&from=2026-01-02&until=2026-01-01", "badArgument"),
    (f"{RECORDS}&from=2026-01-01&until=2026-01-02T00:00:00Z", "badArgument"),
    (f"{RECORDS}&until=2026-01-01&until=2026-01-01", "badArgument"),
    (f"{RECORDS}&set=", "badArgument"),
    (f"{RECORDS}&set=a::b", "badArgument"),
    (f"{RECORDS}&set=%00", "badArgument"),
    (f"{RECORDS}&set=要闻", "badArgument"),
    (f"{RECORDS}&set=" + "a" * 5000, "badArgument"),
    (f"{RECORDS}&set=" + "a:" * 400 + "a", "noRecordsMatch"),
    (f"{RECORDS}&set='--", "noRecordsMatch"),
    ("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"),
    ("verb=ListIdentifiers&metadataPrefix=%00", "cannotDisseminateFormat"),
    ("verb=ListRecords&resumptionToken=" + "a" * 900, "badResumptionToken"),
    ("verb=ListRecords&resumptionToken=" + "a" * 9000, "badArgument"),
    (f"{RECORD}&identifier=", "idDoesNotExist"),
    (f"{RECORD}&identifier=x", "idDoesNotExist"),
    (f"{RECORD}&identifier=%00", "idDoesNotExist"),
    (f"{RECORD}&identifier={NAME}", "idDoesNotExist"),
    (f"{RECORD}&identifier={NAME}ceshi/2026/1/0", "idDoesNotExist"),
    (f"{RECORD}&identifier={NAME}ceshi/9999/9999/9999", "idDoesNotExist"),
    (f"{RECORD}&identifier={NAME}ceshi/2026/1/99999999999999999999", "idDoesNotExist"),
    (f"{RECORD}&identifier={NAME}ceshi/２０２６/1/1", "idDoesNotExist"),
    (f"{RECORD}&identifier={NAME}ceshi%00/2026/1/1", "idDoesNotExist"),
    (f"{RECORD}&identifier=oai:other.example.org:ceshi/2026/1/1", "idDoesNotExist"),
    (f"verb=GetRecord&metadataPrefix=x&identifier={NAME}ceshi/2026/1/1", "cannotDisseminateFormat"),
]


def test_every_error_of_the_protocol(client: Client, archive: tuple[Issue, ...], own_host: str) -> None:
    for asked, code in CASES:
        answers = [
            client.get(f"/oai/?{asked}"),
            client.post("/oai/", asked, content_type="application/x-www-form-urlencoded"),
        ]
        for answer in answers:
            assert answer.status_code == 200, asked
            assert answer["Content-Type"] == "text/xml; charset=utf-8"
            root = parsed(answer.content)
            assert error(root) == code, asked
            request = root.find(f"{OAI}request")
            assert request is not None
            assert request.text == f"{own_host}/oai/"
            assert not request.attrib or code not in {"badVerb", "badArgument"}, asked
            assert len(answer.content) < 4_000, asked


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe verb", "application/x-www-form-urlencoded"),
        (b"verb=Identify", "text/plain"),
        (b"{}", "application/json"),
        (b"--x", "multipart/form-data; boundary=x"),
        (b"--x", "multipart/form-data"),
        (b"&".join(b"a%d=1" % n for n in range(2000)), "application/x-www-form-urlencoded"),
    ],
)
def test_bodies_of_all_kinds(client: Client, db: None, body: bytes, kind: str) -> None:
    assert client.post("/oai/", body, content_type=kind).status_code in {200, 400}


def test_addresses_of_all_kinds(client: Client, archive: tuple[Issue, ...]) -> None:
    assert client.get("/oai/?" + "&".join(f"a{n}=1" for n in range(2000))).status_code == 400
    assert client.get("/oai/?verb=%ff%fe").status_code == 200
    assert client.get("/oai").status_code == 301


def test_answers_set_no_cookie(
    client: Client, archive: tuple[Issue, ...], ask: Callable[..., object]
) -> None:
    ask("Identify")
    assert not client.cookies
