"""What the page's script may ask for: each step done, refused with a reason, and taken back."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.services import section_named
from issues import services
from issues.models import ContentsEntry, Issue, IssueStatus
from issues.planning.urls import STEPS
from periodicals.models import Layout, Periodical
from tests.conftest import Cast
from tests.issues.planning.conftest import Desk, key, titles


def test_a_new_order_is_stored_and_shown(desk: Desk) -> None:
    answer = desk.order("丙甲乙")
    assert answer.status_code == 200
    assert titles(desk.issue) == "丙甲乙"
    shown = answer.json()
    assert shown["sheet"].index("综述") < shown["sheet"].index("要闻")
    assert shown["revision"] in shown["sheet"]
    assert shown["undo"] is True


def test_an_order_made_from_an_older_page_is_refused_whole(desk: Desk) -> None:
    seen = desk.client.get(desk.at("board")).json()["revision"]
    desk.order("乙甲丙")
    answer = desk.order("丙乙甲", revision=seen)
    assert answer.status_code == 409
    assert answer.json()["stale"] is True
    assert "已被他人改动" in answer.json()["error"]
    assert titles(desk.issue) == "乙甲丙"
    assert answer.json()["sheet"].index("《乙》") < answer.json()["sheet"].index("《甲》")


def test_an_article_of_the_pool_is_placed_where_it_was_dropped(
    desk: Desk, make_article: Callable[..., Article]
) -> None:
    make_article("丁")
    answer = desk.send("place", article=key("丁"), position=1)
    assert answer.json()["said"] == "《丁》已编入，排在第1篇。"
    assert titles(desk.issue) == "丁甲乙丙"
    assert "《丁》" not in answer.json()["pool"]


def test_pressed_in_it_stands_where_its_section_ends(
    desk: Desk, make_article: Callable[..., Article], periodical: Periodical
) -> None:
    first = section_named(periodical, "卷首")
    type(first).objects.filter(pk=first.pk).update(usual_position=0)
    make_article("丁")
    make_article("戊", section=first)
    make_article("己", section=section_named(periodical, "书讯"))
    for title in "丁戊己":
        desk.send("place", article=key(title))
    assert titles(desk.issue) == "戊甲乙丁丙己"


def test_what_is_kept_for_later_goes_back_to_the_pool_untouched(desk: Desk) -> None:
    before = Article.objects.values().get(title="乙")
    answer = desk.send("remove", article=key("乙"))
    assert titles(desk.issue) == "甲丙"
    assert "编入《乙》" in answer.json()["pool"]
    assert Article.objects.values().get(title="乙") == before


def test_an_article_moves_to_the_end_of_another_issue(
    desk: Desk, make_issue: Callable[..., Issue], make_article: Callable[..., Article]
) -> None:
    april = make_issue(2026, 4, articles=[make_article("丁")])
    ContentsEntry.objects.filter(article__title="乙").update(start_page=7, printed_page=8)
    answer = desk.send("move", article=key("乙"), to=april.pk)
    assert answer.json()["said"] == "《乙》已移到2026年第4期，排在末尾。"
    assert (titles(desk.issue), titles(april)) == ("甲丙", "丁乙")
    assert april.entries.values_list("start_page", "printed_page").last() == (None, None)


def test_moving_needs_another_issue_in_planning_of_the_periodical(
    desk: Desk, make_issue: Callable[..., Issue], layout: Layout
) -> None:
    gone = make_issue(2026, 2)
    Issue.objects.filter(pk=gone.pk).update(status=IssueStatus.AT_PRESS)
    other = Periodical.objects.create(title="另一种", slug="other", default_layout=layout)
    foreign = make_issue(2026, 4, periodical=other)
    for to, reason in (
        (gone.pk, "不能再改动"), (foreign.pk, "不属于"), (desk.issue.pk, "已在"), (10**9, "已被删除"),
    ):  # fmt: skip
        answer = desk.send("move", article=key("甲"), to=to)
        assert (answer.status_code, titles(desk.issue)) == (409, "甲乙丙")
        assert reason in answer.json()["error"]


def test_an_article_of_another_periodical_is_neither_offered_nor_placed(
    desk: Desk, make_article: Callable[..., Article], layout: Layout
) -> None:
    other = Periodical.objects.create(title="另一种", slug="other", default_layout=layout)
    foreign = make_article("外来", section=section_named(other, "要闻"))
    assert "外来" not in desk.client.get(desk.at("board")).json()["pool"]
    answer = desk.send("place", article=foreign.pk)
    assert answer.status_code == 409
    assert "不属于本刊" in answer.json()["error"]


def test_the_last_change_is_taken_back(
    desk: Desk, make_issue: Callable[..., Issue], make_article: Callable[..., Article]
) -> None:
    make_article("丁")
    april = make_issue(2026, 4)
    for step in (
        lambda: desk.order("丙乙甲"),
        lambda: desk.send("place", article=key("丁"), position=2),
        lambda: desk.send("remove", article=key("乙")),
        lambda: desk.send("move", article=key("乙"), to=april.pk),
    ):
        assert step().json()["undo"] is True
        assert titles(desk.issue) != "甲乙丙"
        answer = desk.send("undo").json()
        assert answer["said"] == "已撤销上一步。"
        assert answer["undo"] is False
        assert titles(desk.issue) == "甲乙丙"
    assert desk.send("undo").json()["error"] == "没有可以撤销的改动。"


def test_what_another_has_built_upon_is_not_taken_back(desk: Desk, cast: Cast) -> None:
    desk.order("丙乙甲")
    services.remove(desk.issue.entries.get(article__title="甲"), actor=cast.superuser)
    assert desk.client.get(desk.at("board")).json()["undo"] is False
    answer = desk.send("undo")
    assert (answer.status_code, answer.json()["error"]) == (409, "您那一步之后目录又有改动，不能撤销。")
    assert titles(desk.issue) == "丙乙"


@pytest.mark.parametrize("status", [IssueStatus.AT_PRESS, IssueStatus.PUBLISHED])
def test_what_is_at_press_stands(desk: Desk, status: IssueStatus) -> None:
    at = timezone.now() if status == IssueStatus.PUBLISHED else None
    Issue.objects.filter(pk=desk.issue.pk).update(status=status, published_at=at)
    answer = desk.order("丙乙甲")
    assert answer.status_code == 409
    assert "不能再改动" in answer.json()["error"]
    assert answer.json()["editable"] is False
    assert titles(desk.issue) == "甲乙丙"
    text = desk.client.get(desk.at()).content.decode()
    assert "目录只能查看，不能再排" in text
    assert "plan-grip" not in text
    assert "稿库" not in text


@pytest.mark.parametrize(
    "data",
    [
        "", "[]", "{", '"x"', '{"order": "1"}', '{"order": [true]}', '{"order": [1.5]}', '{"order": null}',
        '{"order": [99999999999999999999]}', "[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_step_says_so(desk: Desk, data: str) -> None:
    answer = desk.client.post(desk.at("reorder"), data, content_type="application/json")
    assert answer.status_code == 400
    assert "没有认出来" in answer.json()["error"]
    assert titles(desk.issue) == "甲乙丙"


@pytest.mark.parametrize("name", [*STEPS, "pages"])
def test_steps_are_posts_of_planners(client: Client, issue: Issue, cast: Cast, name: str) -> None:
    desk = Desk(client, issue)
    assert desk.send(name).status_code == 302
    for user in (cast.print_office, cast.administrator, cast.editor, cast.final_reviewer):
        client.force_login(user)
        answer = desk.send(name)
        assert answer.status_code == 403
        assert "没有编排期次的权限" in answer.json()["error"]
    client.force_login(cast.responsible_editor)
    assert client.get(desk.at(name)).status_code == 405
    assert client.post(f"/admin/issues/issue/999999/planning/{name}/").status_code == 404
    assert titles(issue) == "甲乙丙"


def test_a_step_needs_its_token(issue: Issue, cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.responsible_editor)
    assert Desk(client, issue).order("丙乙甲").status_code == 403
    assert titles(issue) == "甲乙丙"
