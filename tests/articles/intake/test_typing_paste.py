"""What is pasted from Word, WPS, WeChat and news pages looks like ours, and can always be saved."""

import base64
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from articles.duplicates.index import remember
from articles.intake import pictures
from articles.intake.fetching import NOT_GIVEN, NotFetched
from articles.models import Article
from articles.richtext import clean
from tests.articles.intake import clipboards
from tests.conftest import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NO_LINK = ' rel="noopener noreferrer"'
PASTE = """([html, text]) => {
    const data = new DataTransfer();
    if (html) data.setData('text/html', html);
    if (text) data.setData('text/plain', text);
    document.querySelector('.ck-content').dispatchEvent(
        new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def _picture() -> bytes:
    out = BytesIO()
    Image.effect_noise((60, 40), 90).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def article(make_article: Callable[..., Article]) -> Article:
    return make_article(body="")


@pytest.fixture
def page(open_page: Callable[..., Page], article: Article, cast: Cast) -> Page:
    page = open_page(f"/admin/articles/article/{article.pk}/change/", user=cast.editor)
    page.wait_for_function("window.editors?.id_body !== undefined")
    page.locator(".ck-content").click()
    return page


def paste(page: Page, html: str = "", text: str = "") -> str:
    """Paste into the empty editor. Returns: what the server would keep of it."""
    page.evaluate("window.editors.id_body.setData('')")
    page.evaluate(PASTE, [html, text])
    page.wait_for_function("window.editors.id_body.getData() !== ''")
    made = str(page.evaluate("window.editors.id_body.getData()"))
    assert "style=" not in made
    return clean(made).replace(NO_LINK, "")


def save(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    expect(page.locator(".messagelist .success")).to_be_visible()


WECHAT_ADDRESS = clipboards.WECHAT_PICTURE.replace("&", "&amp;")
# One page for all: opening it costs more than the pastes.
ORIGINS = {
    "Word": (
        clipboards.WORD,
        "<h3>茶水间的变化</h3><p>新茶壶 容量为<strong>5</strong>升，占地2m<sup>2</sup>。插入的</p>"
        "<ul><li>甲组管周一</li><li>乙组管周二</li></ul>"
        '<figure class="table"><table><tbody><tr><td>壶</td><td>两把</td></tr></tbody></table></figure>'
        "<p>〔图片：没有带入，请另行上传〕</p><p>末段。</p>",
    ),
    "WPS": (
        clipboards.WPS,
        "<p><strong>值班安排</strong></p><p>值班员每天8点到岗，<strong>认真登记</strong>。</p>",
    ),
    "WeChat": (
        clipboards.WECHAT,
        "<p><strong>窗台上的绿萝</strong></p><p>绿萝长得很好，<strong>每天</strong>浇一次水。</p>"
        f'<p><a href="{WECHAT_ADDRESS}">〔外来图片：pictures.example.org〕</a></p>'
        "<p>第一个浇水的人。</p><p>第二个浇水的人。</p><p><sup>注</sup>完。</p>",
    ),
    "a news page": (
        clipboards.NEWS,
        "<p>烧水壶装好了。</p><p>大家排队接水。</p><p>值班员登记时间。</p>"
        f'<p><a href="{clipboards.NEWS_PICTURE}">〔外来图片：img.example.org〕</a><br>图为新的烧水壶</p>'
        "<p>地址：一楼<br>电话：没有</p>"
        '<p>分享<a href="https://news.example.org/1">原文</a></p>'
        "<h3>怎样用水</h3><p><strong>节约用水。</strong></p>",
    ),
}


def test_what_is_pasted_looks_like_ours(page: Page) -> None:
    for origin, (html, ours) in ORIGINS.items():
        assert (origin, paste(page, html)) == (origin, ours)
    # In plain text every line is a paragraph.
    assert paste(page, text=clipboards.PLAIN) == "<p>第一行。</p><p>第二行。</p><p>第三行。</p>"


def test_a_pasted_picture_is_uploaded_and_one_that_is_none_holds_up_nothing(
    page: Page, article: Article
) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    data = base64.b64encode(b"no picture at all" * 40).decode()
    page.evaluate(PASTE, [f'<p><img src="data:image/png;base64,{data}"></p><p>无图。</p>', ""])
    page.wait_for_function("window.editors.id_body.getData() === '<p>无图。</p>'")
    page.evaluate("window.editors.id_body.setData('')")
    data = base64.b64encode(_picture()).decode()
    page.evaluate(PASTE, [f'<p>有图。</p><p><img src="data:image/png;base64,{data}" style="x"></p>', ""])
    page.wait_for_function("window.editors.id_body.getData().includes('/media/pictures/')")
    save(page)
    article.refresh_from_db()
    assert article.body.startswith('<p>有图。</p><figure class="image"><img src="/media/pictures/')
    assert "base64" not in article.body


def test_foreign_pictures_are_fetched_when_a_person_says_so(
    page: Page, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def fetch(address: str) -> bytes:
        asked.append(address)
        if "img.example.org" in address:
            raise NotFetched(NOT_GIVEN)
        return _picture()

    monkeypatch.setattr(pictures, "fetch_picture", fetch)
    paste(page, clipboards.WECHAT + clipboards.NEWS)
    box = page.locator("[data-foreign-pictures]")
    expect(box).to_contain_text("2张别的网站的图片")
    # Left undecided it can be saved, and is offered again.
    save(page)
    article.refresh_from_db()
    assert "〔外来图片：pictures.example.org〕</a>" in article.body
    expect(box).to_contain_text("2张别的网站的图片")
    assert asked == []
    box.get_by_role("button", name="全部取回并存到本站").click()
    expect(box).to_contain_text(NOT_GIVEN)
    assert asked == [clipboards.WECHAT_PICTURE, clipboards.NEWS_PICTURE]
    expect(box).to_contain_text("1张别的网站的图片")
    box.get_by_role("button", name="去掉", exact=True).click()
    expect(box).to_be_hidden()
    save(page)
    article.refresh_from_db()
    assert article.body.count('<figure class="image"><img src="/media/pictures/') == 1
    assert "外来图片" not in article.body


def test_a_text_that_came_before_is_told_while_typing(
    page: Page, make_article: Callable[..., Article]
) -> None:
    text = (
        "茶水间添了一台烧水壶，值班的人轮流烧水，用完以后断电登记，"
        "冬天大家都有热水喝，下班以前把壶里的水倒掉。"
    )
    remember(make_article("老稿", body=f"<p>{text}</p>"))
    paste(page, text=f"按：{text}")
    box = page.locator("[data-older]")
    expect(box).to_contain_text("可能已经来过")
    expect(box.get_by_role("link", name="《老稿》")).to_be_visible()
