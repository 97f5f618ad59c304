"""From characters and lines to the type area, on any paper and with margins that a person gives."""

from dataclasses import replace

import pytest

from periodicals.models.layout import PAPERS
from periodicals.type_area import OWN_PAPER, PAPERS_MM, POINTS_PER_MM, DoesNotFit, Measures, type_area

# 34 x 18 pt is 216 mm of 260, 2 x 18 + 2 characters are 141 mm of 185.
SMALL = Measures(paper="16K", characters_per_line=18, lines_per_column=34, pitch_pt=18)


def mm(points: float) -> float:
    return points / POINTS_PER_MM


@pytest.mark.parametrize("paper", PAPERS_MM)
def test_every_paper_holds_its_type_area_in_the_middle(paper: str) -> None:
    area = type_area(
        Measures(paper=paper, columns=1, characters_per_line=20, lines_per_column=20, pitch_pt=18)
    )
    assert (mm(area.paper_width), mm(area.paper_height)) == pytest.approx(PAPERS_MM[paper])
    assert area.margin_inner == area.margin_outer == area.margin_side
    assert area.margin_inner * 2 + area.width == pytest.approx(area.paper_width)
    assert area.margin_top < area.margin_bottom
    assert any(key == paper for key, _ in PAPERS)


def test_paper_of_one_s_own() -> None:
    area = type_area(replace(SMALL, paper=OWN_PAPER, paper_width_mm=190, paper_height_mm=270))
    assert (mm(area.paper_width), mm(area.paper_height)) == pytest.approx((190, 270))


def test_given_margins_leave_the_rest_to_the_other_side() -> None:
    area = type_area(replace(SMALL, margin_top_mm=20, margin_inner_mm=24.5))
    assert mm(area.margin_top) == pytest.approx(20)
    assert area.margin_top + area.height + area.margin_bottom == pytest.approx(area.paper_height)
    assert mm(area.margin_inner) == pytest.approx(24.5)
    assert area.margin_inner + area.width + area.margin_outer == pytest.approx(area.paper_width)
    assert area.margin_side == area.margin_outer < area.margin_inner


def test_a_running_head_gets_its_room_where_there_is_little() -> None:
    tight = replace(SMALL, lines_per_column=36)
    assert mm(type_area(tight).margin_top) == pytest.approx(15, abs=0.5)
    assert mm(type_area(replace(tight, running_head="title")).margin_top) >= 15


@pytest.mark.parametrize(
    ("change", "sentence", "field"),
    [
        ({"characters_per_line": 30}, "版心宽 229.7 毫米，16开 纸宽 185 毫米，放不下", "characters_per_line"),
        ({"lines_per_column": 40}, "版心高 254 毫米，16开 纸高 260 毫米，放不下", "lines_per_column"),
        ({"lines_per_column": 37, "running_head": "title"}, "或不用书眉", "lines_per_column"),
        ({"pitch_pt": 9.0}, "行距 9 磅小于字号", "pitch_pt"),
        ({"paper": "A0"}, "不认识纸张“A0”", "paper"),
        ({"paper": OWN_PAPER}, "自定纸张须填宽和高", "paper_width_mm"),
        ({"margin_inner_mm": 5}, "订口 5 毫米不合适", "margin_inner_mm"),
        ({"margin_inner_mm": 40}, "订口 40 毫米不合适", "margin_inner_mm"),
        ({"margin_top_mm": 35}, "天头 35 毫米不合适", "margin_top_mm"),
        ({"margin_top_mm": 12, "running_head": "title"}, "天头至少 15 毫米（要放书眉）", "margin_top_mm"),
    ],
)
def test_what_does_not_fit_is_one_sentence_at_the_field_to_change(
    change: dict[str, object], sentence: str, field: str
) -> None:
    with pytest.raises(DoesNotFit, match=sentence) as refused:
        type_area(replace(SMALL, **change))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert str(refused.value).count("。") == 1
