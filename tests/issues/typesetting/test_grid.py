"""The line grid: what it rounds up, and that it leaves WeasyPrint as it was."""

import pytest
from weasyprint.layout import block

from issues.typesetting.grid import LineGrid, round_up


@pytest.mark.parametrize(("lines", "whole"), [(3.0, 3), (3.005, 3), (3.02, 4), (3.5, 4), (2.995, 3)])
def test_a_hair_over_a_whole_number_of_lines_is_that_number(lines: float, whole: int) -> None:
    assert round_up(lines) == whole


def test_it_leaves_weasyprint_as_it_was_also_after_an_error() -> None:
    stock = block.block_level_layout
    with LineGrid(pitch=20, top=50):
        assert block.block_level_layout is not stock
    assert block.block_level_layout is stock
    with pytest.raises(ZeroDivisionError), LineGrid(pitch=20, top=50):
        raise ZeroDivisionError
    assert block.block_level_layout is stock


def test_grids_do_not_nest() -> None:
    with LineGrid(pitch=20, top=50), pytest.raises(RuntimeError), LineGrid(pitch=30, top=50):
        pass
