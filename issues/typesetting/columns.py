"""Fills the columns of a page one after the other, each of them once.

WeasyPrint 70 lays out every column of a page twice, and the beginning of the next one once more, because
its ``columns_layout`` first tries whether everything fits and then balances. The running text of an issue
is balanced only above a table or picture that goes across all columns (``across.py``); else column after
column is filled to the foot. While ``FilledColumns`` is installed, boxes of the class ``columns`` are set
that way, in less than half of the time.

A picture or table that does not fit at the foot of its column stands at the head of the next one, a wide one
at the head of the next page; the text of its article goes on before it, so that no hole is left.
"""

from types import TracebackType
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.layout.percent import percentage, resolve_percentages
from weasyprint.text.line_break import strut

from issues.typesetting import across
from issues.typesetting.shaping import check_version

COLUMNS_CLASS = "columns"
# Fewer lines than this are no place to go on with the text, and no hole.
LEAST_LINES = 3
# A table longer than a page begins below the text only with so much of the page left.
LEAST_SHARE = 1 / 3
TOLERANCE_PX = 0.05
_NEXT: dict[str, Any] = {"break": "any", "page": None}
_block: Any = block


class FilledColumns:
    """A context manager that fills columns in one pass. Does not nest."""

    def __init__(self) -> None:
        self._stock: Any = None

    def __enter__(self) -> "FilledColumns":
        check_version()
        if getattr(block.columns_layout, "filled", False):
            raise RuntimeError("columns are being filled already")
        stock = self._stock = block.columns_layout

        def columns_layout(context: Any, box: Any, *args: Any) -> Any:
            element = box.element
            if element is None or COLUMNS_CLASS not in (element.get("class") or "").split():
                return stock(context, box, *args)
            return _fill(context, box, *args)

        columns_layout.filled = True  # type: ignore[attr-defined]
        _block.columns_layout = columns_layout
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _block.columns_layout = self._stock


class _Waiting(NamedTuple):
    """An element that stands further on than it is written: from where in it, and its place in the text."""

    box: Any
    skip_stack: Any
    place: across.Place

    @classmethod
    def take_out(cls, place: across.Place) -> "_Waiting":
        """Take an element out of the text, which goes on where it was."""
        box = place.box
        # An empty box in its place: the numbers of all others stay as they are.
        place.flow.children[place.at] = boxes.BlockBox.anonymous_from(box, [])
        return cls(box, None, place)

    def put_back(self) -> None:
        """Put it back to its place."""
        self.place.flow.children[self.place.at] = self.box

    @property
    def is_wide(self) -> bool:
        return across.is_marked(self.box)


class _Filled(NamedTuple):
    """A column, or columns side by side: their boxes and where the text goes on; what waits for the next
    column, and all that was taken out of the text for these ones.
    """

    parts: list[Any]
    skip_stack: Any
    next_page: Any
    waiting: list[_Waiting]
    taken_out: list[_Waiting]

    def undo(self) -> None:
        """Put everything back that was taken out."""
        for element in self.taken_out:
            element.put_back()


def _fill(
    context: Any,
    box: Any,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    page_is_empty: bool,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
    adjoining_margins: list[float],
    *styles: Any,
) -> Any:
    """As ``weasyprint.layout.column.columns_layout``: one page's part of the box, and where to go on."""
    source = box
    box = box.copy_with_children(box.children)
    box.position_y += block.collapse_margin(adjoining_margins)
    block.block_level_width(box, containing_block)
    page = _Page(context, box, bottom_space, (containing_block, absolute_boxes, fixed_boxes, *styles))
    across.mark(context, source, box.width, page.width)
    # By page, what waits at its head and what it put off itself: a page may be made again.
    kept = context.__dict__.setdefault("_waiting", {})
    number = context.current_page
    waiting, put_off = kept.get(number, ((), ()))
    for element in put_off:
        element.put_back()
    context.in_column = True
    try:
        page.fill(skip_stack, list(waiting), page_is_empty)
    finally:
        context.in_column = False
        context.column_top = None
    kept[number], kept[number + 1] = (waiting, page.put_off), (page.waiting, ())
    if not page.parts:
        return None, (0, None), dict(_NEXT), [], False
    if page.waiting and page.skip_stack is None:
        # The text is at its end: only what waits is left, and the empty box that ends the columns.
        page.skip_stack = {len(source.children) - 1: None}
    foot = max(part.position_y + part.margin_height() for part in page.parts)
    if box.height == "auto":
        box.height = foot - box.content_box_y()
    box.children = page.parts
    return box, page.skip_stack, page.next_page, [], False


