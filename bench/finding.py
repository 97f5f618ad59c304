"""Prints what feeds, sitemap and OAI-PMH take on made-up articles; see docs/finding.md.

``python -m bench.finding [--articles N] [--database URL]``. Databases as in ``bench.search``. On a machine
that has other things to do, the processor's milliseconds of this process tell more than the clock's; on
SQLite they hold the database's share.
"""

import argparse
import os
import re
import time
from typing import TYPE_CHECKING

from bench import search
from bench.ground import own_ground

if TYPE_CHECKING:
    from django.test import Client

ROUNDS = 3
LIST = "/oai/?metadataPrefix=oai_dc&verb="
ADDRESSES = {
    "feed of articles": "/articles.atom",
    "feed of issues": "/issues.atom",
    "sitemap index": "/sitemap.xml",
    "sitemap of standing pages": "/sitemap-bench.xml",
    "sitemap of a year": "/sitemap-bench.2001.xml",
    "OAI Identify": "/oai/?verb=Identify",
    "OAI ListSets": "/oai/?verb=ListSets",
    "OAI GetRecord": "/oai/?verb=GetRecord&metadataPrefix=oai_dc&identifier={name}bench/2001/8/3",
    "OAI ListRecords, the first part": f"{LIST}ListRecords",
    "OAI ListRecords, a part in the middle": "/oai/?verb=ListRecords&resumptionToken={middle}",
    "OAI ListIdentifiers, the first part": f"{LIST}ListIdentifiers",
    "OAI ListRecords of a section": f"{LIST}ListRecords&set=bench:{{section}}",
    "OAI ListRecords, what changed today": f"{LIST}ListRecords&from={{today}}",
    "OAI ListRecords, nothing new": f"{LIST}ListRecords&from=2999-01-01",
}


# Here texts count by their length only, so that few serve for all.
TEXTS = 200


class _QuickWriter(search.Writer):
    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._texts = [super(_QuickWriter, self).text(self.length()) for _ in range(TEXTS)]

    def text(self, length: int) -> str:
        return self.one_of(self._texts)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.finding")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--database", default="")
    options = parser.parse_args()
    with own_ground(options.database):
        _fill(options.articles)
        _measure()


def _fill(count: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    from articles.models import Article

    call_command("migrate", verbosity=0)
    if not Article.objects.exists():
        search.Writer = _QuickWriter  # type: ignore[misc]
        search._write(count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _measure() -> None:
    from datetime import UTC, datetime

    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from articles.models import Article, Section
    from issues.harvesting.tokens import Token, sealed
    from issues.models import ContentsEntry, Issue

    client = Client()
    total = ContentsEntry.objects.count()
    # All but a hundred articles are old: a harvest asks for what is new.
    day = datetime(2020, 1, 1, tzinfo=UTC)
    newest = list(ContentsEntry.objects.order_by("-pk").values_list("article", flat=True)[:100])
    Article.objects.exclude(pk__in=newest).update(updated_at=day)
    Issue.objects.update(published_at=day)
    middle = ContentsEntry.objects.order_by("pk")[total // 2].pk
    known = {
        "name": f"oai:{settings.SITE_IDENTITY}:",
        "middle": sealed(Token("ListRecords", None, None, None, middle, total // 2, total)),
        "section": Section.objects.order_by("pk")[3].slug,
        "today": f"{datetime.now(UTC):%Y-%m-%d}",
    }
    print(f"{connection.vendor}, {total} articles: ms, those of this process, queries, KB (best of {ROUNDS})")
    for name, address in ADDRESSES.items():
        asked = address.format(**known)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(asked)
            count = len(captured)
        assert answer.status_code == 200, (asked, answer.status_code)  # noqa: S101
        times, own = [], []
        for _ in range(ROUNDS):
            start, begun = time.perf_counter(), time.process_time()
            client.get(asked)
            times.append((time.perf_counter() - start) * 1_000)
            own.append((time.process_time() - begun) * 1_000)
        print(
            f"  {name:40}{min(times):9.1f}{min(own):9.1f}{count:4}{len(answer.content) / 1000:9.0f}",
            flush=True,
        )
    _harvest(client)
    print(f"load of the machine meanwhile: {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores")


def _harvest(client: "Client") -> None:
    start, records, parts = time.perf_counter(), 0, 0
    address = f"{LIST}ListRecords"
    while address:
        body = client.get(address).content.decode()
        records, parts = records + body.count("<record>"), parts + 1
        found = re.search(r"<resumptionToken[^>]*>([^<]+)<", body)
        address = f"/oai/?verb=ListRecords&resumptionToken={found[1]}" if found else ""
    taken = time.perf_counter() - start
    print(f"a harvest of everything: {records} records in {parts} parts, {taken:.0f} s")


if __name__ == "__main__":
    main()
