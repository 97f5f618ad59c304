"""What each verb answers."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element, tostring

from django.test import Client

from articles.models import Article, Section
from issues.models import Issue
from periodicals.models import Periodical
from tests.issues.harvesting.conftest import NAME, OAI, error, listed
from tests.issues.machines import UNFIT, parsed

Ask = Callable[..., Element]
DC = "{http://purl.org/dc/elements/1.1/}"


def texts(root: Element, name: str) -> list[str]:
    return [str(each.text) for each in root.iter(f"{OAI}{name}")]


def test_identify(ask: Ask, archive: tuple[Issue, ...], own_host: str, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "编辑部 <bianji@example.org>"
    (told,) = ask("Identify").findall(f"{OAI}Identify")
    assert [child.tag.removeprefix(OAI) for child in told] == [
        "repositoryName", "baseURL", "protocolVersion", "adminEmail", "earliestDatestamp", "deletedRecord",
        "granularity", "description",
    ]  # fmt: skip
    assert [child.text for child in told][:7] == [
        "测试通讯、测试季刊", f"{own_host}/oai/", "2.0", "bianji@example.org", "2025-12-15T01:02:03Z",
        "transient", "YYYY-MM-DDThh:mm:ssZ",
    ]  # fmt: skip
    scheme = {child.tag.rpartition("}")[2]: child.text for child in told[7][0]}
    assert scheme["repositoryIdentifier"] == "tongxun.example.org"
    assert str(scheme["sampleIdentifier"]).startswith(NAME)


def test_what_was_asked_is_repeated(ask: Ask, archive: tuple[Issue, ...], own_host: str) -> None:
    request = ask("ListIdentifiers", metadataPrefix="oai_dc", set="jikan").find(f"{OAI}request")
    assert request is not None
    assert request.text == f"{own_host}/oai/"
    assert dict(request.attrib) == {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", "set": "jikan"}


def test_formats(ask: Ask, archive: tuple[Issue, ...]) -> None:
    assert texts(ask("ListMetadataFormats"), "metadataPrefix") == ["oai_dc"]
    one = ask("ListMetadataFormats", identifier=f"{NAME}ceshi/2026/1/1")
    assert texts(one, "metadataPrefix") == ["oai_dc"]
    assert error(ask("ListMetadataFormats", identifier=f"{NAME}ceshi/2026/1/9")) == "idDoesNotExist"


def test_sets(ask: Ask, archive: tuple[Issue, ...], make_article: Callable[..., Article]) -> None:
    empty = Section.objects.create(periodical=archive[0].periodical, name="空栏", slug="kong-lan")
    make_article("未发布", section=empty, signed_off=True)
    root = ask("ListSets")
    told = dict(zip(texts(root, "setSpec"), texts(root, "setName"), strict=True))
    assert told == {
        "ceshi": "测试通讯", "ceshi:yao-wen": "测试通讯：要闻",
        "jikan": "测试季刊", "jikan:shu-ju": "测试季刊：数据",
    }  # fmt: skip


def test_a_record(ask: Ask, archive: tuple[Issue, ...], own_host: str) -> None:
    Article.objects.filter(title="三文").update(byline="记者 甲某", source="测试日报")
    root = ask("GetRecord", identifier=f"{NAME}ceshi/2026/1/1", metadataPrefix="oai_dc")
    (record,) = root.findall(f"{OAI}GetRecord/{OAI}record")
    assert [child.tag.removeprefix(OAI) for child in record] == ["header", "metadata"]
    assert listed(root) == {"ceshi/2026/1/1": "2026-01-15T01:02:03Z"}
    assert texts(root, "setSpec") == ["ceshi:yao-wen"]
    (form,) = record[1]
    assert form.tag == "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
    rows = [(child.tag.removeprefix(DC), child.text) for child in form]
    assert rows[:2] == [("title", "三文"), ("creator", "甲某")]
    assert ("identifier", f"{own_host}/2026/1/1/san-wen/") in rows
    assert ("source", "测试日报") in rows
    assert {name for name, _ in rows} <= {
        "title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format",
        "identifier", "source", "language", "relation", "coverage", "rights",
    }  # fmt: skip


def test_lists(ask: Ask, archive: tuple[Issue, ...]) -> None:
    for verb in ("ListIdentifiers", "ListRecords"):
        root = ask(verb, metadataPrefix="oai_dc")
        assert list(listed(root)) == [
            "ceshi/2025/12/1", "ceshi/2025/12/2", "ceshi/2026/1/1", "ceshi/2026/1/2", "jikan/2026/4/1",
        ]  # fmt: skip
        assert root.find(f".//{OAI}resumptionToken") is None


def test_records_of_a_set(ask: Ask, archive: tuple[Issue, ...]) -> None:
    for chosen, count in (("ceshi", 4), ("ceshi:yao-wen", 4), ("jikan", 1), ("jikan:shu-ju", 1)):
        assert len(listed(ask("ListIdentifiers", metadataPrefix="oai_dc", set=chosen))) == count, chosen
    for chosen in ("jikan:yao-wen", "nobody", "ceshi:yao-wen:x"):
        assert error(ask("ListIdentifiers", metadataPrefix="oai_dc", set=chosen)) == "noRecordsMatch", chosen


OLD, NEW, OTHER = (
    ["ceshi/2025/12/1", "ceshi/2025/12/2"],
    ["ceshi/2026/1/1", "ceshi/2026/1/2"],
    ["jikan/2026/4/1"],
)
SPANS: list[tuple[dict[str, str], list[str]]] = [
    ({"begin": "2026-01-15"}, NEW + OTHER),
    ({"until": "2025-12-15"}, OLD),
    ({"begin": "2026-01-15", "until": "2026-01-15"}, NEW),
    ({"begin": "2026-01-15T01:02:03Z", "until": "2026-01-15T01:02:03Z"}, NEW),
    ({"begin": "2026-01-15T01:02:04Z"}, OTHER),
    ({"until": "2026-01-15T01:02:02Z"}, OLD),
    ({"begin": "0001-01-01", "until": "9999-12-31", "set": "jikan"}, OTHER),
    ({"begin": "2026-02-01", "until": "2026-03-31"}, []),
    ({"until": "2025-12-14"}, []),
    ({"begin": "9999-12-31T23:59:59Z"}, []),
    ({"until": "0001-01-01"}, []),
]


def test_from_and_until(ask: Ask, archive: tuple[Issue, ...]) -> None:
    for span, found in SPANS:
        root = ask("ListIdentifiers", metadataPrefix="oai_dc", **span)
        if found:
            assert list(listed(root)) == found, span
        else:
            assert error(root) == "noRecordsMatch", span


def test_a_second_is_whole(ask: Ask, archive: tuple[Issue, ...]) -> None:
    """A stamp is shown to the second; asked for under it, the record is found."""
    stamp = archive[2].published_at
    assert stamp is not None
    Issue.objects.filter(pk=archive[2].pk).update(published_at=stamp.replace(microsecond=999_999))
    second = listed(ask("ListIdentifiers", metadataPrefix="oai_dc", set="jikan"))["jikan/2026/4/1"]
    one = ask("ListIdentifiers", metadataPrefix="oai_dc", begin=second, until=second)
    assert list(listed(one)) == ["jikan/2026/4/1"]


def test_by_post(client: Client, archive: tuple[Issue, ...]) -> None:
    answer = client.post("/oai/", {"verb": "ListRecords", "metadataPrefix": "oai_dc"})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    assert len(listed(parsed(answer.content))) == 5
    assert error(parsed(client.post("/oai/?verb=Identify").content)) == "badVerb"
    put = client.put("/oai/")
    assert (put.status_code, put["Allow"]) == (405, "GET, HEAD, POST")


def test_what_no_xml_can_hold(ask: Ask, archive: tuple[Issue, ...]) -> None:
    Article.objects.filter(title="三文").update(title=f"控制{UNFIT}字 & ]]> <b>", body=f"<p>文{UNFIT}</p>")
    root = ask("ListRecords", metadataPrefix="oai_dc")
    assert "控制字 & ]]> <b>" in [each.text for each in root.iter(f"{DC}title")]


def test_section_without_a_slug(ask: Ask, archive: tuple[Issue, ...], section: Section) -> None:
    Section.objects.filter(pk=section.pk).update(slug="")
    root = ask("ListIdentifiers", metadataPrefix="oai_dc", set="ceshi")
    assert set(texts(root, "setSpec")) == {"ceshi"}
    assert "ceshi:" not in texts(ask("ListSets"), "setSpec")


def test_nothing_published_yet(ask: Ask, periodical: Periodical) -> None:
    assert error(ask("ListRecords", metadataPrefix="oai_dc")) == "noRecordsMatch"
    assert error(ask("ListSets")) == "noSetHierarchy"
    (told,) = ask("Identify").findall(f"{OAI}Identify")
    assert told.findtext(f"{OAI}earliestDatestamp")
    assert periodical.title not in tostring(told, encoding="unicode")
