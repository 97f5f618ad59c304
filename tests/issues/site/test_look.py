"""The pages in a real browser: what a thumb can hit, what an eye can read, what fits a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from issues.models import Issue

pytestmark = pytest.mark.browser

LONG = "关于进一步做好本刊来稿登记、审校、签发、编排、付印和网上发布各环节衔接工作的若干说明（试行）"
ADDRESSES = ("/", "/issues/", "/sections/", "/sections/yao-wen/", "/2026/1/2/yi-wen/", "/nothing/")
ROW = "<tr>" + "<td>一二三四五</td>" * 12 + "</tr>"

# Luminance contrast of each text's colour to the page's ground (WCAG 2.2); no text has another ground.
CONTRAST = """() => {
  const light = (text) => {
    const [r, g, b] = text.match(/[0-9.]+/g).map(Number).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = light(getComputedStyle(document.documentElement).backgroundColor);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let least = 21;
  while (walker.nextNode()) {
    if (!walker.currentNode.data.trim()) continue;
    const ink = light(getComputedStyle(walker.currentNode.parentElement).color);
    least = Math.min(least, (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05));
  }
  return least;
}"""


@pytest.fixture
def site(transactional_db: None, published: Callable[..., Issue]) -> Issue:
    published(2025, 12, ("旧文",), pdf=b"%PDF-")
    issue = published(2026, 1, (LONG, "乙文", "丙文"), whole_number=421, pdf=b"%PDF-", editor="张三")
    Article.objects.filter(title="乙文").update(
        kicker="引题", subtitle="——副题", byline="本刊记者", source="某报", original_title="原题",
        source_url="https://example.org/" + "long" * 30,
        body=f"<h3>小节</h3><p>{'正文' * 300}</p><table><tbody>{ROW * 3}</tbody></table>",
    )  # fmt: skip
    return issue


@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_is_wider_than_the_screen(site: Issue, open_page: Callable[..., Page], width: int) -> None:
    page = open_page("/", width=width)
    for address in ADDRESSES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address


def test_tables_scroll_by_themselves(site: Issue, open_page: Callable[..., Page]) -> None:
    page = open_page("/2026/1/2/", width=390)
    table = page.get_by_role("region", name="表格")
    assert table.evaluate("box => box.scrollWidth > box.clientWidth")
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("box => box.scrollLeft > 0", arg=table.element_handle())


def test_links_are_large_enough_for_a_thumb(site: Issue, open_page: Callable[..., Page]) -> None:
    page = open_page("/", width=390)
    for address in ADDRESSES:
        page.goto(address)
        for link in page.locator("a:visible:not(.skip, .text a, .origin a)").all():
            box = link.bounding_box()
            assert box is not None
            assert box["height"] >= 44, (address, link.inner_text())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(site: Issue, open_page: Callable[..., Page], scheme: str) -> None:
    page = open_page("/", color_scheme=scheme)
    for address in ADDRESSES:
        page.goto(address)
        assert page.evaluate(CONTRAST) >= 7, address


def test_measure_and_indent(site: Issue, open_page: Callable[..., Page]) -> None:
    page = open_page("/2026/1/2/")
    size, leading, indent, width = page.locator(".text p").first.evaluate(
        """text => {
          const style = getComputedStyle(text);
          const lengths = [style.fontSize, style.lineHeight, style.textIndent].map(parseFloat);
          return [...lengths, text.clientWidth];
        }"""
    )
    assert 17 <= size <= 18
    assert leading / size == pytest.approx(1.8)
    assert indent == 2 * size
    assert 34 <= width / size <= 38


def test_a_long_title_hangs_and_its_page_stands_beside_the_last_line(
    site: Issue, open_page: Callable[..., Page]
) -> None:
    line = open_page("/", width=390).locator(".line").first
    rows, ending = line.evaluate(
        """line => {
          const rows = [...line.querySelector('.line-text > span > span').getClientRects()];
          const end = line.querySelector('.line-end').getBoundingClientRect();
          return [rows.map((row) => [row.left, row.right, row.bottom]), [end.left, end.right, end.bottom]];
        }"""
    )
    assert len(rows) >= 3
    assert {round(row[0] - rows[0][0]) for row in rows[1:]} == {17}
    assert abs(rows[-1][2] - ending[2]) < 4
    assert ending[0] - rows[-1][1] >= 24, "no room for dots"
    assert round(ending[1]) == 390 - 16


def test_the_skip_link_is_first_and_shows(site: Issue, open_page: Callable[..., Page]) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    link = page.locator("a:focus")
    expect(link).to_have_text("跳到正文")
    expect(link).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_print_leaves_the_navigation_out(site: Issue, open_page: Callable[..., Page]) -> None:
    page = open_page("/2026/1/2/")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()
