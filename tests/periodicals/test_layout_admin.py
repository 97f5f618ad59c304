"""The form of a layout: what it refuses, and the page that it shows beside."""

import re
from typing import Any

import pytest
from django.forms.models import model_to_dict
from django.test import Client

from periodicals.models import Layout
from tests.conftest import Cast

MEASURE = "/admin/periodicals/layout/measure/"


def values(layout: Layout, **changes: object) -> dict[str, Any]:
    return {k: "" if v is None else v for k, v in (model_to_dict(layout) | changes).items()}


@pytest.fixture
def artist(client: Client, cast: Cast) -> Client:
    client.force_login(cast.responsible_editor)
    return client


@pytest.fixture
def page(layout: Layout) -> str:
    return f"/admin/periodicals/layout/{layout.pk}/change/"


def plain(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_form_speaks_a_layout_artist_s_words_and_shows_the_page(artist: Client, page: str) -> None:
    text = plain(artist.get(page))
    for words in ("开本", "天头", "订口", "出血", "书眉", "页码样式", "正文（宋）", "163 × 246.9 毫米"):
        assert words in text


def test_a_layout_with_a_page_of_its_own_is_stored(artist: Client, page: str, layout: Layout) -> None:
    changes = {
        "paper": "16K", "characters_per_line": 18, "lines_per_column": 34, "pitch_pt": "18",
        "margin_inner_mm": "24.5", "margin_top_mm": "20", "running_head": "sections", "folio": "words",
        "folio_place": "outer", "font_serif": "LXGW WenKai", "bleed_mm": "5",
    }  # fmt: skip
    assert artist.post(page, values(layout, **changes)).status_code == 302
    layout.refresh_from_db()
    assert (layout.paper, layout.running_head, layout.folio) == ("16K", "sections", "words")
    assert (layout.measures.margin_inner_mm, layout.measures.pitch_pt) == (24.5, 18.0)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"paper": "A5"}, "放不下：请减少每行字数、栏数或栏距。"),
        ({"lines_per_column": "60"}, "放不下：请减少每栏行数或行距。"),
        ({"paper": "own"}, "自定纸张须填宽和高（毫米）。"),
        ({"margin_inner_mm": "90"}, "订口 90 毫米不合适"),
    ],
)
def test_a_layout_that_does_not_fit_is_refused_and_nothing_is_lost(
    artist: Client, page: str, layout: Layout, changes: dict[str, str], sentence: str
) -> None:
    response = artist.post(page, values(layout, name="改了名", **changes))
    text = response.content.decode()
    assert sentence in text
    assert 'value="改了名"' in text
    layout.refresh_from_db()
    assert layout.name == "测试版式"


@pytest.mark.parametrize(
    "wrong", [{"pitch_pt": "x"}, {"columns": ""}, {"font_serif": "SimSun"}, {"paper": "A0"}]
)
def test_senseless_values_are_refused_at_their_field(
    artist: Client, page: str, layout: Layout, wrong: dict[str, str]
) -> None:
    response = artist.post(page, values(layout, **wrong))
    assert response.status_code == 200
    assert set(response.context["adminform"].form.errors) == set(wrong)


def test_the_page_follows_what_is_typed(artist: Client, layout: Layout) -> None:
    typed = values(layout, paper="16K", characters_per_line=18, lines_per_column=34, pitch_pt=18)
    text = plain(artist.get(MEASURE, typed))
    assert "版心 140.8 × 215.9 毫米" in text
    assert "订口 / 切口 22.1 / 22.1 毫米" in text
    assert "至多 1224 字" in text
    assert plain(artist.get(MEASURE, typed | {"name": "", "margin_inner_mm": 20})).count("20 / 24.2") == 1


@pytest.mark.parametrize(
    ("typed", "sentence"), [({"pitch_pt": "x"}, "输入一个数字"), ({"lines_per_column": 60}, "放不下")]
)
def test_the_page_says_what_is_wrong_while_typing(
    artist: Client, layout: Layout, typed: dict[str, object], sentence: str
) -> None:
    text = plain(artist.get(MEASURE, values(layout, **typed)))
    assert sentence in text
    assert "版心 1" not in text


def test_without_any_values_it_does_not_fall_over(artist: Client, db: None) -> None:
    assert artist.get(MEASURE).status_code == 200


def test_who_may_only_look_is_not_asked(client: Client, cast: Cast, page: str) -> None:
    client.force_login(cast.editor)
    assert "163 × 246.9 毫米" in plain(client.get(page))
    assert client.get(MEASURE).status_code == 403
