"""抄上期版权页: shown first with what it overwrites, then copied."""

from collections.abc import Callable
from datetime import date

import pytest

from issues import services
from issues.models import Issue, IssueStatus
from tests.conftest import Cast
from tests.issues.planning.conftest import Desk


@pytest.fixture
def february(make_issue: Callable[..., Issue], periodical: object) -> Issue:
    make_issue(2025, 12, printer="更早的印社")
    return make_issue(
        2026, 2, editor="甲编辑", printer="二月印社", print_run=300, print_date=date(2026, 2, 12), website=""
    )


def test_the_page_shows_what_is_overwritten_before_anything_is(desk: Desk, february: Issue) -> None:
    Issue.objects.filter(pk=desk.issue.pk).update(printer="三月印社", website="https://example.org")
    text = desk.client.get(desk.at("colophon")).content.decode()
    assert "从2026年第2期抄来下面3项" in text
    assert "<del>三月印社</del> 将被覆盖" in text
    desk.issue.refresh_from_db()
    assert desk.issue.printer == "三月印社"
    text = desk.client.post(desk.at("colophon"), follow=True).content.decode()
    assert "版权页已照上一期填好" in text
    desk.issue.refresh_from_db()
    assert (desk.issue.editor, desk.issue.printer, desk.issue.print_run) == ("甲编辑", "二月印社", 300)
    # The day is new every time, and what the last issue leaves empty is not taken from this one.
    assert (desk.issue.print_date, desk.issue.website) == (None, "https://example.org")
    assert "与2026年第2期一致" in desk.client.get(desk.at("colophon")).content.decode()
    assert "没有要抄的" in desk.client.post(desk.at("colophon"), follow=True).content.decode()


def test_the_first_issue_has_none_to_copy(desk: Desk) -> None:
    assert "没有更早的一期" in desk.client.get(desk.at("colophon")).content.decode()
    assert "没有更早的一期" in desk.client.post(desk.at("colophon"), follow=True).content.decode()


def test_it_is_for_planners_of_an_open_issue(desk: Desk, february: Issue, cast: Cast) -> None:
    assert desk.client.put(desk.at("colophon")).status_code == 405
    Issue.objects.filter(pk=desk.issue.pk).update(status=IssueStatus.AT_PRESS)
    assert "版权页不能再改动" in desk.client.get(desk.at("colophon")).content.decode()
    with pytest.raises(services.Refused, match="不能再改动"):
        services.copy_colophon(desk.issue, actor=cast.superuser)
    desk.client.force_login(cast.editor)
    assert desk.client.get(desk.at("colophon")).status_code == 403
    assert desk.client.post(desk.at("colophon")).status_code == 403
