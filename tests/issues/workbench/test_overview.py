"""总表: who holds what and what is late, by person and by issue."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from articles.assigning import assign
from articles.models import Article
from issues.models import Issue
from issues.workbench.overview import UNPLACED, overview
from tests.conftest import Cast
from tests.issues.workbench.conftest import TODAY

MONDAY = date(2026, 3, 23)


def test_by_person_and_by_issue(
    written: Callable[..., Article], walk: Callable[..., Article], april: Callable[..., Issue], cast: Cast
) -> None:
    late, pool = written("迟稿"), written("存稿")
    held = walk(written("有人的"), ("submit", cast.editor, MONDAY))
    assign(held, cast.proof_editor, actor=cast.responsible_editor)
    free = walk(written("等人的"), ("submit", cast.editor, MONDAY))
    april(late, held, free, copy_deadline=date(2026, 3, 21))
    table = overview(TODAY)
    assert (table.total, table.late) == (4, 1)
    assert [(g.name, [line.title for line in g.lines], g.late) for g in table.people] == [
        ("甲编辑", ["迟稿", "存稿"], 1), ("乙校编", ["有人的"], 0),
    ]  # fmt: skip
    assert [(g.name, [line.title for line in g.lines]) for g in table.unclaimed] == [
        ("等校编接手", ["等人的"])
    ]
    assert [(g.name, {line.title for line in g.lines}) for g in table.by_issue] == [
        ("《测试通讯》2026年第4期", {"迟稿", "有人的", "等人的"}), (UNPLACED, {pool.title}),
    ]  # fmt: skip
    assert str(table.people[0].lines[0]) == "《迟稿》甲编辑上周五建稿，待写完送审，逾期3天"


@pytest.mark.django_db
def test_it_is_for_who_puts_issues_together(client: Client, cast: Cast) -> None:
    for user, status in ((cast.responsible_editor, 200), (cast.superuser, 200), (cast.editor, 403),
                         (cast.final_reviewer, 403), (cast.print_office, 403)):  # fmt: skip
        client.force_login(user)
        assert client.get("/admin/overview/").status_code == status
    client.logout()
    assert client.get("/admin/overview/").status_code == 302


def test_an_office_at_rest_is_told_so(client: Client, cast: Cast) -> None:
    client.force_login(cast.responsible_editor)
    assert "没有在办的稿件" in client.get("/admin/overview/").content.decode()
