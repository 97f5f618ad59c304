"""Chinese line adjustment (行内调整) for WeasyPrint, which widens nothing but blanks.

WeasyPrint 70 justifies a line by widening U+0020 and U+00A0; Chinese has none, so its lines end
short. While a ``ChineseJustification`` is installed, lines with Chinese text are adjusted as the W3C's
Requirements for Chinese Text Layout (CLREQ) describes: marks at the ends of a line give up their empty
half, one more mark is let in when the others can close up for it (挤进), and what is missing is shared
over the gaps between characters, never inside a Latin word or a number. Only the advances of glyphs
change; no character is put in, so what is copied out of the PDF is what was written. Lines without
Chinese keep WeasyPrint's own behaviour.
"""

from collections.abc import Iterator
from contextvars import Token
from types import TracebackType
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline

from issues.typesetting import spacing
from issues.typesetting.breaking import adjustable, adjusts, split
from issues.typesetting.leaders import STOCK_HANDLE_LEADER, handle_leader
from issues.typesetting.mixed_lines import GIVEN_BACK
from issues.typesetting.plain_lines import STOCK_ITER_LINE_BOXES, iter_line_boxes
from issues.typesetting.shaping import AdjustedLayout, UnsupportedWeasyPrint, check_version, glyphs

__all__ = ["AdjustedLayout", "ChineseJustification", "UnsupportedWeasyPrint", "check_version", "glyphs"]

_block: Any = block
_TEXT: Any = boxes.TextBox
_INLINE: Any = (boxes.LineBox, boxes.InlineBox)


class _Piece(NamedTuple):
    """One character, or one box such as a picture, in the order of the line."""

    box: Any
    position: int
    mark: spacing.Mark


class ChineseJustification:
    """Installs the adjustment into WeasyPrint, and takes it out again.

    Use it as a context manager around layout; it may be entered again while installed. With
    ``adjust=False`` lines are broken at the same places but left as they are, which is enough for page
    numbers and takes half of the time. Raises UnsupportedWeasyPrint when WeasyPrint is not 70.0: the
    functions replaced are not public.
    """

    _depth = 0

    def __init__(self, adjust: bool = True) -> None:
        self.adjust = adjust
        self._token: Token[bool] | None = None

    def __enter__(self) -> "ChineseJustification":
        self.install()
        self._token = adjusts.set(self.adjust)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._token is not None:
            adjusts.reset(self._token)
        self.uninstall()

    @classmethod
    def install(cls) -> None:
        """Put the adjustment in; counted, so that nested use takes it out only once."""
        check_version()
        if cls._depth == 0:
            inline.text_align = _text_align
            inline.split_text_box = _split_text_box
            inline.handle_leader = handle_leader
            _block.iter_line_boxes = iter_line_boxes(adjusts.get)
        cls._depth += 1

    @classmethod
    def uninstall(cls) -> None:
        """Put WeasyPrint's own functions back once as many uses have ended as had begun."""
        cls._depth = max(0, cls._depth - 1)
        if cls._depth == 0:
            inline.text_align = _STOCK_TEXT_ALIGN
            inline.split_text_box = _STOCK_SPLIT_BOX
            inline.handle_leader = STOCK_HANDLE_LEADER
            _block.iter_line_boxes = STOCK_ITER_LINE_BOXES

    @classmethod
    def installed(cls) -> bool:
        """Whether lines are being adjusted now."""
        return cls._depth > 0


_STOCK_TEXT_ALIGN = inline.text_align
_STOCK_SPLIT_BOX = inline.split_text_box


def _split_text_box(
    context: Any, box: Any, available_width: float | None, skip: int | None, *args: Any, **kwargs: Any
) -> Any:
    if adjustable(box.style) and available_width is not None:
        found = split(box, available_width, skip or 0, adjusts.get())
        if found is not None:
            return found
    return _STOCK_SPLIT_BOX(context, box, available_width, skip, *args, **kwargs)


def _text_align(context: Any, line: Any, available_width: float, last: bool) -> float:
    """As WeasyPrint's, but adjusts lines that hold Chinese."""
    if not adjusts.get():
        return 0.0
    if not adjustable(line.style):
        return float(_STOCK_TEXT_ALIGN(context, line, available_width, last))
    available_width += getattr(line, GIVEN_BACK, 0.0)
    layouts: dict[int, AdjustedLayout] = {}
    pieces = list(_pieces(line, layouts))
    if not any(spacing.is_chinese(piece.mark.character) for piece in pieces):
        return float(_STOCK_TEXT_ALIGN(context, line, available_width, last))
    # What stands beside the characters: margins, borders and padding of inline boxes.
    said = sum(box.width for box in {id(p.box): p.box for p in pieces if p.position >= 0}.values())
    others = line.width - said - sum(p.mark.advance for p in pieces if p.position < 0)
    changes = spacing.adjust(
        [piece.mark for piece in pieces],
        available_width - others,
        fill=not last or line.style["text_align_last"] == "justify",
        trim_start=not getattr(line, "text_indent", 0),
    )
    wider: dict[int, float] = {}
    for piece, (shift, advance) in zip(pieces, changes, strict=True):
        if shift or advance:
            wider[id(piece.box)] = wider.get(id(piece.box), 0.0) + advance
            if piece.position >= 0:
                layouts[id(piece.box)].changes[piece.position] = (shift, advance)
    _move(line, layouts, wider, 0.0)
    return 0.0


def _pieces(box: Any, layouts: dict[int, AdjustedLayout]) -> Iterator[_Piece]:
    """The characters and boxes of a line from left to right; fills ``layouts`` by box."""
    if isinstance(box, _TEXT):
        if not box.text:
            return
        layout = box.pango_layout
        # The line as it was split, unless WeasyPrint has taken a blank off its end since.
        if not isinstance(layout, AdjustedLayout) or layout.text != box.text:
            layout = AdjustedLayout(box.style, box.text)
        layouts[id(box)] = layout
        em = box.style["font_size"]
        position = 0
        for character in box.text:
            mark = spacing.Mark(character, layout.advances.get(position, 0.0), em)
            yield _Piece(box, position, mark)
            position += len(character.encode())
    elif isinstance(box, _INLINE):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _pieces(child, layouts)
    else:
        width = box.margin_width()
        yield _Piece(box, -1, spacing.Mark(spacing.OBJECT, width, width))


def _move(box: Any, layouts: dict[int, AdjustedLayout], wider: dict[int, float], moved: float) -> float:
    """Give the boxes of a line their new widths and places; returns how far the next one moves."""
    if isinstance(box, _TEXT):
        box.position_x += moved
        layout = layouts.get(id(box))
        if layout is not None:
            natural = sum(layout.advances.values())
            width = natural + wider.get(id(box), 0.0)
            moved += width - box.width
            box.width = width
            box.pango_layout = layout
    elif isinstance(box, _INLINE):
        box.position_x += moved
        before = moved
        for child in box.children:
            if child.is_in_normal_flow():
                moved = _move(child, layouts, wider, moved)
        box.width += moved - before
    else:
        box.translate(moved, 0)
        moved += wider.get(id(box), 0.0)
    return moved
