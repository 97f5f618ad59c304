"""Lines of a paragraph that is nothing but text, which most paragraphs of a bulletin are.

WeasyPrint finds each line by a walk through all kinds of boxes that a line might hold, looks for shapes
to flow around and tries again where the line came out higher than thought. A paragraph of one text box
has none of these: its lines are cut one after the other, with the same result in a third of the time.
"""

from collections.abc import Callable, Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline
from weasyprint.layout.percent import resolve_one_percentage, resolve_percentages
from weasyprint.text.line_break import strut

from issues.typesetting.breaking import adjustable, paragraph_of, split
from issues.typesetting.line_ends import line_ends
from issues.typesetting.mixed_lines import holds, mixed_lines

STOCK_ITER_LINE_BOXES = block.iter_line_boxes
_TEXT: Any = boxes.TextBox


def iter_line_boxes(draws: Callable[[], bool]) -> Any:
    """A replacement for ``weasyprint.layout.inline.iter_line_boxes``; ``draws`` as for ``breaking.split``."""

    def lines(context: Any, box: Any, position_y: float, bottom_space: float, *args: Any) -> Iterator[Any]:
        skip_stack, containing_block, absolutes, fixed, letter_style, line_style = args
        if context.excluded_shapes or letter_style or line_style or not (_plain(box) or holds(box)):
            yield from STOCK_ITER_LINE_BOXES(context, box, position_y, bottom_space, *args)
            return
        if not _plain(box):
            yield from mixed_lines(context, box, position_y, bottom_space, *args)
            return
        for line, resume_at in _lines(context, box, position_y, skip_stack, containing_block, draws()):
            if line is None:
                # What is left is for WeasyPrint: a word that is longer than the line.
                yield from STOCK_ITER_LINE_BOXES(
                    context, box, position_y, bottom_space, resume_at, containing_block,
                    absolutes, fixed, letter_style, line_style,
                )  # fmt: skip
                return
            position_y = line.position_y + line.height
            yield line, resume_at

    return lines


def _plain(box: Any) -> bool:
    if len(box.children) != 1 or not isinstance(box.children[0], _TEXT) or box.is_leader:
        return False
    text = box.children[0].text
    return bool(text) and text[0] != " " and text[-1] != " " and adjustable(box.style)


def _lines(
    context: Any, box: Any, position_y: float, skip_stack: Any, containing_block: Any, draws: bool
) -> Iterator[tuple[Any, Any]]:
    """Each line with where the next one goes on; (None, where) for what cannot be cut here."""
    resolve_percentages(box, containing_block)
    resolve_one_percentage(box, "text_indent", containing_block.width)
    text_box = box.children[0]
    resolve_percentages(text_box, containing_block)
    line_height, baseline = strut(box.style)
    left, measure = containing_block.content_box_x(), containing_block.width
    paragraph = paragraph_of(text_box)
    ends = line_ends(paragraph, measure - box.text_indent, measure) if paragraph else None
    if skip_stack is not None:
        box.text_indent = 0
    while True:
        skip = 0 if skip_stack is None else next(iter(skip_stack[0]))
        found = split(text_box, measure - box.text_indent, skip or 0, draws, ends)
        if found is None:
            yield None, skip_stack
            return
        text, following, _ = found
        skip_stack = None if following is None else {0: {following: None}}
        line = box.copy_with_children([text])
        line.position_x, text.position_x = left, left + box.text_indent
        line.width = box.text_indent + text.width
        # Both stand on the line's baseline; a glyph from another font may be higher than the line's own.
        above = max(baseline, text.baseline)
        below = max(line_height - baseline, text.margin_height() - text.baseline)
        line.margin_top = line.margin_bottom = 0
        line.position_y, line.height, line.baseline = position_y, above + below, above
        text.position_y = position_y + above - text.baseline
        inline.text_align(context, line, measure, last=skip_stack is None)
        yield line, skip_stack
        if skip_stack is None:
            return
        position_y += line.height
        box.text_indent = 0