class _Page:
    """One page, filled from the top. Lengths and places are CSS px."""

    def __init__(self, context: Any, box: Any, bottom_space: float, others: tuple[Any, ...]) -> None:
        self.context, self.box, self.others = context, box, others
        self.count = box.style["column_count"]
        self.gap = percentage(box.style["column_gap"], box.style, box.width)
        self.width = (box.width - (self.count - 1) * self.gap) / self.count
        self.pitch, _ = strut(box.style)
        self.top = self.y = box.content_box_y()
        self.foot = context.page_bottom - bottom_space
        self.is_empty = True
        self.parts: list[Any] = []
        self.skip_stack: Any = None
        self.next_page: Any = dict(_NEXT)
        self.waiting: list[_Waiting] = []
        self.put_off: list[_Waiting] = []

    def fill(self, skip_stack: Any, waiting: list[_Waiting], is_empty: bool) -> None:
        """Set what waits, and then the text from ``skip_stack`` on; where to go on is said in attributes."""
        self.skip_stack, self.is_empty = skip_stack, is_empty
        narrow = [element for element in waiting if not element.is_wide]
        wide = self._at_head([element for element in waiting if element.is_wide])
        while self._has_room() and not (wide and wide[0].skip_stack):
            place, text = across.place_of(self.box, self.skip_stack), None
            if place is None or not across.is_marked(place):
                text = self._columns(self.foot, narrow, self._nothing_yet())
                if text is None:
                    break
                place = across.place_of(self.box, text.skip_stack)
                if place is None or not across.is_marked(place):
                    self.parts += text.parts
                    self.skip_stack, self.next_page = text.skip_stack, text.next_page
                    self.put_off += text.taken_out
                    narrow = text.waiting
                    break
                text.undo()
            if wide or (narrow and text is None) or not self._set_below(place, text, narrow):
                # Without it in the way the text goes on; it stands at the head of the next page.
                wide.append(_Waiting.take_out(place))
                self.put_off.append(wide[-1])
                continue
            narrow, wide = [], self.waiting
            if self.skip_stack is None:
                break
        self.waiting = [*wide, *narrow]

    def _at_head(self, wide: list[_Waiting]) -> list[_Waiting]:
        """Set wide elements at the head of the page; returns those that are left for the next one."""
        for i, element in enumerate(wide):
            part, rest = self._across(element, self.y, self._nothing_yet())
            if part is None:
                return wide[i:]
            self._take_across(part)
            if rest:
                return [element._replace(skip_stack=rest), *wide[i + 1 :]]
        return []

    def _set_below(self, place: across.Place, text: _Filled | None, narrow: list[_Waiting]) -> bool:
        """Set a wide element below the text before it; False where it has to go to the next page.

        Args: text: that before it, as high as the page, or None.
        """
        y, above = self.y, None
        if text is not None:
            above, y = self._balanced(place, text, narrow)
            if above is None:
                return False
        element = _Waiting(place.box, None, place)
        empty = self._nothing_yet() and above is None
        part, rest = self._across(element, y, empty)
        if part is None:
            return False
        if rest is not None and not empty:
            _, longer_than_a_page = self._across(element, self.top, True)
            if not longer_than_a_page or self.foot - y < LEAST_SHARE * (self.foot - self.top):
                return False
        if above is not None:
            self.parts += above.parts
        self._take_across(part)
        self.skip_stack = place.after(self.box)
        self.waiting = [element._replace(skip_stack=rest)] if rest else []
        return True

    def _balanced(
        self, place: across.Place, text: _Filled, narrow: list[_Waiting]
    ) -> tuple[_Filled | None, float]:
        """The text up to a wide element in columns of as few lines as hold it, and where they end."""
        used = sum(_foot_of(part) - part.position_y for part in text.parts)
        lines = max(1, int(used / self.count / self.pitch) - 1)
        while self.y + lines * self.pitch <= self.foot + TOLERANCE_PX:
            foot = self.y + lines * self.pitch
            found = self._columns(foot + TOLERANCE_PX, narrow, False, floats=False)
            if found is not None and not found.waiting:
                stopped = across.place_of(self.box, found.skip_stack)
                if stopped is not None and stopped.box is place.box:
                    return found, foot
            lines += 1
        return None, self.y

    def _columns(
        self, foot: float, waiting: list[_Waiting], empty: bool, floats: bool = True
    ) -> _Filled | None:
        """Fill columns from where the page stands down to ``foot``; None where nothing fits.

        Without ``floats`` pictures and tables stand where they are written, whatever holes that leaves.
        """
        parts: list[Any] = []
        taken_out: list[_Waiting] = []
        skip_stack, next_page = self.skip_stack, dict(_NEXT)
        for number in range(self.count):
            column = self._column(number, foot, skip_stack, waiting, empty, floats)
            if column is None:
                if empty or not parts:
                    return None
                break
            parts += column.parts
            taken_out += column.taken_out
            skip_stack, next_page, waiting = column.skip_stack, column.next_page, column.waiting
            if skip_stack is None and not waiting:
                break
            if across.is_marked(across.place_of(self.box, skip_stack)):
                break
        return _Filled(parts, skip_stack, next_page, waiting, taken_out)

    def _column(
        self, number: int, foot: float, skip_stack: Any, waiting: list[_Waiting], empty: bool, floats: bool
    ) -> _Filled | None:
        x = self.box.content_box_x() + number * (self.width + self.gap)
        y = self.y
        parts: list[Any] = []
        left: list[_Waiting] = []
        for i, element in enumerate(waiting):
            head, rest, _ = self._set([element.box], x, y, foot, element.skip_stack, empty and not parts)
            if head is None or (not empty and _foot_of(head, ink=True) > foot + TOLERANCE_PX):
                left = waiting[i:]
                break
            parts.append(head)
            if rest:
                rest_of_it = element._replace(skip_stack=rest)
                return _Filled(parts, skip_stack, dict(_NEXT), [rest_of_it, *waiting[i + 1 :]], [])
            y = _foot_of(head)
        if parts and (skip_stack is None or foot - y < (LEAST_LINES - 0.5) * self.pitch):
            return _Filled(parts, skip_stack, dict(_NEXT), left, [])
        empty = empty and not parts
        taken_out: list[_Waiting] = []
        text = self._set(self.box.children, x, y, foot, skip_stack, empty)
        while floats and self._leaves_hole(text, foot):
            place = across.place_of(self.box, skip_stack if text[0] is None else text[1])
            if place is None or across.is_marked(place) or not across.may_wait(place):
                break
            taken_out.append(_Waiting.take_out(place))
            filled = self._set(self.box.children, x, y, foot, skip_stack, empty)
            if filled[0] is None or filled[1] is None or not place.is_before(filled[1]):
                # The text of its article does not reach to the foot: better a hole than a picture among
                # another article's text.
                taken_out.pop().put_back()
                break
            text = filled
        column, skip_stack, next_page = text
        if column is None:
            return _Filled(parts, skip_stack, dict(_NEXT), left, []) if parts else None
        return _Filled([*parts, column], skip_stack, next_page, [*left, *taken_out], taken_out)

    def _leaves_hole(self, text: tuple[Any, Any, Any], foot: float) -> bool:
        column, skip_stack, _ = text
        if column is None:
            return True
        return skip_stack is not None and bool(foot - _foot_of(column) > (LEAST_LINES - 0.5) * self.pitch)

    def _across(self, element: _Waiting, y: float, empty: bool) -> tuple[Any, Any]:
        """A wide element at a place, and where in it to go on; (None, None) where it does not fit."""
        x, width = self.box.content_box_x(), self.box.width
        part, rest, _ = self._set([element.box], x, y, self.foot, element.skip_stack, empty, width)
        if part is None or (not empty and _foot_of(part, ink=True) > self.foot + TOLERANCE_PX):
            return None, None
        return part, rest

    def _take_across(self, part: Any) -> None:
        self.parts.append(part)
        self.y = _foot_of(part)

    def _nothing_yet(self) -> bool:
        return self.is_empty and not self.parts

    def _has_room(self) -> bool:
        return not self.parts or self.foot - self.y > (LEAST_LINES - 0.5) * self.pitch

    def _set(
        self,
        children: Any,
        x: float,
        y: float,
        foot: float,
        skip_stack: Any,
        empty: bool,
        width: float | None = None,
    ) -> tuple[Any, Any, Any]:
        """One column: its box or None, where to go on, and what the next page is to be."""
        containing_block, absolutes, fixed, *styles = self.others
        column = self.box.anonymous_from(self.box, children=children)
        resolve_percentages(column, containing_block)
        column.is_column = True
        column.width = self.width if width is None else width
        column.position_x, column.position_y = x, y
        self.context.column_top = y
        column, rest, next_page, *_ = _block.block_box_layout(
            self.context, column, self.context.page_bottom - foot, skip_stack, containing_block, empty,
            absolutes, fixed, None, *styles, False, None,
        )  # fmt: skip
        if next_page["break"] == "column":
            next_page = dict(_NEXT)
        return column, rest, next_page


def _foot_of(part: Any, ink: bool = False) -> float:
    """Where the last element of a column ends; with ``ink`` without the space below it."""
    last = part
    # What goes on in the next column is as high as its own one, whatever it holds there.
    while last is part or across.is_flow(last):
        children = [child for child in last.children if child.is_in_normal_flow()]
        if not children:
            return float(last.position_y)
        last = children[-1]
    if ink:
        return float(last.border_box_y() + last.border_height())
    return float(last.position_y + last.margin_height())
