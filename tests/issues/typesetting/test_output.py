"""The variants keep their standards, and other programs take them."""

import re
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from issues.typesetting.document import TypesetDocument
from issues.typesetting.layout import POINTS_PER_MM
from issues.typesetting.output import Output, Portion, Proof, Variant
from issues.typesetting.render import TypesetResult, typeset
from tests.issues.typesetting import made_up
from tests.measure.glyphs import Glyph, read_pages

COLOURS = re.compile(rb"(?:[\d.]+ )+(?:rg|RG|g|G|k|K|scn|SCN)\b")
# Every way in which a file is put out, and what its metadata have to name.
OUTPUTS = {
    "screen": (Output(), "pdfuaid"),
    "press": (Output(Variant.PRESS), "PDF/X-4"),
    "archive": (Output(Variant.ARCHIVE), "pdfaid"),
    "proof": (Output(proof=Proof(2, date(2031, 4, 5))), "pdfuaid"),
    "press proof": (Output(Variant.PRESS, proof=Proof(3, date(2031, 4, 5))), "PDF/X-4"),
    "contents": (Output(portion=Portion.CONTENTS), "pdfuaid"),
}


@pytest.fixture(scope="module")
def made(document: TypesetDocument) -> dict[str, TypesetResult]:
    return {name: typeset(document, made_up.fetcher(), output) for name, (output, _) in OUTPUTS.items()}


def text_of(page: list[Glyph]) -> str:
    return "".join(g.character for g in page if not g.character.isspace())


@pytest.mark.parametrize("name", OUTPUTS)
def test_qpdf_and_ghostscript_take_it(name: str, made: dict[str, TypesetResult], tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(made[name].pdf)
    for command in ("qpdf --check", "gs -q -dNOPAUSE -dBATCH -dPDFSTOPONERROR -sDEVICE=nullpage"):
        outcome = subprocess.run([*command.split(), str(path)], capture_output=True, text=True, check=False)
        assert (outcome.returncode, outcome.stderr) == (0, ""), outcome.stdout


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_metadata_name_the_standard(name: str, made: dict[str, TypesetResult]) -> None:
    with pikepdf.open(BytesIO(made[name].pdf)) as pdf:
        assert OUTPUTS[name][1] in pdf.Root.Metadata.read_bytes().decode()


def test_the_screen_is_tagged_and_links(made: dict[str, TypesetResult]) -> None:
    with pikepdf.open(BytesIO(made["screen"].pdf)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert any(a.Subtype == "/Link" for a in pdf.pages[0].Annots)


def test_the_press_gets_pure_black_and_nothing_to_click(made: dict[str, TypesetResult]) -> None:
    with pikepdf.open(BytesIO(made["press"].pdf)) as pdf:
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFX"
        assert [page for page in pdf.pages if page.get("/Annots")] == []
        used = {match for page in pdf.pages for match in COLOURS.findall(page.Contents.read_bytes())}
    assert {colour.lower() for colour in used} == {b"0 0 0 1 scn"}


def test_the_press_gets_bleed_and_the_page_is_trimmed_to_the_paper(made: dict[str, TypesetResult]) -> None:
    with pikepdf.open(BytesIO(made["press"].pdf)) as pdf:
        for page in pdf.pages:
            media, trim = ([float(v) for v in box] for box in (page.MediaBox, page.TrimBox))
            assert trim[2] - trim[0] == pytest.approx(210 * POINTS_PER_MM, abs=0.1)
            assert trim[0] - media[0] == pytest.approx(3 * POINTS_PER_MM, abs=0.1)


def test_all_variants_have_the_same_pages_and_text(made: dict[str, TypesetResult]) -> None:
    pages = {
        name: [text_of(p) for p in read_pages(made[name].pdf)] for name in ("screen", "press", "archive")
    }
    assert pages["screen"] == pages["press"] == pages["archive"]
    assert len({tuple(made[name].page_of.items()) for name in OUTPUTS}) == 1


def test_the_contents_alone_are_the_front_page_with_its_numbers(made: dict[str, TypesetResult]) -> None:
    assert made["contents"].pages == 1
    front = [text_of(read_pages(made[name].pdf)[0]) for name in ("screen", "contents")]
    assert front[0] == front[1]


def test_a_proof_says_so_on_every_page_and_counts_the_lines(
    made: dict[str, TypesetResult], document: TypesetDocument
) -> None:
    pages = read_pages(made["proof"].pdf)
    assert all("二校2031年4月5日" in text_of(page) and "校样" in text_of(page) for page in pages)
    lines = document.layout.lines_per_column
    numbers = [g for g in pages[1] if g.size == pytest.approx(6, abs=0.2)]
    assert "".join(g.character for g in numbers if not g.character.isspace()) == 2 * "".join(
        map(str, range(1, lines + 1))
    )
    # The number of a line stands level with it.
    text = {round(g.y) for g in pages[1] if g.size == pytest.approx(10.5, abs=0.1) and "Serif" in g.font}
    counted = sorted({round(g.y) for g in numbers}, reverse=True)
    assert len(counted) == lines
    assert all(min(abs(y - c) for c in counted) <= 3 for y in text)


def test_a_proof_has_the_pages_of_the_print(made: dict[str, TypesetResult]) -> None:
    assert made["proof"].page_of == made["screen"].page_of
    assert made["proof"].pages == made["screen"].pages


def test_one_article_alone(document: TypesetDocument) -> None:
    article = document.articles[4]
    result = typeset(document.only(article), made_up.fetcher(), Output(portion=Portion.BODY))
    assert result.page_of == {article.entry_id: 1}
    text = "".join(text_of(page) for page in read_pages(result.pdf))
    assert article.title in text
    assert "责任编辑" not in text
    assert document.articles[3].title not in text


@pytest.mark.parametrize("round_", [0, 4])
def test_there_are_three_rounds(round_: int) -> None:
    with pytest.raises(ValueError, match="一校、二校、三校"):
        Proof(round_, date(2031, 4, 5))
