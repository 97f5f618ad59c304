"""A whole issue made by its office in a real browser: written, reviewed, planned, printed, published."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from articles.models import Article, Section
from articles.workflow import Status
from issues.building import running
from issues.models import Build, Issue, IssueStatus
from periodicals.models import Periodical
from tests.conftest import Cast
from tests.issues.press.conftest import Setting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLES = ("协会换届", "标准发布", "会员活动")


@pytest.fixture
def drafts(make_article: Callable[..., Article], section: Section) -> list[Article]:
    return [make_article(title, body=f"<p>{title}的消息。</p>") for title in TITLES]


def _all_take(open_page: Callable[..., Page], user: User, action: str, waiting: Status) -> None:
    """Take a step for all three articles from the list, as one does at the end of a month."""
    page = open_page(f"/admin/articles/article/?status={waiting}", user=user)
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option(label=action)
    with page.expect_navigation():
        page.get_by_role("button", name="执行").click()
    if (confirm := page.locator(".step-sheet button[type=submit]")).count():
        with page.expect_navigation():
            confirm.click()
    expect(page.locator(".messagelist")).to_contain_text(f"已{action}3篇")


def _is_built(page: Page, kind: str) -> None:
    """Do what the worker does, and open what came of it."""
    expect(page.locator(".build-said")).to_be_visible()
    running.carry_out(Build.objects.get(kind=kind).pk, Setting())  # type: ignore[arg-type]
    page.get_by_role("link", name="查看结果").click()


def test_an_issue_from_draft_to_the_print_office(
    open_page: Callable[..., Page], drafts: list[Article], make_issue: Callable[..., Issue], cast: Cast
) -> None:
    issue = make_issue(
        2026, 3, whole_number=3, issue_date=date(2026, 3, 15), printer="测试印刷厂",
        print_date=date(2026, 3, 10), print_run=500, recipients="会员单位",
    )  # fmt: skip
    Periodical.objects.update(print_permit_number="（测）内资准字第0001号", page_budget=2)

    # 编辑 submits; 校编 passes; the editor may do neither of the next two steps.
    _all_take(open_page, cast.editor, "送审", Status.DRAFT)
    _all_take(open_page, cast.proof_editor, "审校通过", Status.IN_REVIEW)

    # 责任编辑 plans meanwhile: placed by button, and the page says what still hinders.
    planning = open_page(f"/admin/issues/issue/{issue.pk}/planning/", user=cast.responsible_editor)
    for title in TITLES:
        planning.get_by_role("button", name=f"编入《{title}》").click()
        # The line is drawn at once; said is it only when it is stored.
        expect(planning.locator("[data-said]")).to_contain_text(f"《{title}》已编入")
    expect(planning.get_by_text("未签发").or_(planning.get_by_text("待终审")).first).to_be_visible()
    expect(planning.locator(".plan.is-counting")).to_have_count(0)

    # 终审 signs off; now the issue can go to press, and not before.
    address = f"/admin/issues/issue/{issue.pk}"
    chief = open_page(f"{address}/preflight/", user=cast.responsible_editor)
    expect(chief.locator(".press-verdict")).to_contain_text("还有3处要改")
    _all_take(open_page, cast.final_reviewer, "终审签发", Status.AWAITING_SIGN_OFF)
    assert set(Article.objects.values_list("status", flat=True)) == {Status.SIGNED_OFF}

    # 责任编辑 has the pages looked at, and gives the issue to the press.
    chief.reload()
    chief.get_by_role("button", name="检查版面").click()
    _is_built(chief, "preflight")
    expect(chief.locator(".press-verdict")).to_contain_text("可以付印")
    chief.get_by_role("link", name="付印…").click()
    chief.get_by_role("button", name="付印", exact=True).click()
    _is_built(chief, "press")
    expect(chief.locator(".press-file")).to_contain_text("2026年第3期")

    # 印务 finds one file to print from and nothing else.
    printer = open_page("/admin/", user=cast.print_office)
    expect(printer.locator(".office-nav li")).to_have_count(0)
    with printer.expect_download() as download:
        printer.get_by_role("link", name="下载印刷文件").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")

    # It is published as it was printed; readers find the 目录.
    chief.goto(chief.url.partition("/admin/")[0] + f"{address}/publish/")
    with chief.expect_navigation():
        chief.get_by_role("button", name="发布本期").click()
    expect(chief.locator(".messagelist")).to_contain_text("已发布")
    issue.refresh_from_db()
    assert issue.status == IssueStatus.PUBLISHED
    reader = open_page("/")
    for title in TITLES:
        expect(reader.get_by_role("navigation", name="目录")).to_contain_text(title)
