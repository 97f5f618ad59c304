"""The first page in Chromium: nothing sticks out at either width, and the keyboard reaches the next step."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles import services
from articles.models import Article
from issues.models import Issue
from tests.conftest import Cast

pytestmark = pytest.mark.browser


@pytest.fixture
def busy(
    make_article: Callable[..., Article], make_issue: Callable[..., Issue], transactional_db: None, cast: Cast
) -> Article:
    article = make_article("关于组织申报年度省级技术改造项目并做好前期准备工作的通知")
    make_issue(2026, 3, articles=[article, make_article("乙", signed_off=True)])
    return services.submit(article, actor=cast.editor)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/overview/", "/admin/press-files/", "/admin/preferences/"]
)
def test_nothing_sticks_out(
    busy: Article, open_page: Callable[..., Page], cast: Cast, width: int, address: str
) -> None:
    page = open_page(address, user=cast.superuser, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("h1")).to_be_visible()


def test_the_next_step_is_one_key_away(busy: Article, open_page: Callable[..., Page], cast: Cast) -> None:
    page = open_page("/admin/", user=cast.proof_editor)
    step = page.get_by_role("link", name="去审校")
    step.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/admin/articles/article/{busy.pk}/change/")
    expect(page.locator("h1")).to_contain_text("关于组织申报")
