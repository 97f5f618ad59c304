"""From characters and lines to the type area."""

from dataclasses import replace

import pytest

from issues.typesetting.document import LayoutSpec
from issues.typesetting.layout import POINTS_PER_MM, type_area

SPEC = LayoutSpec()


def test_the_type_area_follows_from_characters_and_lines() -> None:
    area = type_area(SPEC)
    assert area.column_width == 21 * 10.5
    assert area.column_gap == 2 * 10.5
    assert area.width == 2 * 220.5 + 21
    assert area.height == 35 * 20


def test_it_stands_in_the_middle_of_an_a4_sheet_and_a_little_above() -> None:
    area = type_area(SPEC)
    assert area.margin_side * 2 + area.width == pytest.approx(210 * POINTS_PER_MM)
    assert area.margin_top + area.height + area.margin_bottom == pytest.approx(297 * POINTS_PER_MM)
    assert area.margin_top < area.margin_bottom


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"characters_per_line": 30}, "版心宽"),
        ({"columns": 3}, "版心宽"),
        ({"lines_per_column": 42}, "版心高"),
        ({"pitch_pt": 9.0}, "行距 9 磅小于字号"),
        ({"paper": "A0"}, "不认识纸张"),
        ({"lines_per_column": 0}, "大于零"),
    ],
)
def test_a_layout_that_does_not_fit_is_refused(change: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        type_area(replace(SPEC, **change))  # type: ignore[arg-type]
