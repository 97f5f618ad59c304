"""What pages are told of covers."""

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from articles.models import Article
from issues import public
from issues.covers import cover_of, covers_of, making, social_picture
from issues.models import Cover, Issue, IssueStatus, Takedown
from periodicals.models import Periodical
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def test_sources(issue_with_pdf: Callable[..., Issue]) -> None:
    issue = issue_with_pdf()
    making.make_waiting.call()
    cover = cover_of(issue)
    assert cover is not None
    base = f"/2026/8/cover-{'0' * 16}"
    assert {source.type for source in cover.sources} == {"image/avif", "image/webp"}
    avif = next(source for source in cover.sources if source.type == "image/avif")
    assert avif.srcset == f"{base}-64.avif 64w, {base}-128.avif 128w, {base}-192.avif 192w"
    assert cover.srcset == avif.srcset.replace("avif", "png")
    assert (cover.src, cover.width, cover.height) == (f"{base}-192.png", 192, 272)
    assert cover.alt == "《测试通讯》2026年第8期封面"


def test_as_messengers_are_told(issue_with_pdf: Callable[..., Issue], settings: Any) -> None:
    settings.SITE_URL = "https://bulletin.example"
    issue = issue_with_pdf()
    assert social_picture(issue) is None
    making.make_waiting.call()
    shared = social_picture(issue)
    assert shared is not None
    assert shared.address == f"https://bulletin.example/2026/8/cover-{'0' * 16}-192.png"
    assert (shared.type, shared.width, shared.height) == ("image/png", 192, 272)


def test_another_periodical_has_its_own_addresses(
    issue_with_pdf: Callable[..., Issue], other_periodical: Periodical
) -> None:
    issue = issue_with_pdf(periodical=other_periodical)
    making.make_waiting.call()
    cover = cover_of(issue)
    assert cover is not None
    assert cover.src.startswith("/jikan/2026/8/cover-")


@pytest.mark.parametrize("many", [3, 40])
def test_one_query_for_a_whole_archive(
    issue_with_pdf: Callable[..., Issue], periodical: Periodical, many: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for n in range(many):
        issue_with_pdf(2000 + n // 12, n % 12 + 1, pdf=b"%PDF-")
    for file in making.waiting():
        Cover.objects.create(
            press_file=file, width=960, height=1357, kinds=[("jpg", [320, 640, 960])], made_at=file.created_at
        )
    issues = list(public.issues(periodical))
    with django_assert_num_queries(1):
        covers = covers_of(issues)
        assert len({covers[issue.pk].src for issue in issues}) == many
    with django_assert_num_queries(0):
        assert covers_of([]) == {}


def test_none_while_it_is_not_public(
    issue_with_pdf: Callable[..., Issue], cast: Cast, make_issue: Callable[..., Issue]
) -> None:
    issue = issue_with_pdf()
    making.make_waiting.call()
    takedown = Takedown.objects.create(
        issue=issue, article=issue.entries.get().article, reason="理由", note="说明", pdf_withheld=True,
        taken_down_by=cast.responsible_editor,
    )  # fmt: skip
    # The 目录 on the cover names what was taken down, as the PDF does.
    assert cover_of(issue) is None
    other = issue_with_pdf(2026, 9)
    making.make_waiting.call()
    assert cover_of(other)
    Takedown.objects.filter(pk=takedown.pk).update(pdf_withheld=False)
    assert cover_of(issue)
    Issue.objects.update(status=IssueStatus.PLANNING, published_at=None)
    issue.refresh_from_db()
    with public.as_if_published(issue):
        assert cover_of(issue) is None


def test_what_was_taken_down_and_out_of_its_issue_hides_no_other(
    issue_with_pdf: Callable[..., Issue], make_article: Callable[..., Article], cast: Cast
) -> None:
    issue = issue_with_pdf()
    making.make_waiting.call()
    Takedown.objects.create(
        issue=issue, article=make_article("不在任何一期"), reason="理由", note="说明", pdf_withheld=True,
        taken_down_by=cast.responsible_editor,
    )  # fmt: skip
    assert cover_of(issue)
    assert public.press_file(issue)
