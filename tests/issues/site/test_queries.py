"""The database is asked the same number of times, whatever an issue, a section or the archive holds."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article
from issues.models import Issue

# Every page: its version; periodical.
# Issues; covers; entries; what was taken down; openings; PDF; others; corrections.
FRONT = 10
WITHOUT_OPENINGS = FRONT - 1
# Issue; cover; entries; what was taken down; PDF; before; after; corrections.
ISSUE = 10
# Entry; before; after; section; corrections; cover for machines.
ARTICLE = 8
ARCHIVE = SECTIONS = 3
SECTION = 5  # section; count; entries
PDF = 4
CITE = 3


@pytest.mark.parametrize("many", [8, 60])
def test_articles_of_an_issue(
    client: Client, published: Callable[..., Issue], many: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    published(titles=tuple(f"第{n}篇" for n in range(many)), pdf=b"%PDF-")
    Article.objects.update(body=f"<p>{'这是一句话。' * 40}</p>")
    middle = client.get("/2026/1/3/")["Location"]
    counts = {"/": FRONT, "/2026/1/": ISSUE, middle: ARTICLE, "/issues/": ARCHIVE, "/sections/": SECTIONS,
              "/sections/yao-wen/": SECTION, "/2026/1/ceshi-2026-1.pdf": PDF,
              f"{middle}cite.bib": CITE}  # fmt: skip
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
    for address, count in {"/": WITHOUT_OPENINGS, "/issues/": ARCHIVE, "/sections/yao-wen/": SECTION}.items():
        with django_assert_num_queries(count, info=address):
            assert client.get(address).status_code == 200
