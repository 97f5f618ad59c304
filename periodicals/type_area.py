"""From characters and lines to the type area (版心) on the paper: the one place that knows what fits.

The model refuses what does not fit, the typesetter sets what does; both ask here.
"""

from dataclasses import dataclass

POINTS_PER_MM = 72 / 25.4
# Width and height in mm. A and B: ISO 216, GB/T 788; 开: what Chinese presses trim from 787 x 1092
# (正度) and 889 x 1194 (大度) sheets.
PAPERS_MM = {
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "B5": (176.0, 250.0),
    "16K": (185.0, 260.0),
    "16K-large": (210.0, 285.0),
    "32K": (130.0, 184.0),
    "32K-large": (140.0, 203.0),
}
PAPER_NAMES = {"16K": "16开", "16K-large": "大16开", "32K": "32开", "32K-large": "大32开", "own": "自定的"}
OWN_PAPER = "own"
NO_HEAD = "none"
# Printers need about 5 mm to hold and trim the sheet; a folio stands below the type area.
LEAST_SIDE_MM = 8.0
LEAST_TOP_MM = 10.0
LEAST_BOTTOM_MM = 14.0
# A running head is a line of 9 pt with its rule, clear of the text below and of the edge above.
LEAST_TOP_WITH_HEAD_MM = 15.0
# The type area of a Chinese page stands a little above the middle (the head margin is the smaller).
TOP_SHARE = 0.48


