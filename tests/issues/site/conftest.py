"""What the tests of the readers' site stand on: issues published straight into the database.

Publishing by the service typesets, which takes seconds and has tests of its own.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from playwright.sync_api import Page, Route

from articles.models import Article
from issues.models import Issue, IssueStatus, PressFile
from periodicals.models import Layout, Periodical
from tests.conftest import Cast
from tests.issues.site import world

PDF = b"%PDF-1.7\n" + b"\0" * 2048


@pytest.fixture
def publish(cast: Cast) -> Callable[..., Issue]:
    """Mark an issue published, with page numbers, and with a PDF if wished."""

    def do(issue: Issue, *, pdf: bytes | None = None) -> Issue:
        Issue.objects.filter(pk=issue.pk).update(status=IssueStatus.PUBLISHED, published_at=timezone.now())
        for entry in issue.entries.all():
            issue.entries.filter(pk=entry.pk).update(start_page=entry.position * 2)
        if pdf is not None:
            press_file = PressFile(issue=issue, sha256="0" * 64, pages=18, created_by=cast.print_office)
            press_file.file.save("file.pdf", ContentFile(pdf))
        issue.refresh_from_db()
        return issue

    return do


@pytest.fixture
def published(
    make_article: Callable[..., Article],
    make_issue: Callable[..., Issue],
    publish: Callable[..., Issue],
) -> Callable[..., Issue]:
    """A published issue with signed-off articles of the given titles."""

    def do(
        year: int = 2026, number: int = 1, titles: tuple[str, ...] = ("甲文", "乙文"), **fields: Any
    ) -> Issue:
        pdf = fields.pop("pdf", None)
        written = [make_article(title, signed_off=True) for title in titles]
        return publish(make_issue(year, number, articles=written, **fields), pdf=pdf)

    return do


@pytest.fixture
def other_periodical(layout: Layout) -> Periodical:
    """A second periodical of the site, with addresses under its slug."""
    return Periodical.objects.create(title="测试季刊", slug="jikan", default_layout=layout)


@pytest.fixture
def open_site(
    open_page: Callable[..., Page],
    periodical: Periodical,
    other_periodical: Periodical,
    make_article: Callable[..., Article],
    make_issue: Callable[..., Issue],
    publish: Callable[..., Issue],
    cast: Cast,
    press_folder: Path,
) -> Callable[..., Page]:
    """Open a page of the published site (tests/issues/site/world.py), pictures and all."""
    world.build(periodical, other_periodical, make_article, make_issue, publish, cast)

    def picture(route: Route) -> None:
        # The site's media address is bound to the folder that it was started with, never to a test's.
        route.fulfill(path=press_folder.parent / "media" / route.request.url.partition("/media/")[2])

    def do(address: str = "/", **options: Any) -> Page:
        page = open_page("about:blank", **options)
        page.route("**/media/**", picture)
        page.goto(address)
        return page

    return do
