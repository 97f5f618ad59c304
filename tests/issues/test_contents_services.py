"""Putting an issue's 目录 together: placing, removing, reordering."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from articles.models import Article
from articles.services import section_named
from issues.contents import contents
from issues.models import ContentsEntry, Issue, IssueStatus
from issues.services import Refused, place, remove, reorder
from periodicals.models import Layout, Periodical
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(make_issue: Callable[..., Issue], make_article: Callable[..., Article]) -> Issue:
    return make_issue(articles=[make_article(title) for title in "甲乙丙"])


def _order(issue: Issue) -> list[tuple[int, str]]:
    return [(entry.position, entry.article.title) for entry in issue.entries.select_related("article")]


def test_placing_appends(issue: Issue, make_article: Callable[..., Article], cast: Cast) -> None:
    place(issue, make_article("丁"), actor=cast.responsible_editor)
    assert _order(issue) == [(1, "甲"), (2, "乙"), (3, "丙"), (4, "丁")]


@pytest.mark.parametrize(
    ("position", "order"), [(1, "丁甲乙丙"), (2, "甲丁乙丙"), (9, "甲乙丙丁"), (0, "丁甲乙丙")]
)
def test_placing_at_a_position_moves_the_others_down(
    position: int, order: str, issue: Issue, make_article: Callable[..., Article], cast: Cast
) -> None:
    entry = place(issue, make_article("丁"), actor=cast.responsible_editor, position=position)
    assert "".join(title for _, title in _order(issue)) == order
    assert entry.position == order.index("丁") + 1


def test_removing_closes_the_gap_and_keeps_the_article(issue: Issue, cast: Cast) -> None:
    remove(issue.entries.get(position=2), actor=cast.responsible_editor)
    assert _order(issue) == [(1, "甲"), (2, "丙")]
    assert Article.objects.filter(title="乙").exists()


def test_reordering(issue: Issue, cast: Cast) -> None:
    first, second, third = issue.entries.values_list("pk", flat=True)
    reorder(issue, [third, first, second], actor=cast.responsible_editor)
    assert _order(issue) == [(1, "丙"), (2, "甲"), (3, "乙")]


def test_reordering_what_another_changed_is_refused(issue: Issue, cast: Cast) -> None:
    ids = list(issue.entries.values_list("pk", flat=True))
    for wrong in (ids[:2], [*ids, 10**6], [ids[0], ids[0], ids[1]]):
        with pytest.raises(Refused, match="刷新"):
            reorder(issue, wrong, actor=cast.responsible_editor)
    assert _order(issue) == [(1, "甲"), (2, "乙"), (3, "丙")]


def test_an_article_stands_in_one_issue_only(
    issue: Issue, make_issue: Callable[..., Issue], cast: Cast
) -> None:
    other = make_issue(2026, 2)
    with pytest.raises(Refused, match="已编入"):
        place(other, Article.objects.get(title="甲"), actor=cast.responsible_editor)


def test_an_article_of_another_periodical_is_refused(
    issue: Issue, layout: Layout, make_article: Callable[..., Article], cast: Cast
) -> None:
    other = Periodical.objects.create(title="另一种", slug="other", default_layout=layout)
    article = make_article("外来", section=section_named(other, "要闻"))
    with pytest.raises(Refused, match="不属于本刊"):
        place(issue, article, actor=cast.responsible_editor)


def test_the_contents_of_a_published_issue_stand(
    issue: Issue, make_article: Callable[..., Article], cast: Cast
) -> None:
    Issue.objects.update(status=IssueStatus.PUBLISHED, published_at="2026-01-01T00:00:00Z")
    ids = list(issue.entries.values_list("pk", flat=True))
    for change in (
        lambda: place(issue, make_article("丁"), actor=cast.superuser),
        lambda: remove(issue.entries.get(position=1), actor=cast.superuser),
        lambda: reorder(issue, ids[::-1], actor=cast.superuser),
    ):
        with pytest.raises(Refused, match="不能再改动"):
            change()
    assert _order(issue) == [(1, "甲"), (2, "乙"), (3, "丙")]


def test_who_may_not_plan_is_refused(issue: Issue, cast: Cast) -> None:
    with pytest.raises(Refused, match="权限"):
        remove(issue.entries.get(position=1), actor=cast.editor)


def test_positions_are_unique_in_the_database(issue: Issue, make_article: Callable[..., Article]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ContentsEntry.objects.create(issue=issue, article=make_article("丁"), position=1)


def test_section_headings_follow_from_the_order(
    periodical: Periodical, make_issue: Callable[..., Issue], make_article: Callable[..., Article]
) -> None:
    news, notes = section_named(periodical, "要闻"), section_named(periodical, "简讯")
    articles = [make_article(f"{n}", section=s) for n, s in enumerate([news, news, notes, news])]
    entries = make_issue(articles=articles).entries.select_related("article__section")
    groups = [(group.section.name, len(group.entries)) for group in contents(entries)]
    assert groups == [("要闻", 2), ("简讯", 1), ("要闻", 1)]
