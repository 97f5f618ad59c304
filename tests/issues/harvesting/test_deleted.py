"""What was public and is not any more is told as deleted; what never was is not told at all."""

from collections.abc import Callable
from xml.etree.ElementTree import Element, tostring

from articles import services as article_services
from articles.models import Article
from issues.models import ContentsEntry, Issue, IssueStatus, Takedown
from tests.conftest import Cast
from tests.issues.harvesting.conftest import NAME, OAI, error, listed
from tests.issues.machines import published_at, utc, withdrawn_at

Ask = Callable[..., Element]


def records(ask: Ask, **arguments: str) -> dict[str, str]:
    return listed(ask("ListRecords", metadataPrefix="oai_dc", **arguments))


def test_withdrawn_issue(ask: Ask, archive: tuple[Issue, ...], cast: Cast) -> None:
    issue = archive[1]
    withdrawn_at(issue, utc(2026, 2, 1), cast)
    found = records(ask, begin="2026-01-20")
    assert found == {
        "-ceshi/2026/1/1": "2026-02-01T00:00:00Z", "-ceshi/2026/1/2": "2026-02-01T00:00:00Z",
        "jikan/2026/4/1": "2026-04-01T00:00:00Z",
    }  # fmt: skip
    root = ask("GetRecord", identifier=f"{NAME}ceshi/2026/1/1", metadataPrefix="oai_dc")
    assert list(listed(root)) == ["-ceshi/2026/1/1"]
    assert root.find(f".//{OAI}metadata") is None
    text = tostring(ask("ListRecords", metadataPrefix="oai_dc"), encoding="unicode")
    assert "三文" not in text
    published_at(issue, utc(2026, 3, 1))
    assert records(ask)["ceshi/2026/1/1"] == "2026-03-01T00:00:00Z"


def test_what_came_into_a_withdrawn_issue_later(
    ask: Ask, archive: tuple[Issue, ...], cast: Cast, make_article: Callable[..., Article]
) -> None:
    issue = archive[1]
    withdrawn_at(issue, utc(2026, 2, 1), cast)
    for position, signed_off in ((3, False), (4, True)):
        ContentsEntry.objects.create(
            issue=issue, article=make_article(f"新文{position}", signed_off=signed_off), position=position
        )
        assert error(ask("GetRecord", identifier=f"{NAME}ceshi/2026/1/{position}", metadataPrefix="oai_dc"))
    assert [name for name in records(ask) if "2026/1/" in name] == ["-ceshi/2026/1/1", "-ceshi/2026/1/2"]


def test_issue_never_published(
    ask: Ask,
    archive: tuple[Issue, ...],
    make_issue: Callable[..., Issue],
    make_article: Callable[..., Article],
) -> None:
    for number, status in ((5, IssueStatus.PLANNING), (6, IssueStatus.AT_PRESS)):
        make_issue(2026, number, articles=[make_article(f"第{number}期的文", signed_off=True)], status=status)
    assert len(records(ask)) == 5
    assert (
        error(ask("GetRecord", identifier=f"{NAME}ceshi/2026/5/1", metadataPrefix="oai_dc"))
        == "idDoesNotExist"
    )


def test_sign_off_taken_back(ask: Ask, archive: tuple[Issue, ...], cast: Cast) -> None:
    article = archive[1].entries.get(position=1).article
    article_services.reopen(article, actor=cast.responsible_editor, comment="有误")
    article.refresh_from_db()
    found = records(ask)
    assert "ceshi/2026/1/1" not in found
    assert found["-ceshi/2026/1/1"] == article.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_draft_that_got_into_a_published_issue(
    ask: Ask, archive: tuple[Issue, ...], make_article: Callable[..., Article]
) -> None:
    """The database allows what the service refuses."""
    ContentsEntry.objects.create(issue=archive[1], article=make_article("混入的草稿"), position=3)
    assert len(records(ask)) == 5


def test_article_taken_down_and_put_back(ask: Ask, archive: tuple[Issue, ...], cast: Cast) -> None:
    taken = Takedown.objects.create(
        article=archive[1].entries.get(position=1).article, issue=archive[1], reason="误", note="核实",
        taken_down_by=cast.responsible_editor,
    )  # fmt: skip
    Takedown.objects.filter(pk=taken.pk).update(taken_down_at=utc(2026, 5, 1))
    assert records(ask, begin="2026-05-01") == {"-ceshi/2026/1/1": "2026-05-01T00:00:00Z"}
    Takedown.objects.filter(pk=taken.pk).update(
        put_back_at=utc(2026, 5, 2), put_back_by=cast.responsible_editor
    )
    assert records(ask, begin="2026-05-02") == {"ceshi/2026/1/1": "2026-05-02T00:00:00Z"}


def test_earliest_day_counts_what_is_deleted(ask: Ask, archive: tuple[Issue, ...], cast: Cast) -> None:
    for issue, day in zip(archive, (utc(2025, 12, 20), utc(2026, 2, 1), utc(2026, 5, 1)), strict=True):
        withdrawn_at(issue, day, cast)
    earliest = ask("Identify").findtext(f".//{OAI}earliestDatestamp")
    assert earliest == "2025-12-20T00:00:00Z"
