"""The database is asked the same number of times, whatever an issue, a section or the archive holds."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from issues.models import Issue

# Periodical; newest issue; entries; PDF; issue before; issue after; other periodicals.
FRONT = 7
ISSUE = 6  # the same without the other periodicals
ARTICLE = 4  # periodical; entry; article before; article after
ARCHIVE = SECTIONS = 2  # periodical; list
SECTION = 4  # periodical; section; count; entries


@pytest.mark.parametrize("many", [5, 60])
def test_articles_of_an_issue(
    client: Client, published: Callable[..., Issue], many: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    published(titles=tuple(f"第{n}篇" for n in range(many)), pdf=b"%PDF-")
    middle = client.get("/2026/1/3/")["Location"]
    counts = {"/": FRONT, "/2026/1/": ISSUE, middle: ARTICLE, "/issues/": ARCHIVE, "/sections/": SECTIONS,
              "/sections/yao-wen/": SECTION, "/2026/1/ceshi-2026-1.pdf": 3}  # fmt: skip
    for address, count in counts.items():
        with django_assert_num_queries(count, info=address):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize("many", [5, 60])
def test_issues_of_the_archive(
    client: Client, published: Callable[..., Issue], many: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for n in range(many):
        published(2000 + n // 12, n % 12 + 1, (f"文{n}",))
    for address, count in {"/": FRONT, "/issues/": ARCHIVE, "/sections/yao-wen/": SECTION}.items():
        with django_assert_num_queries(count, info=address):
            assert client.get(address).status_code == 200
