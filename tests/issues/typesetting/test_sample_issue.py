"""The sample issue, the office's handbook, keeps every figure of a printed page."""

import re
from html import unescape

import pytest

from issues.sample import load_sample_issue
from issues.typesetting.document import TypesetArticle
from issues.typesetting.manuscript import document_of
from issues.typesetting.render import typeset
from tests.conftest import Cast
from tests.issues.typesetting.conftest import body_columns, body_lines
from tests.measure.fonts import fonts_of
from tests.measure.glyphs import read_pages
from tests.measure.lines import Line, badly_broken, going_on, lone, looseness, off_grid, short_of_edge

BLOCK_END = re.compile(r"</(?:p|h3|h4|li|td|th|figcaption|caption)>|<br>")
TAG = re.compile(r"<[^>]+>")


def _texts(article: TypesetArticle) -> list[str]:
    body = [unescape(TAG.sub("", part)) for part in BLOCK_END.split(article.body_html)]
    return [article.kicker, article.title, article.subtitle, article.byline, *body]


def _joined(text: str) -> str:
    return "".join(text.split())


def _plain(lines: list[Line], article: TypesetArticle) -> list[Line]:
    """The lines of an article without lists and tables, whose texts print adds nothing to."""
    texts = [text for text in map(_joined, _texts(article)) if text]
    whole = "".join(texts)
    for start, line in enumerate(lines):
        if whole.startswith(_joined(line.text)):
            found = ""
            for end in range(start, len(lines)):
                found += _joined(lines[end].text)
                if found == whole:
                    return lines[start : end + 1]
                if not whole.startswith(found):
                    break
    raise AssertionError(f"not printed as written: {article.title}")


@pytest.mark.django_db
def test_the_sample_issue_keeps_every_figure(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    document = document_of(load_sample_issue(actor=cast.superuser))
    result = typeset(document)
    assert "unsupported by fonts" not in caplog.text
    assert all(font.embedded for font in fonts_of(result.pdf))
    pages = read_pages(result.pdf)
    lines = body_lines(pages, body_columns(document))
    body = [line for line in lines if "Serif" in line.main.font and line.main.size > 10]
    assert len(body) > 700
    assert badly_broken(body) == []
    assert off_grid(body, document.layout.pitch_pt) == []
    last = {(line.page, line.column): line for line in lines}
    assert [line.text for line in last.values() if "Sans" in line.main.font] == []

    # In the order in which they were drawn, so that a cell's lines follow each other; without folios, and
    # without the bullets of lists, which are drawn last on a page.
    drawn = (g.character for page in pages[1:] for g in page if g.y > 60 and g.character != "•")
    printed = _joined("".join(drawn))
    plain = 0
    for article in document.articles:
        if re.search("<(?:ul|ol|table)", article.body_html):
            assert [text for text in _texts(article) if _joined(text) not in printed] == []
            continue
        plain += 1
        mine = _plain(lines, article)
        continuing = [line for line in going_on(mine, _texts(article)) if "Serif" in line.main.font]
        assert short_of_edge(continuing) == []
        assert [line.text for line in lone(mine, continuing)] == []
        assert max(map(looseness, continuing), default=0) < 0.25 * 10.5
    assert plain > 10