class DoesNotFit(ValueError):
    """A layout that cannot be; the message is one Chinese sentence. ``field``: what to change first."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class Measures:
    """What the type area follows from.

    Lengths that end in ``_pt`` are points, in ``_mm`` millimetres; the gap between the columns is in
    characters of ``font_size_pt``. ``paper`` is a key of ``PAPERS_MM`` or ``OWN_PAPER``, for which its
    width and height are given. Without ``margin_top_mm`` (天头) or ``margin_inner_mm`` (订口) the type
    area stands in the middle of the sheet in that direction.
    """

    characters_per_line: int = 21
    lines_per_column: int = 35
    columns: int = 2
    font_size_pt: float = 10.5
    pitch_pt: float = 20.0
    column_gap_characters: float = 2.0
    paper: str = "A4"
    paper_width_mm: float | None = None
    paper_height_mm: float | None = None
    margin_top_mm: float | None = None
    margin_inner_mm: float | None = None
    running_head: str = NO_HEAD


@dataclass(frozen=True)
class TypeArea:
    """The type area and its margins, all in points; the inner margin (订口) is where pages are bound."""

    paper_width: float
    paper_height: float
    column_width: float
    column_gap: float
    width: float
    height: float
    margin_top: float
    margin_bottom: float
    margin_inner: float
    margin_outer: float

    @property
    def margin_side(self) -> float:
        """The narrower side margin; both where the type area stands in the middle."""
        return min(self.margin_inner, self.margin_outer)


def type_area(spec: Measures) -> TypeArea:
    """Compute the type area that ``spec`` asks for and place it on the paper.

    Returns: the area in points; centred sideways, a little above the middle in height, unless margins
    are given. Raises: DoesNotFit when a number makes no sense or the area leaves no room for margins,
    running head and folio.
    """
    paper_width, paper_height = _paper(spec)
    if min(spec.characters_per_line, spec.lines_per_column, spec.columns) < 1:
        raise DoesNotFit("每行字数、每栏行数和栏数都必须大于零。", "characters_per_line")
    if spec.pitch_pt < spec.font_size_pt:
        raise DoesNotFit(
            f"行距 {spec.pitch_pt:g} 磅小于字号 {spec.font_size_pt:g} 磅，上下行会相互重叠。", "pitch_pt"
        )
    column_width = spec.characters_per_line * spec.font_size_pt
    column_gap = spec.column_gap_characters * spec.font_size_pt
    width = spec.columns * column_width + (spec.columns - 1) * column_gap
    height = spec.lines_per_column * spec.pitch_pt
    inner, outer = _sides(spec, paper_width, width)
    top, bottom = _head_and_foot(spec, paper_height, height)
    return TypeArea(
        paper_width=paper_width,
        paper_height=paper_height,
        column_width=column_width,
        column_gap=column_gap,
        width=width,
        height=height,
        margin_top=top,
        margin_bottom=bottom,
        margin_inner=inner,
        margin_outer=outer,
    )


def _paper(spec: Measures) -> tuple[float, float]:
    if spec.paper == OWN_PAPER:
        if not spec.paper_width_mm or not spec.paper_height_mm:
            raise DoesNotFit("自定纸张须填宽和高（毫米）。", "paper_width_mm")
        sides = (spec.paper_width_mm, spec.paper_height_mm)
    elif spec.paper in PAPERS_MM:
        sides = PAPERS_MM[spec.paper]
    else:
        raise DoesNotFit(
            f"不认识纸张“{spec.paper}”，可用的有：{'、'.join(map(paper_name, PAPERS_MM))}。", "paper"
        )
    return sides[0] * POINTS_PER_MM, sides[1] * POINTS_PER_MM


def paper_name(paper: str) -> str:
    """A paper as the print office calls it: 16开."""
    return PAPER_NAMES.get(paper, paper)


def _sides(spec: Measures, paper_width: float, width: float) -> tuple[float, float]:
    """Inner and outer margin."""
    least = LEAST_SIDE_MM * POINTS_PER_MM
    spare = paper_width - width
    if spare < 2 * least:
        raise DoesNotFit(
            f"版心宽 {_mm(width)} 毫米，{paper_name(spec.paper)} 纸宽 {_mm(paper_width)} 毫米，放不下："
            "请减少每行字数、栏数或栏距。",
            "characters_per_line",
        )
    if spec.margin_inner_mm is None:
        return spare / 2, spare / 2
    inner = spec.margin_inner_mm * POINTS_PER_MM
    if not least <= inner <= spare - least:
        raise DoesNotFit(
            f"订口 {spec.margin_inner_mm:g} 毫米不合适：版心两边共余 {_mm(spare)} 毫米，"
            f"订口和切口各至少 {LEAST_SIDE_MM:g} 毫米。",
            "margin_inner_mm",
        )
    return inner, spare - inner


def _head_and_foot(spec: Measures, paper_height: float, height: float) -> tuple[float, float]:
    """Top and bottom margin."""
    has_head = spec.running_head != NO_HEAD
    least_mm = LEAST_TOP_WITH_HEAD_MM if has_head else LEAST_TOP_MM
    least, least_bottom = least_mm * POINTS_PER_MM, LEAST_BOTTOM_MM * POINTS_PER_MM
    spare = paper_height - height
    if spare < least + least_bottom:
        raise DoesNotFit(
            f"版心高 {_mm(height)} 毫米，{paper_name(spec.paper)} 纸高 {_mm(paper_height)} 毫米，放不下："
            f"请减少每栏行数或行距{'，或不用书眉' if has_head else ''}。",
            "lines_per_column",
        )
    if spec.margin_top_mm is None:
        top = max(least, min(spare * TOP_SHARE, spare - least_bottom))
        return top, spare - top
    top = spec.margin_top_mm * POINTS_PER_MM
    if not least <= top <= spare - least_bottom:
        raise DoesNotFit(
            f"天头 {spec.margin_top_mm:g} 毫米不合适：版心上下共余 {_mm(spare)} 毫米，"
            f"天头至少 {least_mm:g} 毫米{'（要放书眉）' if has_head else ''}，"
            f"地脚至少 {LEAST_BOTTOM_MM:g} 毫米。",
            "margin_top_mm",
        )
    return top, spare - top


def _mm(points: float) -> str:
    return f"{round(points / POINTS_PER_MM, 1):g}"
