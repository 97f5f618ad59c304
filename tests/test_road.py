"""The whole road, on the real issues: in as text, out to readers and to print."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from issues.contents import page_of
from issues.models import Issue
from tests.bulletins import bulletin_file
from tests.conftest import Cast
from tests.issues.commands.command_line import call
from tests.measure.fonts import fonts_of
from tests.measure.glyphs import Glyph, read_pages


@pytest.fixture
def shanxi(transactional_db: None, cast: Cast) -> None:
    for name in ("shanxi-2023-09.txt", "shanxi-2024-08.txt"):
        outcome = call(
            "import_issue", bulletin_file(name), "--periodical", "shanxi", "--actor", "responsible",
            "--publish",
        )  # fmt: skip
        assert outcome.status == 0, outcome.err


@pytest.mark.browser
def test_readers_read_both_issues(shanxi: None, open_page: Callable[..., Page]) -> None:
    newest = Issue.objects.newest_first().first()
    assert newest is not None
    entries = list(newest.entries.select_related("article"))

    page = open_page("/")
    expect(page.locator("h1")).to_contain_text("山西机电信息")
    links = page.get_by_role("navigation", name="目录").locator("a[href^='/2024/8/']")
    expect(links).to_have_count(22)
    for entry, link in zip(entries, links.all(), strict=True):
        expect(link).to_contain_text(entry.article.title)
        expect(link).to_contain_text(f"第{page_of(entry)}页")

    links.first.click()
    expect(page.locator("h1")).to_have_text(entries[0].article.title)
    expect(page.locator("article")).to_contain_text(entries[0].article.plain_text.splitlines()[-1])
    page.get_by_role("link", name="下一篇").first.click()
    expect(page.locator("h1")).to_have_text(entries[1].article.title)
    page.get_by_role("link", name="上一篇").first.click()
    expect(page.locator("h1")).to_have_text(entries[0].article.title)

    page.goto("/issues/")
    page.locator("a[href='/2023/9/']").first.click()
    links = page.get_by_role("navigation", name="目录").locator("a[href^='/2023/9/']")
    expect(links).to_have_count(29)
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")


@pytest.mark.browser
def test_an_article_fits_a_phone_without_script(shanxi: None, open_page: Callable[..., Page]) -> None:
    page = open_page("/", width=390, java_script_enabled=False)
    with page.expect_navigation():
        page.get_by_role("navigation", name="目录").locator("a[href^='/2024/8/']").nth(13).click()
    texts = page.locator("article p").all()
    assert len(texts) > 5
    for text in texts:
        box = text.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_the_published_file_prints_what_the_database_holds(shanxi: None) -> None:
    for issue in Issue.objects.published():
        entries = list(issue.entries.select_related("article"))
        press_file = issue.press_files.get()
        with press_file.file.open("rb") as stored:
            pdf = stored.read()
        front, *body = read_pages(pdf)
        assert press_file.pages == len(body) + 1
        # The 目录: every title, its leader of middle dots, its page, in order and nothing between them.
        printed = _text(front).partition("目录")[2]
        for entry in entries:
            line = re.match(rf".*?{re.escape(_bare(entry.article.title))}[·…]+(\d+)", printed)
            assert line is not None, entry.article.title
            assert int(line[1]) == entry.start_page
            printed = printed[line.end() :]
        # The body: the whole text of every article, from the page on which the 目录 says it starts.
        columns = [_without_folio(page) for page in body]
        for entry in entries:
            assert entry.start_page is not None
            text = "".join(columns[entry.start_page - 1 :])
            for block in entry.article.plain_text.splitlines():
                assert _bare(block) in text, block[:20]
        assert all(font.embedded for font in fonts_of(pdf))


def _bare(text: str) -> str:
    # PDFium takes a hyphen at the end of a line for one that the typesetter put there.
    return re.sub(r"[\s\u0002\ufffe-]", "", text)


def _text(glyphs: list[Glyph]) -> str:
    return _bare("".join(glyph.character for glyph in glyphs))


def _without_folio(page: list[Glyph]) -> str:
    return re.sub(r"·\d+·$", "", _text(page))
