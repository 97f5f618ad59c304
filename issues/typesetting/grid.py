"""Keeps the lines of all columns on one grid, whatever stands between them.

CLREQ 2.3.1: the lines of neighbouring columns stand level. CSS has ``line-snap`` for it, WeasyPrint 70
does not. While a ``LineGrid`` is installed, a heading, table, list or picture that is a child of the
running text gets as much space that the text after it begins on a line of the grid again.
"""

from types import TracebackType
from typing import Any

from weasyprint.layout import block

from issues.typesetting.shaping import check_version

# Children of these elements are held to the grid; they are our own, see templates/print/body.html.
FLOW_CLASSES = frozenset({"columns", "flow"})
# What stands free between lines shares its added space above and below; all else gets it below.
FREE_STANDING = frozenset({"header", "figure", "table"})
# A heading that begins with a section's name shares it above and below its title.
OPENING_CLASS = "opens"
TOLERANCE_PX = 0.01
_block: Any = block


class LineGrid:
    """A context manager that holds blocks to a grid of ``pitch`` from ``top``, both in CSS px.

    ``top`` is the upper edge of the type area on the page. Grids do not nest.
    """

    def __init__(self, pitch: float, top: float) -> None:
        self.pitch = pitch
        self.top = top
        self._stock: Any = None

    def __enter__(self) -> "LineGrid":
        check_version()
        if getattr(block.block_level_layout, "grid", None):
            raise RuntimeError("a line grid is installed already")
        stock = self._stock = block.block_level_layout

        def on_grid(context: Any, box: Any, *args: Any, **kwargs: Any) -> Any:
            result = stock(context, box, *args, **kwargs)
            parent = kwargs.get("containing_block", args[2] if len(args) > 2 else None)
            # The head of the column: below a picture across all columns it is not that of the page.
            return self._snap(result, parent, getattr(context, "column_top", None) or self.top)

        on_grid.grid = self  # type: ignore[attr-defined]
        _block.block_level_layout = on_grid
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _block.block_level_layout = self._stock

    def _snap(self, result: Any, parent: Any, head: float) -> Any:
        box, resume_at, next_page, margins, collapses_through, max_lines = result
        if box is None or resume_at is not None or collapses_through or not _holds(parent):
            return result
        if box.margin_top > 0 and abs(box.position_y - head) < TOLERANCE_PX:
            # Space above a heading separates it from the text before it: at the head of a column
            # there is none. WeasyPrint drops it after an unforced break of some blocks only.
            box.translate(dy=-box.margin_top)
            box.position_y, box.margin_top = head, 0
        bottom = box.border_box_y() + box.border_height()
        end = bottom + block.collapse_margin([*margins, box.margin_bottom])
        lines = (end - self.top) / self.pitch
        short = (round_up(lines) - lines) * self.pitch
        if short < TOLERANCE_PX:
            return result
        at_top = box.border_box_y() - head < TOLERANCE_PX
        if has_class(box, OPENING_CLASS):
            for child in box.children[1:]:
                child.translate(dy=short / 2)
            box.height += short / 2
            bottom += short / 2
        elif _stands_free(box) and not at_top:
            box.translate(dy=short / 2)
            bottom += short / 2
        # One margin that nothing collapses with: our own blocks have none of their own above.
        box.margin_bottom = end + short - bottom
        return box, resume_at, next_page, [], collapses_through, max_lines


def round_up(lines: float) -> int:
    """The next whole number of lines; a hair over a whole number is that number."""
    return int(-(-(lines - 0.01) // 1))


def has_class(box: Any, *names: str) -> bool:
    """Whether a box's element has one of these classes."""
    element = getattr(box, "element", None)
    return element is not None and not set(names).isdisjoint((element.get("class") or "").split())


def _stands_free(box: Any) -> bool:
    element = box.element
    if element is None:
        return False
    picture_only = element.find("img") is not None and not "".join(element.itertext()).strip()
    return element.tag in FREE_STANDING or picture_only


def _holds(parent: Any) -> bool:
    return parent is not None and has_class(parent, *FLOW_CLASSES)
