"""What the pages show: each flaw found where it is, in one issue that has them all, and nothing else."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from issues.typesetting.document import TypesetArticle, TypesetDocument, TypesetSection
from issues.typesetting.fetcher import MediaFetcher
from issues.typesetting.greys import Peculiarity
from issues.typesetting.inspection import Flaw, FlawKind
from issues.typesetting.output import Output, Variant
from issues.typesetting.render import TypesetResult, typeset
from tests.issues.typesetting import made_up

URL = "https://example.org/" + "a" * 60
CELLS = "".join(f"<td>{'x' * 30}</td>" for _ in range(6))
BODIES = {
    "粗图": '<p>文</p><figure class="image"><img src="/media/pictures/coarse.png"></figure>',
    "小图": '<p>文</p><figure class="image"><img src="/media/pictures/coarse.png" width="60"></figure>',
    "彩图": '<figure class="image"><img src="/media/pictures/colour.jpg"></figure>',
    "动图": '<figure class="image"><img src="/media/pictures/moving.gif"></figure>',
    "透图": '<figure class="image"><img src="/media/pictures/clear.png"></figure>',
    "怪字": "<p>这里有一个\U000323b1字，又一个\ue123字，再一个\U000323b1字。</p>",
    "长行": f"<p>见 {URL} 一文。</p>",
    "宽表": f"<table><tbody><tr>{CELLS}</tr></tbody></table>",
    "好稿": made_up.RICH.replace("/media/pictures/hall.png", "/media/pictures/grey.png"),
}


def _media() -> MediaFetcher:
    storage = made_up.media()

    def add(name: str, picture: Image.Image, kind: str, **options: object) -> None:
        out = BytesIO()
        picture.save(out, kind, **options)
        storage.save(f"pictures/{name}", ContentFile(out.getvalue()))

    colours = Image.new("RGB", (1600, 480), "#c03020")
    add("coarse.png", Image.new("L", (200, 100), 128), "PNG")
    add("grey.png", Image.new("RGB", (1600, 480), "#888888"), "PNG")
    add("colour.jpg", colours, "JPEG")
    frames = [Image.new("L", (900, 600), level) for level in (40, 200)]
    add("moving.gif", frames[0], "GIF", save_all=True, append_images=frames[1:])
    add("clear.png", Image.new("LA", (900, 600), (90, 120)), "PNG")
    return MediaFetcher(storage, "/media/")


def _document() -> TypesetDocument:
    articles = tuple(
        TypesetArticle(n, f"article-{n}", title, body) for n, (title, body) in enumerate(BODIES.items(), 1)
    )
    return replace(made_up.document(), sections=(TypesetSection("各篇", articles),))


@pytest.fixture(scope="module")
def inspected() -> TypesetResult:
    return typeset(_document(), _media())


@pytest.fixture(scope="module")
def by_title(inspected: TypesetResult) -> dict[str, list[Flaw]]:
    titles = list(BODIES)
    found: dict[str, list[Flaw]] = {title: [] for title in titles}
    for flaw in inspected.flaws:
        found[titles[flaw.entry_id - 1]].append(flaw)
    return found


def test_a_coarse_picture_is_measured_as_it_is_printed(by_title: dict[str, list[Flaw]]) -> None:
    (flaw,) = by_title["粗图"]
    assert flaw.kind == FlawKind.COARSE_PICTURE
    # Without a size of its own it is printed at 96 dots an inch.
    assert flaw.amount == pytest.approx(96, abs=1)
    assert flaw.what == "/media/pictures/coarse.png"
    assert flaw.page >= 1
    assert flaw.column in (1, 2)


def test_the_same_picture_printed_small_is_fine(by_title: dict[str, list[Flaw]]) -> None:
    assert by_title["小图"] == []


@pytest.mark.parametrize(
    ("title", "what"),
    [("彩图", Peculiarity.COLOUR), ("动图", Peculiarity.ANIMATED), ("透图", Peculiarity.TRANSPARENT)],
)
def test_what_black_print_does_not_show_of_a_picture(
    title: str, what: Peculiarity, by_title: dict[str, list[Flaw]]
) -> None:
    assert [(flaw.kind, flaw.what) for flaw in by_title[title]] == [(FlawKind.PICTURE, what)]


def test_characters_without_a_font_are_named_once(by_title: dict[str, list[Flaw]]) -> None:
    assert [(flaw.kind, flaw.what) for flaw in by_title["怪字"]] == [
        (FlawKind.MISSING_GLYPH, "\U000323b1\ue123")
    ]


def test_a_line_that_does_not_fit(by_title: dict[str, list[Flaw]]) -> None:
    (flaw,) = by_title["长行"]
    assert flaw.kind == FlawKind.WIDE_LINE
    assert flaw.what in URL
    assert flaw.amount > 10


def test_a_table_that_does_not_fit_is_one_flaw_and_not_one_a_cell(by_title: dict[str, list[Flaw]]) -> None:
    assert [flaw.kind for flaw in by_title["宽表"]] == [FlawKind.WIDE_TABLE]


def test_a_sound_article_has_none(by_title: dict[str, list[Flaw]]) -> None:
    assert by_title["好稿"] == []


def test_the_press_s_variant_shows_the_same_flaws(inspected: TypesetResult) -> None:
    assert typeset(_document(), _media(), Output(Variant.PRESS)).flaws == inspected.flaws
