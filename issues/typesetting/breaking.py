"""Where a line of Chinese ends: as far as Unicode's rules take it, and on where Chinese rules allow more."""

from bisect import bisect_right
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any, NamedTuple

from weasyprint.text.line_break import strut

from issues.typesetting import spacing
from issues.typesetting.shaping import AdjustedLayout, Paragraph

# How many characters more are tried for a line: a character, a mark, and a quotation's two marks.
LOOK_AHEAD = 4
# Widths are sums of Pango's units, of which there are 1024 to a CSS px.
TOLERANCE_PX = 1 / 1024
# Wider than this there is no line to break: WeasyPrint asks for the width that a text would like.
WIDEST_EM = 1000


# Whether lines are brought to their measure as they are found: not for page numbers, nor on trial.
adjusts: ContextVar[bool] = ContextVar("adjusts", default=True)


def adjustable(style: Any) -> bool:
    """Whether lines of this style are broken and adjusted here."""
    return (
        style["text_align_all"] == "justify"
        and style["text_align_last"] in ("auto", "start", "left", "justify")
        and style["direction"] == "ltr"
        and style["white_space"] == "normal"
    )


class LineEnd(NamedTuple):
    """Where a line ends, in characters of the paragraph, and whether it ends with a hyphen of ours."""

    place: int
    hyphen: bool = False


def split(
    box: Any, available: float, skip: int, draws: bool, ends: Mapping[int, LineEnd] | None = None
) -> tuple[Any, int | None, bool] | None:
    """The first line of a text box from ``skip`` on, as ``weasyprint.layout.inline.split_text_box``.

    Args: available width in CSS px; skip in bytes; draws: whether the line will be adjusted and drawn, so
    that it has to be shaped by itself; ends: of the lines of this box, by their first character, where they
    are known already. Returns: the line's box, bytes to skip for the next line, and whether the text
    itself breaks there; None for a text that WeasyPrint has to split, one that holds what only it knows,
    or that cannot be broken in the width.
    """
    style = box.style
    if not style["font_size"] or not available < WIDEST_EM * style["font_size"]:
        return None
    paragraph = paragraph_of(box)
    if paragraph is None or skip not in paragraph.place_of:
        return None
    start = paragraph.place_of[skip]
    found = ends.get(start) if ends else None
    if found is None:
        place = line_end(paragraph, start, available)
        if place is None:
            return None
        found = LineEnd(place)
    end, hyphen = found
    text = paragraph.text[start:end]
    rest = end < len(paragraph.text)
    if rest and text.endswith(" "):
        text = text.rstrip(" ")
    if not text:
        return None
    width = paragraph.width(start, start + len(text))
    height, baseline, layout = paragraph.height, paragraph.baseline, None
    if hyphen:
        text += spacing.SOFT_HYPHEN
    # WeasyPrint asks the layout of a text that ends with a blank for its direction, drawn or not.
    if draws or text.endswith(" "):
        layout = AdjustedLayout(style, text)
        width, height, baseline = layout.metrics()
    line = box.copy_with_text(text)
    # The width said is the one the line will have; what is too much, the marks give up when it is adjusted.
    line.width = min(width, available)
    line.height = height
    line.pango_layout = layout
    line.margin_top = line.margin_bottom = (strut(style)[0] - height) / 2
    line.baseline = baseline + line.margin_top
    return line, paragraph.places[end] if rest else None, False


def paragraph_of(box: Any) -> Paragraph | None:
    """The text of a box, shaped once for all of its lines; None for one that WeasyPrint has to split."""
    kept = box.__dict__.get("_paragraph")
    if kept is None or kept.text is not box.text:
        if not box.text or any(c in "\n\t\r\xad\u200b\u2028\u2029" for c in box.text):
            return None
        kept = box._paragraph = Paragraph(box.style, box.text)
    return kept if isinstance(kept, Paragraph) else None


def line_end(paragraph: Paragraph, start: int, available: float) -> int | None:
    """The end of a line that takes as much as it can.

    Args: number of its first character; available width in CSS px. Returns: number of the character after
    it, which begins the next line; None where nothing fits, or only blanks are left.
    """
    end = _natural_end(paragraph, start, available)
    if end is not None and end < len(paragraph.text) and paragraph.text[end - 1] != " ":
        end += _more(paragraph, start, end, available)
    return end


def _natural_end(paragraph: Paragraph, start: int, available: float) -> int | None:
    """End of the line by Unicode's rules; None where nothing fits, or only blanks are left."""
    text, length = paragraph.text, len(paragraph.text)
    full = paragraph.reach[start] + paragraph.lead[start] + available + TOLERANCE_PX
    end = bisect_right(paragraph.reach, full) - 1
    if end >= length:
        return length
    while end < length and text[end] == " ":
        end += 1
    if end == length:
        return None
    while end > start and not paragraph.breaks[end]:
        end -= 1
    return end if end > start else None


def _more(paragraph: Paragraph, start: int, end: int, available: float) -> int:
    """How many characters more the line takes, because its marks can close up for them, or because only
    Unicode's rules keep a character from “ or ” where a Chinese line may turn.
    """
    text = paragraph.text
    follows = text[end : end + LOOK_AHEAD + 1]
    opens = start > 0 and text[start] in spacing.OPENING
    if not opens and not spacing.worth_trying(follows):
        return 0
    for more in range(min(LOOK_AHEAD, len(follows)), 0, -1):
        last = end + more
        if " " in text[end - 1 : last] or (
            last < len(text) and not spacing.may_break(text[last - 1], text[last])
        ):
            continue
        if paragraph.width(start, last) - paragraph.spare(start, last) <= available + TOLERANCE_PX:
            return more
    return 0
