"""适应页数: searched, shown, taken or refused; only by who may change the issue, only while in planning."""

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core import signing
from django.test import Client
from playwright.sync_api import Page, expect

from articles.models import Article
from issues.admin import fitting_outcome
from issues.layouts import use_layout
from issues.models import ContentsEntry, Issue, IssueStatus
from issues.typesetting.document import LayoutSpec
from issues.typesetting.manuscript import document_of, spec_of
from issues.typesetting.render import count_pages
from tests.conftest import Cast

LONG = "".join(f"<p>{'这一段用来把版面填满。' * 30}</p>" for _ in range(6))
STREAMED = {"Accept": "application/x-ndjson"}
# What the page shows on its way, kept: a quick machine is past it before anyone can look.
WATCH = """() => {
    const [button, stage] = ['search', 'stage'].map(name => document.querySelector(`[data-${name}]`));
    window.seen = [];
    const look = () => window.seen.push([button.disabled, stage.textContent]);
    const options = {attributes: true, childList: true, characterData: true, subtree: true};
    for (const part of [button, stage]) new MutationObserver(look).observe(part, options);
}"""


@pytest.fixture
def issue(make_issue: Callable[..., Issue], make_article: Callable[..., Article]) -> Issue:
    return make_issue(2026, 3, articles=[make_article("甲", body=LONG), make_article("乙", body=LONG)])


@pytest.fixture
def planner(client: Client, cast: Cast) -> Client:
    client.force_login(cast.responsible_editor)
    return client


def at(issue: Issue, take: bool = False) -> str:
    return f"/admin/issues/issue/{issue.pk}/fitting/{'take/' if take else ''}"


def offer_in(text: str) -> str:
    found = re.search(r'name="offer" value="([^"]+)"', text)
    return unescape(found[1]) if found else ""


def searched(client: Client, issue: Issue, **sent: Any) -> str:
    return client.post(at(issue), sent).content.decode()


def plain(text: str) -> str:
    return "".join(re.sub(r"<[^>]+>", " ", text).split())


def test_the_page_shows_its_limits_and_is_linked_from_where_it_is_needed(
    planner: Client, issue: Issue
) -> None:
    text = planner.get(at(issue)).content.decode()
    for words in ("每行19至23字", "每栏30至40行", "行距15.75至23.1磅", "标题和栏目名前后空0至1.5行"):
        assert words in plain(text)
    assert "计划20页，装订须是2的倍数" in plain(text)
    assert 'name="pages" value="20"' in text
    assert "与印本页码一致" not in text
    for page in ("planning", "change"):
        assert at(issue) in planner.get(f"/admin/issues/issue/{issue.pk}/{page}/").content.decode()


def test_found_shown_and_taken_without_script(planner: Client, issue: Issue) -> None:
    now = count_pages(document_of(issue)).pages
    text = searched(planner, issue, pages=now + 1)
    assert f"找到了：共{now + 1}页。" in plain(text)
    assert f"总页数{now}页{now + 1}页" in plain(text)
    issue.refresh_from_db()
    assert issue.layout is None
    assert LogEntry.objects.count() == 0

    response = planner.post(at(issue, take=True), {"offer": offer_in(text)}, follow=True)
    assert f"共 {now + 1} 页" in response.content.decode()
    issue.refresh_from_db()
    assert issue.layout is not None
    counted = count_pages(document_of(issue))
    assert counted.pages == now + 1
    assert counted.page_of == dict(issue.entries.values_list("pk", "start_page"))
    assert "适应页数" in LogEntry.objects.get().get_change_message()

    again = planner.post(at(issue, take=True), {"offer": offer_in(text)}, follow=True).content.decode()
    assert "又有改动，这个版式没有采用" in again


def test_the_stages_come_one_by_one_and_the_outcome_last(planner: Client, issue: Issue) -> None:
    now = count_pages(document_of(issue)).pages
    response = planner.post(at(issue), {"pages": now + 1}, headers=STREAMED)
    lines = [json.loads(line) for line in response.getvalue().decode().splitlines()]
    stages, last = lines[:-1], lines[-1]
    assert [list(stage) for stage in stages] == [["words", "done"]] * len(stages)
    assert stages[0] == {"words": "正在排现在的版式", "done": 0}
    shares = [stage["done"] for stage in stages]
    assert shares == sorted(shares)
    assert shares[-1] <= 1
    assert offer_in(last["html"])


def test_what_is_right_already_is_not_offered(planner: Client, issue: Issue) -> None:
    now = count_pages(document_of(issue)).pages
    text = searched(planner, issue, pages=now)
    assert f"现在的版式已合要求，不用改：共{now}页。" in plain(text)
    assert offer_in(text) == ""


def test_printed_page_numbers_are_the_aim_of_an_imported_issue(planner: Client, issue: Issue) -> None:
    printed = dict(zip(issue.entries.values_list("pk", flat=True), (1, 90), strict=True))
    for entry, page in printed.items():
        ContentsEntry.objects.filter(pk=entry).update(printed_page=page)
    assert "与印本页码一致" in planner.get(at(issue)).content.decode()
    text = plain(searched(planner, issue, aim="printed", pages=""))
    assert "2条中1条与印本页码一致" in text
    assert "仍与印本不同的文章（1篇）" in text
    assert re.search(r"乙90\d", text)


