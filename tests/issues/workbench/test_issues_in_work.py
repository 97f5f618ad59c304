"""在编的期: how far each is, and what comes next."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from articles.models import Article
from issues.models import Issue, IssueStatus
from issues.workbench.issues_in_work import issues_in_work
from tests.conftest import Cast
from tests.issues.workbench.conftest import TODAY

MONDAY = date(2026, 3, 23)


def test_how_far_an_issue_is(
    written: Callable[..., Article], walk: Callable[..., Article], april: Callable[..., Issue],
    make_article: Callable[..., Article], cast: Cast,
) -> None:  # fmt: skip
    april(
        written("甲"), walk(written("乙"), ("submit", cast.editor, MONDAY)),
        make_article("丙", signed_off=True),
    )  # fmt: skip
    (issue,) = issues_in_work(TODAY)
    assert (issue.title, issue.signed, issue.total) == ("《测试通讯》2026年第4期", 1, 3)
    assert issue.where == "草稿1篇、审校1篇"
    assert (issue.next, issue.is_late) == ("明天截稿，还差1篇", False)
    assert issue.path == f"/admin/issues/issue/{Issue.objects.get().pk}/change/"
    assert issue.planning_path == f"/admin/issues/issue/{Issue.objects.get().pk}/planning/"


@pytest.mark.parametrize(
    ("days", "says", "late"),
    [
        ({"copy_deadline": date(2026, 3, 21)}, "截稿逾期3天，还差1篇", True),
        ({"copy_deadline": None}, "下周三审校完毕，还差1篇", False),
        (
            dict.fromkeys(("copy_deadline", "review_deadline", "sign_off_deadline")),
            "还有1篇未签发，4月10日付印", False,
        ),
    ],
)  # fmt: skip
def test_the_next_deadline(
    written: Callable[..., Article], april: Callable[..., Issue], days: dict[str, Any], says: str, late: bool
) -> None:
    april(written("甲"), **days)
    (issue,) = issues_in_work(TODAY)
    assert (issue.next, issue.is_late) == (says, late)


def test_signed_off_and_waiting_for_press(
    make_article: Callable[..., Article], april: Callable[..., Issue]
) -> None:
    issue = april(make_article("甲", signed_off=True))
    assert issues_in_work(TODAY)[0].next == "全部签发，4月10日付印"
    late = issues_in_work(date(2026, 4, 12))[0]
    assert (late.next, late.is_late) == ("全部签发，付印逾期2天", True)
    Issue.objects.filter(pk=issue.pk).update(status=IssueStatus.AT_PRESS)
    assert issues_in_work(TODAY)[0].next == "已付印，定于4月15日出版"
    Issue.objects.filter(pk=issue.pk).update(status=IssueStatus.PUBLISHED, published_at=timezone.now())
    assert issues_in_work(TODAY) == []


def test_an_empty_issue_says_what_to_do(april: Callable[..., Issue]) -> None:
    april()
    assert issues_in_work(TODAY)[0].next == "目录还是空的，先编入稿件"
