"""The page as it is read, by whom, at what cost, and with its buttons pressed without script."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, Section
from issues.models import ContentsEntry, Issue
from tests.conftest import Cast
from tests.issues.planning.conftest import Desk, key, titles


def test_it_reads_like_the_contents_with_what_is_known_of_each(
    desk: Desk, make_article: Callable[..., Article], cast: Cast
) -> None:
    ContentsEntry.objects.filter(article__title="乙").update(start_page=3)
    Article.objects.filter(title="乙").update(assignee=cast.editor, due_date=date(2020, 5, 6))
    make_article("丁")
    text = desk.client.get(desk.at()).content.decode()
    line = text[text.index('data-title="乙"') : text.index('data-title="丙"')]
    for words in ("草稿", "5字", "甲编辑", "逾期 5月6日", "data-page>3<"):
        assert words in line
    assert re.findall('plan-name">(.*?)<', text) == ["要闻", "综述"]
    assert "编入《丁》" in text
    assert "<b>3</b>篇" in text
    assert "预算<b>20</b>页" in text


def test_no_style_or_script_is_written_into_the_page(desk: Desk) -> None:
    text = desk.client.get(desk.at()).content.decode()
    own = text[text.index('<form class="plan"') :]
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", own)
    assert re.findall(r"<script(?![^>]*\bsrc=)", own) == []


def test_who_may_only_look_has_nothing_to_press(client: Client, issue: Issue, cast: Cast) -> None:
    client.force_login(cast.editor)
    text = client.get(Desk(client, issue).at()).content.decode()
    assert "您可以查看编排，不能改动" in text
    assert "甲" in text
    for part in ("plan-grip", "plan-pool", "planning.js", "data-planning", "plan-more"):
        assert part not in text


def test_who_may_not_see_issues_sees_no_page(client: Client, issue: Issue, cast: Cast) -> None:
    desk = Desk(client, issue)
    client.force_login(cast.print_office)
    assert client.get(desk.at()).status_code == 403
    assert client.get(desk.at("board")).status_code == 403
    client.force_login(cast.editor)
    assert client.post(desk.at(), {"undo": 1}).status_code == 403
    assert client.put(desk.at()).status_code == 405
    assert client.post(desk.at("board")).status_code == 405
    assert client.get("/admin/issues/issue/999999/planning/").status_code == 404
    client.force_login(cast.outsider)
    assert client.get(desk.at()).status_code == 302


@pytest.mark.parametrize("entries", [5, 60])
def test_it_costs_the_same_for_any_number_of_entries(
    client: Client,
    cast: Cast,
    entries: int,
    make_issue: Callable[..., Issue],
    make_article: Callable[..., Article],
    section: Section,
    other_section: Section,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    def made(count: int) -> list[Article]:
        return [
            make_article(f"第{n}篇", section=(section, other_section)[n % 2], assignee=cast.editor)
            for n in range(count)
        ]

    issue = make_issue(2026, 3, articles=made(entries))
    made(entries)
    client.force_login(cast.responsible_editor)
    desk = Desk(client, issue)
    client.get(desk.at())
    # Session, person and two of permissions; issue, entries, pool, others; two neighbours of the
    # number; on the page itself the time that is set.
    with django_assert_num_queries(11):
        client.get(desk.at())
    with django_assert_num_queries(11):
        client.get(desk.at("board"))


def test_the_pool_is_searched_by_title_author_and_section(
    desk: Desk, make_article: Callable[..., Article], other_section: Section
) -> None:
    make_article("春耕", byline="王记者")
    make_article("秋收", section=other_section)
    for query, found in (("春", "春耕"), ("王记", "春耕"), ("综述", "秋收"), ("综 秋", "秋收")):
        pool = desk.client.get(desk.at("board"), {"q": query}).json()["pool"]
        assert re.findall('data-title="(.*?)"', pool) == [found]
    assert "没有合“冬”的稿件" in desk.client.get(desk.at(), {"q": "冬"}).content.decode()


def test_the_pool_says_when_it_is_empty(desk: Desk) -> None:
    assert "稿库是空的" in desk.client.get(desk.at()).content.decode()


def test_everything_goes_without_script(
    desk: Desk, make_issue: Callable[..., Issue], make_article: Callable[..., Article]
) -> None:
    make_article("丁")
    april = make_issue(2026, 4)
    assert "次序已保存" in desk.press(down=key("甲"))
    assert titles(desk.issue) == "乙甲丙"
    assert "已在最前" in desk.press(up=key("乙"))
    desk.press(section_up=key("丙"))
    assert titles(desk.issue) == "丙乙甲"
    desk.press(section_down=key("丙"))
    assert titles(desk.issue) == "乙甲丙"
    assert "《丁》已编入" in desk.press(place=key("丁"))
    assert "已移出" in desk.press(remove=key("甲"))
    assert titles(desk.issue) == "乙丁丙"
    assert "已撤销上一步" in desk.press(undo=1)
    assert titles(desk.issue) == "乙甲丁丙"
    text = desk.client.get(desk.at(), {"move": key("丁")}).content.decode()
    assert "《丁》" in text[text.index("<dialog") :]
    assert f'value="{april.pk}"' in text
    desk.press(move=key("丁"), to=april.pk)
    assert (titles(desk.issue), titles(april)) == ("乙甲丙", "丁")
    assert "页码已重新算出，共2页" in desk.press(pages=1)
    assert "没有认出来" in desk.press(up="x")
    assert "没有认出来" in desk.press(nonsense=1)
    assert "已被他人改动" in desk.press(up=10**6)
    assert "已被他人改动" in desk.press(remove=key("甲"), revision="older")


def test_without_another_issue_moving_says_what_to_do(desk: Desk) -> None:
    assert "现在没有别的编排中的期次" in desk.client.get(desk.at()).content.decode()
