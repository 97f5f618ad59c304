"""Tables and pictures that need all columns of a page, and where the text stops for one.

``is_wide`` is the one rule for what is wide. What is wide stands where it is written if it fits there,
with the text above it balanced over the columns; why: docs/adr/0006-wide-tables-and-pictures.md.
"""

from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout.preferred import table_and_columns_preferred_widths

from issues.typesetting.grid import has_class

FLOW_CLASS = "flow"
HEADINGS = frozenset({"h3", "h4", "h5"})
# An editor's own word for it, and the rule's.
WIDE_CLASS = "wide"
# A column of a table wants so many characters of its own size, or it becomes a string of single characters.
CELL_CHARACTERS = 4
# A picture without a size of its own is wide if it is a panorama, and sharp enough for it.
PANORAMA_RATIO = 2.2
LEAST_DPI = 150
PX_PER_INCH = 96
_WRAPPER: Any = boxes.BlockBox
_PICTURE: Any = boxes.ReplacedBox


class Place(NamedTuple):
    """Where the text stands before an element: its flow and its number there, the flow's number above."""

    flow: Any
    number: int
    at: int

    @property
    def box(self) -> Any:
        """The element there."""
        return self.flow.children[self.at]

    def after(self, columns: Any) -> dict[int, Any] | None:
        """As WeasyPrint says it: where to go on behind the element; None at the end of the text."""
        if self.at + 1 < len(self.flow.children):
            return {self.number: {self.at + 1: None}}
        return {self.number + 1: None} if self.number + 1 < len(columns.children) else None

    def is_before(self, skip_stack: Any) -> bool:
        """Whether the text of the same article goes on there, or begins what follows the article."""
        ((number, below),) = skip_stack.items()
        return bool(number == self.number or (number == self.number + 1 and below is None))


def mark(context: Any, columns: Any, width: float, column_width: float) -> None:
    """Have the text break before each wide element of the articles in ``columns``, once for all pages.

    What would stand right below a heading changes places with the paragraph after it: a heading above a
    table would stand in one column alone. Args: width of all columns together and of one, in CSS px.
    """
    if "_marked" in columns.__dict__:
        return
    columns._marked = True
    for flow in columns.children:
        if not is_flow(flow):
            continue
        children = flow.children = list(flow.children)
        if columns.style["column_count"] == 1:
            continue
        for i, child in enumerate(children):
            if not is_marked(child) and is_wide(context, child, width, column_width):
                # Elements of equal style may share it.
                child.style = child.style.copy()
                child.style["break_before"] = "column"
                child._wide = columns.style["column_count"]
                if (not i or _is_heading(children[i - 1])) and _may_stand_before(children[i + 1 : i + 2]):
                    children[i : i + 2] = children[i + 1], child


def is_flow(box: Any) -> bool:
    """Whether a box holds the text of an article."""
    return has_class(box, FLOW_CLASS)


def _is_heading(box: Any) -> bool:
    return box.element is not None and box.element.tag in HEADINGS


def _may_stand_before(following: list[Any]) -> bool:
    return bool(following) and following[0].element.tag in ("p", "ul", "ol", "blockquote")


def is_wide(context: Any, box: Any, width: float, column_width: float) -> bool:
    """Whether an element has to go across all columns.

    By the class that an editor gave it; a table whose columns do not get four characters each in one column
    of the page, or that holds a longer word or number than goes into it; a picture that was given a
    width greater than a column, or a panorama of at least 150 dpi.
    """
    if box.element is None or box.element.tag not in ("figure", "table", "p"):
        return False
    if has_class(box, WIDE_CLASS):
        return True
    for part in box.descendants():
        if getattr(part, "is_table_wrapper", False):
            return _is_wide_table(context, part, column_width)
        if isinstance(part, _PICTURE):
            return _is_wide_picture(part, width, column_width)
    return False


def _is_wide_table(context: Any, wrapper: Any, column_width: float) -> bool:
    least, _, columns, *_ = table_and_columns_preferred_widths(context, wrapper)
    table = wrapper.get_wrapped_table()
    return bool(
        least > column_width or len(columns) * CELL_CHARACTERS * table.style["font_size"] > column_width
    )


def _is_wide_picture(picture: Any, width: float, column_width: float) -> bool:
    given = picture.style["width"]
    if given != "auto":
        return bool(given.unit == "px" and given.value > column_width)
    pixels, _, ratio = picture.replacement.get_intrinsic_size(1, 1)
    return bool(ratio and ratio >= PANORAMA_RATIO and pixels >= width / PX_PER_INCH * LEAST_DPI)


def place_of(columns: Any, skip_stack: Any) -> Place | None:
    """The element of an article that a column stopped before, if it stopped between two of them."""
    if skip_stack is None:
        return None
    ((number, below),) = skip_stack.items()
    if number >= len(columns.children) or not is_flow(columns.children[number]):
        return None
    ((index, inside),) = below.items() if below else ((0, None),)
    flow = columns.children[number]
    return Place(flow, number, index) if inside is None and index < len(flow.children) else None


def is_marked(box: Any) -> bool:
    """Whether a box, or the one at a ``Place``, is a wide element."""
    box = box.box if isinstance(box, Place) else box
    return columns_of(box) > 1


def columns_of(box: Any) -> int:
    """Over how many columns a box goes."""
    return getattr(box, "_wide", 1)


def may_wait(place: Place | None) -> bool:
    """Whether an element of one column may stand at the head of the next, text of its article before it."""
    return (
        place is not None
        and place.box.element is not None
        and (place.box.element.tag in ("figure", "table") or getattr(place.box, "is_table_wrapper", False))
        and place.at + 1 < len(place.flow.children)
    )
