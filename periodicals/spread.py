"""A spread of two facing pages in millimetres, to be drawn beside the form of a layout."""

from dataclasses import dataclass

from periodicals.type_area import POINTS_PER_MM, TypeArea


@dataclass(frozen=True)
class Page:
    """One page of a spread: its left edge, and those of its columns."""

    x: float
    columns: tuple[float, ...]

    @property
    def text_x(self) -> float:
        return self.columns[0]


@dataclass(frozen=True)
class Spread:
    """Two facing pages; all lengths in mm, to a tenth."""

    width: float
    height: float
    text_width: float
    text_height: float
    column_width: float
    top: float
    bottom: float
    inner: float
    outer: float
    pages: tuple[Page, Page]

    @property
    def whole_width(self) -> float:
        """Both pages."""
        return round(2 * self.width, 1)

    @property
    def head(self) -> float:
        """Where a running head stands."""
        return round(self.top - 5, 1)


def spread(area: TypeArea, columns: int) -> Spread:
    """A type area as the spread that it makes: the inner margins meet in the middle."""

    def mm(points: float) -> float:
        return round(points / POINTS_PER_MM, 1)

    def page(edge: float, margin: float) -> Page:
        step = area.column_width + area.column_gap
        return Page(mm(edge), tuple(mm(edge + margin + n * step) for n in range(columns)))

    return Spread(
        width=mm(area.paper_width),
        height=mm(area.paper_height),
        text_width=mm(area.width),
        text_height=mm(area.height),
        column_width=mm(area.column_width),
        top=mm(area.margin_top),
        bottom=mm(area.margin_bottom),
        inner=mm(area.margin_inner),
        outer=mm(area.margin_outer),
        pages=(page(0, area.margin_outer), page(area.paper_width, area.margin_inner)),
    )
