"""The editor in a real browser: in Chinese, typed into, saved, with a picture."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from articles.counting import count_characters
from articles.models import Article
from articles.richtext import clean
from tests.conftest import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# All that the toolbar can make, as the database keeps it.
EVERYTHING = (
    "<h3>小标题</h3><p>文字<strong>粗</strong><em>斜</em>H<sub>2</sub>O、m<sup>2</sup>，"
    '<a href="https://example.org/" rel="noopener noreferrer">链接</a>。</p>'
    "<h4>二级小标题</h4><ul><li>甲<ul><li>甲一</li></ul></li></ul>"
    '<ol start="3"><li>三</li></ol><blockquote><p>引文</p></blockquote>'
    '<figure class="table"><table><thead><tr><th colspan="2">表头</th></tr></thead>'
    "<tbody><tr><td>一</td><td>二</td></tr></tbody></table><figcaption>表题</figcaption></figure>"
    '<figure class="image"><img src="/media/pictures/x.png" alt="替代文字" width="8" height="6">'
    "<figcaption>图题</figcaption></figure><p>第二段<br>换行。</p>"
)


@pytest.fixture
def edit(open_page: Callable[..., Page], cast: Cast) -> Callable[[Article], Page]:
    def open_(article: Article) -> Page:
        page = open_page(f"/admin/articles/article/{article.pk}/change/", user=cast.editor)
        page.wait_for_function("window.editors?.id_body !== undefined")
        return page

    return open_


def _data(page: Page) -> str:
    return str(page.evaluate("window.editors.id_body.getData()"))


def test_typing_and_ctrl_s_save(
    edit: Callable[[Article], Page], make_article: Callable[..., Article]
) -> None:
    article = make_article()
    page = edit(article)
    expect(page.get_by_role("button", name="加粗")).to_be_visible()
    page.locator(".ck-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("新的一段，2024年。")
    expect(page.locator(".word-count")).to_have_text(
        f"正文 {count_characters('一篇稿件的正文。新的一段，2024年。')} 字"
    )
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    expect(page.locator(".messagelist")).to_contain_text("成功")
    article.refresh_from_db()
    assert article.body == "<p>一篇稿件的正文。</p><p>新的一段，2024年。</p>"
    assert article.version == 2


def test_what_the_editor_makes_and_what_is_kept_agree(
    edit: Callable[[Article], Page], make_article: Callable[..., Article]
) -> None:
    assert clean(EVERYTHING) == EVERYTHING
    page = edit(make_article(body=EVERYTHING))
    assert clean(_data(page)) == EVERYTHING
    total = count_characters(Article(body=EVERYTHING).plain_text)
    expect(page.locator(".word-count")).to_have_text(f"正文 {total} 字")


def test_a_paste_from_word_leaves_its_dress_behind(
    edit: Callable[[Article], Page], make_article: Callable[..., Article]
) -> None:
    page = edit(make_article(body="<p>前文。</p>"))
    word = (
        '<html xmlns:w="urn:schemas-microsoft-com:office:word"><head>'
        '<meta name="Generator" content="Microsoft Word 15"></head><body>'
        '<p class="MsoNormal" style="font-family:宋体;margin:0"><b>粗体</b>'
        '<span style="color:red">红字</span><o:p></o:p></p>'
        '<h2 style="color:red">文件的标题</h2></body></html>'
    )
    page.locator(".ck-content").click()
    page.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData('text/html', html);
            document.querySelector('.ck-content').dispatchEvent(
                new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        word,
    )
    page.wait_for_function("window.editors.id_body.getData().includes('红字')")
    html = _data(page)
    assert "<h3>文件的标题</h3>" in html
    assert "<strong>粗体</strong>红字" in html
    assert "style" not in html
    assert clean(html) == html


def test_a_picture_is_uploaded_and_stays(
    edit: Callable[[Article], Page], make_article: Callable[..., Article]
) -> None:
    article = make_article()
    page = edit(article)
    out = BytesIO()
    Image.new("RGB", (80, 60), "red").save(out, "PNG")
    file: Any = {"name": "图.png", "mimeType": "image/png", "buffer": out.getvalue()}
    page.locator(".ck-content").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="从电脑上传图片").click()
    chooser.value.set_files(file)
    page.wait_for_function("window.editors.id_body.getData().includes('height=')")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    article.refresh_from_db()
    assert '<figure class="image"><img src="/media/pictures/' in article.body
    assert 'width="80" height="60"' in article.body