@pytest.mark.parametrize("pages", ["0", "1", "401", "1000", "x", "", "1.5"])
def test_bad_input_is_one_sentence(planner: Client, issue: Issue, pages: str) -> None:
    sentence = "页数请填 2 至 400 之间的整数，封面目录页也计入。"
    assert searched(planner, issue, pages=pages).count(sentence) == 1
    response = planner.post(at(issue), {"pages": pages}, headers=STREAMED)
    assert (response.status_code, json.loads(response.content)) == (409, {"error": sentence})


def test_an_empty_issue_says_so(planner: Client, make_issue: Callable[..., Issue]) -> None:
    assert "目录还是空的，请先编入稿件" in searched(planner, make_issue(2026, 5), pages=4)


def test_a_text_that_cannot_be_set_is_told_in_words(planner: Client, issue: Issue) -> None:
    Article.objects.filter(title="甲").update(body='<p><img src="/media/pictures/none.png"></p>')
    for headers in ({}, STREAMED):
        response = planner.post(at(issue), {"pages": 4}, headers=headers)
        text = response.getvalue().decode() if response.streaming else response.content.decode()
        assert "图片" in text
        assert offer_in(text) == ""


@pytest.mark.parametrize("change", ["text", "layout", "order"])
def test_a_stale_offer_is_refused(planner: Client, issue: Issue, change: str) -> None:
    offer = offer_in(searched(planner, issue, pages=count_pages(document_of(issue)).pages + 1))
    if change == "text":
        Article.objects.filter(title="甲").update(body="<p>改了。</p>")
    elif change == "layout":
        issue.periodical.default_layout.__class__.objects.update(lines_per_column=34)
    else:
        issue.entries.get(position=2).delete()
    text = planner.post(at(issue, take=True), {"offer": offer}, follow=True).content.decode()
    assert "又有改动，这个版式没有采用" in text
    issue.refresh_from_db()
    assert issue.layout is None


def test_an_offer_cannot_be_made_up_or_used_elsewhere(
    planner: Client, issue: Issue, make_issue: Callable[..., Issue]
) -> None:
    values = {"issue": issue.pk, "layout": {"paper": "A4", "fonts": {}, "no_such": 1},
              "page_of": [], "pages": 4, "seen": ""}  # fmt: skip
    old = signing.dumps(values, salt=fitting_outcome.SALT)
    for offer in ("", "x", "x:y:z", signing.dumps(values, salt="other"), old):
        text = planner.post(at(issue, take=True), {"offer": offer}, follow=True).content.decode()
        assert "不是刚才试排出来的，没有采用" in text
    elsewhere = make_issue(2026, 4)
    text = planner.post(at(elsewhere, take=True), {"offer": old}, follow=True).content.decode()
    assert "是为另一期试排的" in text
    assert not Issue.objects.exclude(layout=None).exists()


def test_only_who_may_change_the_issue(client: Client, cast: Cast, issue: Issue) -> None:
    for person in (cast.editor, cast.final_reviewer, cast.administrator):
        client.force_login(person)
        assert client.get(at(issue)).status_code == 403
        assert client.post(at(issue), {"pages": 4}).status_code == 403
        assert client.post(at(issue, take=True), {"offer": "x"}).status_code == 403


def test_an_issue_at_press_keeps_its_layout(planner: Client, issue: Issue) -> None:
    Issue.objects.update(status=IssueStatus.AT_PRESS)
    text = planner.get(at(issue)).content.decode()
    assert "已付印，版式不能再改动。" in text
    assert "data-fitting" not in text
    response = planner.post(at(issue), {"pages": 4}, headers=STREAMED)
    assert "已付印，版式不能再改动。" in json.loads(response.content)["error"]
    assert at(issue) not in planner.get(f"/admin/issues/issue/{issue.pk}/change/").content.decode()


def test_other_methods_are_refused(planner: Client, issue: Issue) -> None:
    assert planner.delete(at(issue)).status_code == 405
    assert planner.get(at(issue, take=True)).status_code == 405


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_in_a_browser_with_progress_and_without_leaving(
    open_page: Callable[..., Page], cast: Cast, issue: Issue
) -> None:
    use_layout(issue, LayoutSpec(lines_per_column=34, pitch_pt=20.6), actor=None)
    wanted = count_pages(document_of(issue)).pages + 1
    page = open_page(at(issue), user=cast.responsible_editor)
    page.fill("[name=pages]", "1000")
    page.click("[data-search]")
    expect(page.locator("[data-wrong]")).to_contain_text("页数请填 2 至 400 之间的整数")
    page.fill("[name=pages]", str(wanted))
    page.evaluate(WATCH)
    page.click("[data-search]")
    # However busy the machine is: a search has no time of its own.
    expect(page.locator("#fit-verdict")).to_have_text(f"找到了：共{wanted}页。", timeout=120_000)
    expect(page.locator("[data-search]")).to_be_enabled()
    assert [True, "正在排现在的版式…"] in page.evaluate("window.seen")
    page.click("text=采用这个版式")
    expect(page.locator(".messagelist")).to_contain_text("已用于", timeout=60_000)
    issue.refresh_from_db()
    assert issue.layout
    assert spec_of(issue.layout) != LayoutSpec(lines_per_column=34, pitch_pt=20.6)
