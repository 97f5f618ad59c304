"""PDF files with text: columns in reading order, letters of several sizes; and files that are refused."""

import io

import pikepdf
import pytest
import weasyprint

from articles import childwork
from issues.importing.assembling import assemble
from issues.importing.bulletin import Bulletin, BulletinError
from issues.importing.cuts import Become
from issues.importing.files import read_file
from issues.importing.pdfpages import Glyph, lines_of, rows_of
from issues.importing.reading import propose
from issues.importing.source import Source
from tests.issues.importing.shapes import pages

STYLE = """
@page { size: A4; margin: 20mm; @top-center { content: "青石通讯 2031年第5期"; }
        @bottom-center { content: "· " counter(page) " ·"; } }
body { font: 11pt/1.6 "Noto Serif CJK SC"; text-align: justify; }
h1 { font-size: 28pt; text-align: center; } h2 { font-size: 18pt; text-align: center; margin: 6pt 0; }
p { margin: 0; text-indent: 2em; } .beside { text-indent: 0; text-align: center; font-size: 12.5pt; }
.byline { text-indent: 0; text-align: center; } .columns { columns: 3; column-gap: 8mm; }
"""
ARTICLES = [
    (
        "乡村里的新去处",
        "头批春茶住进新房",
        "——合作社的一件喜事",
        "本报记者 方小禾",
        [pages.TEA, pages.TEA_MORE, pages.SCHOOL],
    ),
    ("", "柳河新桥通行", "", "□石一川", [pages.BRIDGE, pages.BRIDGE_MORE, pages.NUMBERS]),
    (
        "",
        "图书室夜里也开门",
        "",
        "",
        [pages.LIBRARY, pages.LIBRARY_MORE, pages.SCHOOL, pages.TEA, pages.NUMBERS] * 3,
    ),
]


def document(html: str) -> bytes:
    return weasyprint.HTML(string=f"<style>{STYLE}</style>{html}").write_pdf() or b""


@pytest.fixture(scope="module")
def page() -> bytes:
    """A page in three columns below a headline of its own."""
    html = ["<h1>青石镇的春天</h1><div class=columns>"]
    for kicker, title, subtitle, byline, paragraphs in ARTICLES:
        html += [f"<p class=beside>{kicker}</p><h2>{title}</h2><p class=beside>{subtitle}</p>"]
        html += [f"<p class=byline>{byline}</p>", *(f"<p>{text}</p>" for text in paragraphs)]
    return document("".join(html) + "</div>")


@pytest.fixture(scope="module")
def source(page: bytes) -> Source:
    return read_file(page)


@pytest.fixture(scope="module")
def bulletin(source: Source) -> Bulletin:
    proposal = propose(source, "page.pdf")
    return assemble(source, proposal.cuts, proposal.imprint, proposal.findings)


def test_articles_run_through_columns_and_pages(bulletin: Bulletin) -> None:
    read = [(a.kicker, a.title, a.subtitle, a.byline) for a in bulletin.articles]
    wanted = [
        (kicker, title, subtitle, byline.lstrip("□")) for kicker, title, subtitle, byline, _ in ARTICLES
    ]
    assert read == wanted
    assert [[p.text for p in a.paragraphs] for a in bulletin.articles] == [texts for *_, texts in ARTICLES]


def test_running_titles_and_folios_are_left_out(source: Source) -> None:
    cuts = propose(source).cuts
    furniture = [
        line.text.strip() for line, cut in zip(source.lines, cuts, strict=True) if cut.become is Become.FOLIO
    ]
    assert furniture[:2] == ["青石通讯 2031年第5期", "· 1 ·"]
    assert len(furniture) % 2 == 0


def test_a_page_of_our_own_headline_is_in_doubt(bulletin: Bulletin) -> None:
    assert bulletin.sections[0].name == "青石镇的春天"


def test_a_scan_has_no_text() -> None:
    blank = pikepdf.new()
    blank.add_blank_page()
    stream = io.BytesIO()
    blank.save(stream)
    assert "扫描" in refusal(stream.getvalue())


def test_a_password_is_said(page: bytes) -> None:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(page)) as opened:
        opened.save(stream, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert "密码" in refusal(stream.getvalue())


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\0" * 1000])
def test_a_broken_file(data: bytes) -> None:
    assert "损坏" in refusal(data)


def test_work_without_end_is_ended(page: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(childwork, "WALL_SECONDS", 0.001)
    assert "限定的时间" in refusal(page)


def refusal(data: bytes) -> str:
    with pytest.raises(BulletinError) as refused:
        read_file(data)
    assert str(refused.value).count("。") == 1
    return str(refused.value)


def glyphs(text: str, left: float, y: float, size: float = 10) -> list[Glyph]:
    return [
        Glyph(char, left + n * size, left + (n + 1) * size, y, y + size, size) for n, char in enumerate(text)
    ]


def test_a_title_across_the_columns_ends_the_band() -> None:
    page = []
    for n in range(4):
        page += glyphs(f"左上的一行{n}", 0, 300 - n * 15) + glyphs(f"右上的一行{n}", 80, 300 - n * 15)
    page += glyphs("横贯两栏的一个标题", 25, 230)
    for n in range(4):
        page += glyphs(f"左下的一行{n}", 0, 200 - n * 15) + glyphs(f"右下的一行{n}", 80, 200 - n * 15)
    texts = [text for text, _ in lines_of(rows_of(page))]
    assert texts[:8] == [f"左上的一行{n}" for n in range(4)] + [f"右上的一行{n}" for n in range(4)]
    assert texts[8].strip() == "横贯两栏的一个标题"
    assert texts[9:] == [f"左下的一行{n}" for n in range(4)] + [f"右下的一行{n}" for n in range(4)]


def test_page_numbers_behind_leaders_are_no_column() -> None:
    page = []
    for n in range(4):
        page += glyphs(f"目录里的一条{n}·····", 0, 300 - n * 15) + glyphs(str(n), 150, 300 - n * 15)
    assert [text for text, _ in lines_of(rows_of(page))] == [f"目录里的一条{n}·····\t{n}" for n in range(4)]
