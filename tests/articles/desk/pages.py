"""What the browser tests of the desk share."""

from collections.abc import Callable

from playwright.sync_api import Page

from accounts.models import User
from articles.models import Article
from tests.articles.desk.conftest import address


def open_article(open_page: Callable[..., Page], article: Article, user: User, width: int = 1280) -> Page:
    """The article's page; where it can be edited, with the editor ready."""
    page = open_page(address(article), user=user, width=width)
    wait_for_editor(page)
    return page


def wait_for_editor(page: Page) -> None:
    """Wait until the editor, if the page has one, is there."""
    page.wait_for_function("!document.querySelector('#id_body') || window.editors?.id_body !== undefined")
    # The page's own scripts look for the editor every 50 ms. Timers of one page go off in their order,
    # however slow it is: after this one, each of them has found it.
    page.evaluate("() => new Promise(done => setTimeout(done, 100))")


def type_at_end(page: Page, text: str) -> None:
    """Type a new paragraph below the text."""
    page.locator(".ck-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(text)
    page.wait_for_function("text => window.editors.id_body.getData().includes(text)", arg=text)


def save(page: Page) -> None:
    """Save by keyboard and wait for the answer."""
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    wait_for_editor(page)


def text_of(page: Page) -> str:
    """The editor's text, as it would be sent."""
    return str(page.evaluate("window.editors.id_body.getData()"))


def select(page: Page, passage: str) -> None:
    """Select a passage of the text, as a hand would."""
    page.evaluate(
        """passage => {
            const root = document.querySelector('.ck-content, .as-read');
            const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(passage);
                if (at >= 0) {
                    root.focus();
                    getSelection().setBaseAndExtent(
                        walker.currentNode, at, walker.currentNode, at + passage.length);
                    return;
                }
            }
            throw new Error('no such passage');
        }""",
        passage,
    )
