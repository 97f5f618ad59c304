"""Two periodicals to harvest, and how a test asks."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from django.test import Client

from articles import services as article_services
from issues.models import Issue
from periodicals.models import Periodical
from tests.issues.machines import utc, xml

OAI = "{http://www.openarchives.org/OAI/2.0/}"
NAME = "oai:tongxun.example.org:"


@pytest.fixture
def archive(
    appeared: Callable[..., Issue], other_periodical: Periodical, own_host: str
) -> tuple[Issue, Issue, Issue]:
    """Two issues of one periodical and one of another, five articles in all."""
    section = article_services.section_named(other_periodical, "数据")
    return (
        appeared(2025, 12, ("一文", "二文"), utc(2025, 12, 15, 1, 2, 3)),
        appeared(2026, 1, ("三文", "四文"), utc(2026, 1, 15, 1, 2, 3)),
        appeared(2026, 4, ("五文",), utc(2026, 4, 1), periodical=other_periodical, section=section),
    )


@pytest.fixture
def ask(client: Client) -> Callable[..., Element]:
    """The answer to a verb: ``ask("ListRecords", metadataPrefix="oai_dc")``."""

    def do(verb: str, **arguments: Any) -> Element:
        begin = {"from": arguments.pop("begin")} if "begin" in arguments else {}
        root = xml(client, "/oai/", verb=verb, **arguments, **begin)
        assert root.tag == f"{OAI}OAI-PMH"
        assert [child.tag for child in root][:2] == [f"{OAI}responseDate", f"{OAI}request"]
        return root

    return do


def error(root: Element) -> str | None:
    """The code of the one error of an answer."""
    found = root.find(f"{OAI}error")
    assert found is None or found.text
    return None if found is None else found.get("code")


def listed(root: Element) -> dict[str, str]:
    """Identifiers, without what all have in common, and datestamps; a deleted record's with a ``-``."""
    assert error(root) is None
    return {
        ("-" if header.get("status") == "deleted" else "")
        + str(header.findtext(f"{OAI}identifier")).removeprefix(NAME): str(header.findtext(f"{OAI}datestamp"))
        for header in root.iter(f"{OAI}header")
    }
