"""Lines of a paragraph that holds more than plain text: bold words, links, raised figures.

WeasyPrint finds these lines, one after the other. Where the last of them would hold a single character
(孤字), the line before is found once more in a narrower measure, so that it gives a character or two to the
last one, and is adjusted to the full measure then.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.percent import resolve_one_percentage, resolve_percentages

from issues.typesetting import spacing
from issues.typesetting.breaking import adjustable, adjusts

_TEXT: Any = boxes.TextBox
_INLINE: Any = (boxes.TextBox, boxes.InlineBox)
# How much narrower the last line but one is tried, in em: a character, or a word.
STEPS_EM = (1.0, 2.0, 3.0, 4.0, 6.0)
# What the line that was found in a narrower measure lacks to the full one, in CSS px.
GIVEN_BACK = "_given_back"


def holds(box: Any) -> bool:
    """Whether a paragraph's line box is one whose last lines are looked after here."""
    return (
        adjustable(box.style)
        and not box.is_leader
        and all(
            isinstance(part, _INLINE) and part.is_in_normal_flow()
            for part in box.descendants()
            if part is not box
        )
    )


def mixed_lines(
    context: Any,
    box: Any,
    position_y: float,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    *args: Any,
) -> Iterator[tuple[Any, Any]]:
    """As ``weasyprint.layout.inline.iter_line_boxes``, for a box that ``holds``."""
    narrower = _narrower(context, box, position_y, bottom_space, containing_block, *args)
    yield from _lines(context, box, position_y, bottom_space, skip_stack, containing_block, narrower, *args)


def _lines(
    context: Any,
    box: Any,
    position_y: float,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    narrower: dict[str, float],
    *args: Any,
) -> Iterator[tuple[Any, Any]]:
    resolve_percentages(box, containing_block)
    resolve_one_percentage(box, "text_indent", containing_block.width)
    if skip_stack is not None:
        box.text_indent = 0
    while True:
        taken = narrower.get(repr(skip_stack), 0.0)
        block = containing_block
        if taken:
            block = containing_block.copy()
            block.width -= taken
        setattr(box, GIVEN_BACK, taken)
        line, skip_stack = inline.get_next_linebox(
            context, box, position_y, bottom_space, skip_stack, block, *args
        )
        setattr(box, GIVEN_BACK, 0.0)
        if line is None:
            return
        position_y = line.position_y + line.height
        yield line, skip_stack
        if skip_stack is None:
            return
        box.text_indent = 0


def _narrower(
    context: Any, box: Any, position_y: float, bottom_space: float, containing_block: Any, *args: Any
) -> dict[str, float]:
    """How much narrower lines are set, in CSS px, by where they begin; kept with the paragraph."""
    kept = box.__dict__.setdefault("_narrower", {})
    if containing_block.width not in kept:
        token = adjusts.set(False)
        try:
            kept[containing_block.width] = _found(
                context, box, position_y, bottom_space, containing_block, *args
            )
        finally:
            adjusts.reset(token)
    found: dict[str, float] = kept[containing_block.width]
    return found


def _found(
    context: Any, box: Any, position_y: float, bottom_space: float, containing_block: Any, *args: Any
) -> dict[str, float]:
    def lines(start: Any, narrower: dict[str, float]) -> list[tuple[Any, Any]]:
        found = _lines(context, box, position_y, bottom_space, start, containing_block, narrower, *args)
        return list(found)

    first = lines(None, {})
    if len(first) < 2 or not spacing.is_lone(_text(first[-1][0])):
        return {}
    start = first[-3][1] if len(first) > 2 else None
    for step in STEPS_EM:
        narrower = {repr(start): step * box.style["font_size"]}
        last = lines(start, narrower)
        if len(last) <= 3 and not spacing.is_lone(_text(last[-1][0])):
            return narrower
    return {}


def _text(line: Any) -> str:
    return "".join(part.text for part in line.descendants() if isinstance(part, _TEXT))
