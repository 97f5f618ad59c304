"""Pictures and wide tables of an article in a real browser: the right version, and nothing sticks out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from articles.pictures.making import make
from issues import addresses
from issues.models import Issue
from tests.articles.pictures.drawing import photo, uploaded

FIGURE = '<figure class="image"><img src="/media/{}" alt="{}"><figcaption>{}（某某摄）</figcaption></figure>'
TABLE = f"<table><tbody><tr>{'<td>一格文字</td>' * 12}</tr></tbody></table>"


@pytest.mark.browser
def test_a_phone_loads_what_suits_it(
    open_page: Callable[..., Page],
    make_article: Callable[..., Article],
    make_issue: Callable[..., Issue],
    publish: Callable[..., Issue],
) -> None:
    pictures = {"大图": photo(1700, 1000), "高图": photo(500, 1400), "小图": photo(200, 150)}
    body = ""
    for name, data in pictures.items():
        picture = uploaded(data)
        make(picture)
        body += FIGURE.format(picture.name, name, name)
    issue = publish(make_issue(articles=[make_article("图说", body=body + TABLE, signed_off=True)]))
    page = open_page(addresses.article(issue.entries.get()), width=390, device_scale_factor=2)
    for name, ending, width in (("大图", "-800.", 358), ("高图", "-500.", 309), ("小图", "-200.", 200)):
        image = page.get_by_role("img", name=name)
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", True)
        expect(image).to_have_js_property("clientWidth", width)
        address = image.evaluate("image => image.currentSrc")
        assert ending in address.rpartition("/")[2], address
        assert not address.endswith(".jpg"), address
    region = page.get_by_role("region", name="表格，可左右滚动")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.table-scroll').scrollLeft > 0")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
