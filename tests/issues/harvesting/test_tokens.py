"""Lists in parts: every record once, whatever is published meanwhile."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from django.core import signing
from django.test import Client

from issues.harvesting import replies
from issues.models import ContentsEntry, Issue, IssueStatusChange
from tests.conftest import Cast
from tests.issues.harvesting.conftest import OAI, error, listed
from tests.issues.machines import queries, utc, withdrawn_at

Ask = Callable[..., Element]


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replies, "RECORDS_A_PART", 2)


def token(root: Element) -> Element:
    (found,) = root.iter(f"{OAI}resumptionToken")
    return found


def test_parts_of_a_list(ask: Ask, archive: tuple[Issue, ...]) -> None:
    root = ask("ListRecords", metadataPrefix="oai_dc")
    found: dict[str, str] = {}
    cursors = []
    while True:
        found |= listed(root)
        cursors.append((token(root).get("completeListSize"), token(root).get("cursor")))
        if not token(root).text:
            break
        root = ask("ListRecords", resumptionToken=token(root).text)
    assert len(found) == 5
    assert cursors == [("5", "0"), ("5", "2"), ("5", "4")]


def test_choice_goes_on(ask: Ask, archive: tuple[Issue, ...]) -> None:
    first = ask(
        "ListIdentifiers", metadataPrefix="oai_dc", set="ceshi", until="2026-01-15", begin="2025-12-15"
    )
    second = ask("ListIdentifiers", resumptionToken=token(first).text)
    assert [*listed(first), *listed(second)] == [
        "ceshi/2025/12/1", "ceshi/2025/12/2", "ceshi/2026/1/1", "ceshi/2026/1/2",
    ]  # fmt: skip
    assert token(second).text is None


def test_publishing_during_the_harvest(
    ask: Ask, archive: tuple[Issue, ...], appeared: Callable[..., Issue], cast: Cast
) -> None:
    first = ask("ListIdentifiers", metadataPrefix="oai_dc")
    appeared(2026, 2, ("新一", "新二"))
    # Also one that stands before everything in the list.
    withdrawn_at(archive[0], utc(2026, 6, 1), cast)
    rest: dict[str, str] = {}
    text = token(first).text
    while text:
        root = ask("ListIdentifiers", resumptionToken=text)
        assert not rest.keys() & listed(root).keys()
        rest |= listed(root)
        text = token(root).text
    assert {"ceshi/2026/1/1", "ceshi/2026/1/2", "jikan/2026/4/1"} <= rest.keys()
    assert not listed(first).keys() & rest.keys()


def test_list_whose_rest_has_gone(ask: Ask, archive: tuple[Issue, ...]) -> None:
    text = token(ask("ListIdentifiers", metadataPrefix="oai_dc")).text
    ContentsEntry.objects.exclude(issue=archive[0]).delete()
    assert error(ask("ListIdentifiers", resumptionToken=text)) == "badResumptionToken"


def test_a_token_can_be_used_again(ask: Ask, archive: tuple[Issue, ...]) -> None:
    text = token(ask("ListIdentifiers", metadataPrefix="oai_dc")).text
    once, twice = (listed(ask("ListIdentifiers", resumptionToken=text)) for _ in range(2))
    assert once == twice


def test_tokens_that_are_not_ours(ask: Ask, archive: tuple[Issue, ...]) -> None:
    text = str(token(ask("ListIdentifiers", metadataPrefix="oai_dc")).text)
    assert error(ask("ListRecords", resumptionToken=text)) == "badResumptionToken"
    for wrong in ("", "x", text[:-1], text + "x", "." + text, "\0", "💥", ":::", signing.dumps([1, 2]),
                  signing.dumps(["ListIdentifiers"], salt="issues.harvesting"),
                  signing.dumps("ListIdentifiers", salt="issues.harvesting")):  # fmt: skip
        assert error(ask("ListIdentifiers", resumptionToken=wrong)) == "badResumptionToken", wrong
    assert error(ask("ListSets", resumptionToken=text)) == "badResumptionToken"


@pytest.mark.parametrize("verb", ["ListIdentifiers", "ListRecords"])
def test_queries_of_a_part(
    client: Client, appeared: Callable[..., Issue], cast: Cast, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    monkeypatch.setattr(replies, "RECORDS_A_PART", 50)
    address = f"/oai/?verb={verb}&metadataPrefix=oai_dc"
    appeared(2025, 1, ("一文",))
    few = queries(client, address)
    for number in range(1, 5):
        appeared(2026, number, tuple(f"文{n}" for n in range(8)))
    withdrawn_at(appeared(2026, 5, ("撤文",)), utc(2026, 6, 1), cast)
    assert IssueStatusChange.objects.count() == 1
    assert queries(client, address) == few == 1
    monkeypatch.setattr(replies, "RECORDS_A_PART", 5)
    assert queries(client, address) == 2  # and how long the whole list is
