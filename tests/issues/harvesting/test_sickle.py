"""A harvest of everything by a client that is not ours, over a real connection."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sickle import Sickle
from sickle.oaiexceptions import BadArgument, NoRecordsMatch

from issues import public
from issues.harvesting import replies
from issues.models import Issue
from periodicals.models import Periodical
from tests.conftest import Cast
from tests.issues.machines import utc, withdrawn_at


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_harvest_of_everything(
    transactional_db: None, live_server: Any, archive: tuple[Issue, ...], appeared: Callable[..., Issue],
    cast: Cast, monkeypatch: pytest.MonkeyPatch, method: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(replies, "RECORDS_A_PART", 4)
    for number in range(2, 6):
        appeared(2026, number, tuple(f"第{number}期之{n}" for n in range(5)), utc(2026, number, 15))
    withdrawn_at(archive[0], utc(2026, 6, 1), cast)
    client = Sickle(f"{live_server.url}/oai/", http_method=method, timeout=20)

    assert client.Identify().deletedRecord == "transient"
    assert [each.metadataPrefix for each in client.ListMetadataFormats()] == ["oai_dc"]
    assert {each.setSpec for each in client.ListSets()} == {
        "ceshi", "ceshi:yao-wen", "jikan", "jikan:shu-ju",
    }  # fmt: skip

    harvested = list(client.ListRecords(metadataPrefix="oai_dc", ignore_deleted=True))
    expected = {
        entry.article.title: f"《{entry.issue.periodical.title}》{entry.issue.label}"
        for entry in public.all_entries()
    }
    assert len(harvested) == len(expected) == 23
    told = {record.metadata["title"][0]: record.metadata["source"][0] for record in harvested}
    assert {title: place.partition("，")[0] for title, place in told.items()} == expected
    assert all(date.fromisoformat(record.metadata["date"][0]).year == 2026 for record in harvested)
    names = [header.identifier for header in client.ListIdentifiers(metadataPrefix="oai_dc")]
    assert len(set(names)) == len(names) == 25  # with the two that were withdrawn

    one = client.GetRecord(identifier=harvested[0].header.identifier, metadataPrefix="oai_dc")
    assert one.metadata == harvested[0].metadata
    of_set = list(client.ListRecords(metadataPrefix="oai_dc", set="jikan"))
    assert [record.metadata["title"] for record in of_set] == [["五文"]]
    since = list(client.ListIdentifiers(**{"metadataPrefix": "oai_dc", "from": "2026-06-01"}))
    assert [header.deleted for header in since] == [True, True]
    with pytest.raises(NoRecordsMatch):
        client.ListRecords(metadataPrefix="oai_dc", until="2020-01-01")
    with pytest.raises(BadArgument):
        client.ListRecords(metadataPrefix="oai_dc", until="yesterday")
    assert Periodical.objects.count() == 2
