"""Only what a published issue holds is public: everything else answers 404, whatever the address."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from articles import services as article_services
from articles.models import Article, Section
from issues.models import ContentsEntry, Issue, IssueStatus
from periodicals.models import Periodical
from tests.conftest import Cast
from tests.issues.site.conftest import PDF

SECRET = "尚未公开的题目"


@pytest.fixture
def site(published: Callable[..., Issue], make_article: Callable[..., Article]) -> Issue:
    """2026/1 is published with 甲文 and 乙文; a draft stands in no issue."""
    make_article(SECRET)
    return published(pdf=PDF)


def public_pages(issue: Issue) -> list[str]:
    year, number = issue.year, issue.number
    return [
        "/", "/issues/", "/sections/", "/sections/yao-wen/", f"/{year}/{number}/",
        f"/{year}/{number}/1/jia-wen/", f"/{year}/{number}/2/yi-wen/",
    ]  # fmt: skip


def test_published_pages_are_there(client: Client, site: Issue) -> None:
    assert {client.get(address).status_code for address in public_pages(site)} == {200}


@pytest.mark.parametrize("status", [IssueStatus.PLANNING, IssueStatus.AT_PRESS])
def test_issue_not_published(
    client: Client, site: Issue, published: Callable[..., Issue], status: IssueStatus
) -> None:
    hidden = published(2026, 2, (SECRET,), pdf=PDF)
    Issue.objects.filter(pk=hidden.pk).update(status=status, published_at=None)
    for address in ("/2026/2/", "/2026/2/1/", "/2026/2/1/shang-wei-gong-kai-de-ti-mu/",
                    "/2026/2/ceshi-2026-2.pdf", "/ceshi/2026/2/"):  # fmt: skip
        assert client.get(address).status_code == 404, address
    for address in public_pages(site):
        html = client.get(address).content.decode()
        assert SECRET not in html
        assert "2026年第2期" not in html
        assert "/2026/2/" not in html


def test_article_reopened_after_publishing(client: Client, site: Issue, cast: Cast) -> None:
    entry = site.entries.get(position=1)
    article_services.reopen(entry.article, actor=cast.responsible_editor, comment="有误")
    assert client.get("/2026/1/1/jia-wen/").status_code == 404
    for address in public_pages(site):
        if "/1/1/" not in address:
            assert "甲文" not in client.get(address).content.decode(), address


def test_article_taken_out_of_the_issue(client: Client, site: Issue) -> None:
    ContentsEntry.objects.filter(issue=site, position=1).delete()
    assert client.get("/2026/1/1/jia-wen/").status_code == 404
    assert "甲文" not in client.get("/2026/1/").content.decode()


@pytest.mark.parametrize(
    "address",
    ["/2026/1/3/", "/2026/1/0/", "/2026/1/9999/jia-wen/", "/2026/9/", "/2025/1/", "/9999/999/",
     "/99999999999999999999/1/", "/2026/99999999999999999999/", "/2026/1/99999999999999999999/",
     "/2026/-1/", "/2026/1/ceshi-2026-2.pdf", "/2026/1/other.pdf", "/nobody/", "/nobody/2026/1/",
     "/sections/nothing/", "/sections/yao-wen/?page=2", "/sections/yao-wen/?page=x",
     "/sections/yao-wen/?page=99999999999999999999", "/２０２６/１/", "/media/", "/%00/"],
)  # fmt: skip
def test_no_such_thing(client: Client, site: Issue, address: str) -> None:
    assert client.get(address).status_code == 404


def test_another_periodicals_numbers(
    client: Client, site: Issue, other_periodical: Periodical, make_issue: Callable[..., Issue],
    make_article: Callable[..., Article], publish: Callable[..., Issue],
) -> None:  # fmt: skip
    section = article_services.section_named(other_periodical, "数据")
    written = make_article("季刊文章", signed_off=True, section=section)
    publish(make_issue(2026, 4, periodical=other_periodical, articles=[written]), pdf=PDF)
    for address in ("/jikan/", "/jikan/issues/", "/jikan/sections/", "/jikan/sections/shu-ju/",
                    "/jikan/2026/4/", "/jikan/2026/4/1/ji-kan-wen-zhang/",
                    "/jikan/2026/4/jikan-2026-4.pdf"):  # fmt: skip
        assert client.get(address).status_code == 200, address
    for address in ("/2026/4/", "/2026/4/1/", "/jikan/2026/1/", "/jikan/2026/1/1/", "/sections/shu-ju/",
                    "/jikan/sections/yao-wen/", "/jikan/2026/1/ceshi-2026-1.pdf",
                    "/jikan/2026/1/jikan-2026-1.pdf", "/2026/4/jikan-2026-4.pdf"):  # fmt: skip
        assert client.get(address).status_code == 404, address


def test_periodical_without_a_public_issue(
    client: Client, site: Issue, other_periodical: Periodical, make_issue: Callable[..., Issue]
) -> None:
    make_issue(2026, 4, periodical=other_periodical)
    for address in ("/jikan/", "/jikan/issues/", "/jikan/sections/", "/jikan/2026/4/"):
        assert client.get(address).status_code == 404, address
    assert other_periodical.title not in client.get("/").content.decode()


def test_section_without_a_public_article(
    client: Client, site: Issue, periodical: Periodical, make_article: Callable[..., Article]
) -> None:
    empty = article_services.section_named(periodical, "空栏")
    drafts = article_services.section_named(periodical, "草稿栏")
    make_article("栏内草稿", section=drafts)
    make_article("已签未编", section=drafts, signed_off=True)
    for section in (empty, drafts):
        assert client.get(f"/sections/{section.slug}/").status_code == 404
        assert section.name not in client.get("/sections/").content.decode()


def test_signed_off_article_in_no_issue(
    client: Client, site: Issue, make_article: Callable[..., Article]
) -> None:
    make_article(SECRET, signed_off=True)
    for address in public_pages(site):
        assert SECRET not in client.get(address).content.decode()


def test_draft_inside_a_published_issue(
    client: Client, site: Issue, make_article: Callable[..., Article]
) -> None:
    """The database allows what the service refuses; readers still do not see it."""
    ContentsEntry.objects.create(issue=site, article=make_article("混入的草稿"), position=3)
    assert client.get("/2026/1/3/").status_code == 404
    for address in public_pages(site):
        assert "混入的草稿" not in client.get(address).content.decode()


def test_withdrawn_issue(client: Client, site: Issue, published: Callable[..., Issue]) -> None:
    published(2026, 2, ("丙文",))
    addresses = [*public_pages(site)[4:], "/2026/1/ceshi-2026-1.pdf"]
    Issue.objects.filter(pk=site.pk).update(status=IssueStatus.PLANNING, published_at=None)
    assert {client.get(address).status_code for address in addresses} == {404}
    Issue.objects.filter(pk=site.pk).update(status=IssueStatus.PUBLISHED, published_at=timezone.now())
    assert {client.get(address).status_code for address in addresses} == {200}


def test_staff_see_no_more_than_readers(
    client: Client, site: Issue, make_issue: Callable[..., Issue], cast: Cast
) -> None:
    make_issue(2026, 2)
    client.force_login(cast.superuser)
    assert client.get("/2026/2/").status_code == 404


def test_section_of_one_periodical_does_not_count_the_others_issues(
    client: Client, site: Issue, section: Section
) -> None:
    assert "2篇" in client.get("/sections/").content.decode()
