"""What the tests of feeds, sitemap, metadata and harvest share: a host of its own, and dated issues."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from articles.models import Article
from issues.models import Issue
from periodicals.models import Layout, Periodical
from tests.issues.machines import published_at, utc

HOST = "https://tongxun.example.org"
DAY = utc(2026, 1, 15, 1)


@pytest.fixture
def own_host(settings: Any) -> str:
    """The site's address as it is told to machines; requests of tests go to another host."""
    settings.SITE_URL = HOST
    settings.SITE_IDENTITY = "tongxun.example.org"
    return HOST


@pytest.fixture
def appeared(make_article: Callable[..., Article], make_issue: Callable[..., Issue]) -> Callable[..., Issue]:
    """An issue that appeared on a day: ``appeared(2026, 1, ("甲文", "乙文"), utc(2026, 1, 15))``."""

    def do(
        year: int = 2026, number: int = 1, titles: tuple[str, ...] = ("甲文", "乙文"),
        day: datetime = DAY, **fields: Any,
    ) -> Issue:  # fmt: skip
        of_article = {name: fields.pop(name) for name in ("section",) if name in fields}
        written = [make_article(title, signed_off=True, **of_article) for title in titles]
        return published_at(make_issue(year, number, articles=written, **fields), day)

    return do


@pytest.fixture
def other_periodical(layout: Layout) -> Periodical:
    """A second periodical of the site, with addresses under its slug."""
    return Periodical.objects.create(title="测试季刊", slug="jikan", default_layout=layout)
