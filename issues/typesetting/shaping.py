"""Text with the advances of its glyphs, shaped by Pango: a line that is drawn, or a whole paragraph.

WeasyPrint shapes the text of a line four times and more: with what follows it, alone, and again when it
is drawn. Here a paragraph is shaped once to find its lines (``Paragraph``), and each line once more by
itself, which is then kept until it is drawn (``AdjustedLayout``).
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, pairwise
from math import copysign
from operator import add
from typing import Any

import weasyprint
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, gobject, pango
from weasyprint.text.fonts import get_font_description
from weasyprint.text.line_break import Layout, _font_style_cache_key, line_size

from issues.typesetting import spacing

SUPPORTED_VERSION = "70.0"
# Not the one on the keyboard: that is a glyph of its own, which stands for a character of the text.
HYPHEN = "\u2010"
# What a layout depends on beside the properties that WeasyPrint's own key of a font's style names.
_ALSO = ("font_size", "font_kerning", "direction")


class UnsupportedWeasyPrint(RuntimeError):
    """The installed WeasyPrint is not the version whose inside this package knows."""


def check_version() -> None:
    """Raises: UnsupportedWeasyPrint unless WeasyPrint is the version whose inside is known here."""
    if weasyprint.__version__ != SUPPORTED_VERSION:
        raise UnsupportedWeasyPrint(
            f"排版程序适配 WeasyPrint {SUPPORTED_VERSION}，装的是 {weasyprint.__version__}："
            "请按 requirements 安装，或先核对 issues/typesetting 中改动它的各模块。"
        )


class ShapedLayout(Layout):
    """A Pango layout that shares context, font and features with all others of its kind.

    To make them anew takes longer than to shape a line. What is shared is kept by the font configuration,
    that is for one issue. Styles with spacing or decoration have attributes of their own text and are
    set up as WeasyPrint does.
    """

    def setup(self, style: Any) -> None:
        if not _plain(style):
            super().setup(style)
            pango.pango_layout_set_single_paragraph_mode(self.layout, True)
            return
        kept = style.__dict__.get("_shared")
        if kept is None:
            shared = style.font_config.__dict__.setdefault("_shared_contexts", {})
            key = (_font_style_cache_key(style), *(style[name] for name in _ALSO))
            kept = shared.get(key)
            if kept is None:
                super().setup(style)
                kept = shared[key] = self._share(style)
            style._shared = kept
        context, description, attributes, names = kept
        self.__dict__.update(names)
        self.style = style
        self.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)
        pango.pango_layout_set_font_description(self.layout, description)
        if attributes != ffi.NULL:
            pango.pango_layout_set_attributes(self.layout, attributes)
        # WeasyPrint sets this when it draws: set later, it would throw away the line that was shaped.
        pango.pango_layout_set_single_paragraph_mode(self.layout, True)

    def _share(self, style: Any) -> tuple[Any, ...]:
        context = ffi.gc(
            pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref
        )
        pango.pango_context_set_round_glyph_positions(context, False)
        pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
        pango.pango_context_set_language(context, self.language)
        attributes = pango.pango_layout_get_attributes(self.layout)
        names = {name: value for name, value in vars(self).items() if name not in ("layout", "style")}
        # The first layout holds the list of attributes: it has to live as long as they are shared.
        names["_first"] = self.layout
        return context, get_font_description(style), attributes, names


def _plain(style: Any) -> bool:
    return (
        style["letter_spacing"] in ("normal", 0)
        and not style["word_spacing"]
        and style["text_decoration_line"] == "none"
        and style["overflow_wrap"] == "normal"
        and style["font_language_override"] == "normal"
    )


class AdjustedLayout(ShapedLayout):
    """A line some of whose glyphs have a changed advance.

    ``changes`` maps the place of a character in the UTF-8 text to (shift, advance) in CSS px: how far
    the glyph moves and how much wider its advance gets. The glyphs are changed after shaping, not by
    letter-spacing attributes: an attribute cuts the text into runs, and ``chws`` and kerning do not
    reach over the edge of a run.

    A soft hyphen at the end is drawn as a hyphen. In the PDF it stays a soft one, which is how ISO 32000
    tells a hyphen that is no part of the text.
    """

    def __init__(self, style: Any, text: str) -> None:
        super().__init__(style)
        self.em: float = style["font_size"]
        self.changes: dict[int, tuple[float, float]] = {}
        self.set_text(text)
        line, _ = self.get_first_line()
        # Place of each character in the UTF-8 text: its advance before any change, in CSS px.
        self.advances = {place: width * FROM_UNITS for place, width, _ in glyphs(line)}

    def set_text(self, text: str, justify: bool = False) -> None:
        divided = text.endswith(spacing.SOFT_HYPHEN)
        super().set_text(text[:-1] + HYPHEN if divided else text, justify)
        self.text = text
        self._changed_line: Any = None

    def reactivate(self, style: Any) -> None:
        """Called before it is drawn: what was kept since the layout is drawn as it is."""
        if not hasattr(self, "layout"):
            super().reactivate(style)

    def get_first_line(self) -> tuple[Any, int | None]:
        line, index = super().get_first_line()
        if self.changes and line != self._changed_line:
            for position, _, last in glyphs(line):
                if position in self.changes:
                    shift, advance = self.changes[position]
                    # WeasyPrint takes an x_offset for thousandths of a px when it draws, and cuts
                    # advances down to thousandths of an em: the bias keeps it from cutting a step.
                    last.x_offset += round(shift * 1000)
                    bias = copysign(0.3 * self.em / spacing.STEP, advance)
                    last.width += round((advance + bias) * TO_UNITS)
            self._changed_line = line
        return line, index

    def metrics(self) -> tuple[float, float, float]:
        """Width, height and baseline of the line before any change, in CSS px."""
        return _metrics(self)


class Paragraph:
    """A text shaped as one line, to find where it is broken.

    ``places``: of each character in the UTF-8 text, and its end; ``place_of``: the other way; ``advances``
    of the characters, ``lead``, the space before each that is Latin after Han or Han after Latin, and
    ``reach``, the width up to each and this space, in CSS px; ``breaks``: whether Unicode's rules let a
    line begin with it; ``height`` and ``baseline`` of the line. ``ends`` keeps what ``line_ends`` found.
    """

    def __init__(self, style: Any, text: str) -> None:
        layout = ShapedLayout(style)
        layout.set_text(text)
        line, _ = layout.get_first_line()
        advances = {place: width * FROM_UNITS for place, width, _ in glyphs(line)}
        self.text = text
        self.places = list(accumulate((len(c.encode()) for c in text), initial=0))
        self.place_of = {place: number for number, place in enumerate(self.places)}
        self.advances = [advances.get(place, 0.0) for place in self.places[:-1]]
        self.em: float = style["font_size"]
        space = spacing.MIXED_SHARE * self.em
        self.lead = [0.0, *(space if spacing.meet(a, b) else 0.0 for a, b in pairwise(text)), 0.0]
        self.reach = list(accumulate(map(add, self.lead, self.advances), initial=0.0))
        self.ends: dict[Any, Any] = {}
        attributes = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
        self.breaks = [bool(attributes[i].is_line_break) for i in range(len(text) + 1)]
        _, self.height, self.baseline = _metrics(layout)
        layout.deactivate()

    def width(self, start: int, end: int) -> float:
        """Width of a line from one character up to another, in CSS px."""
        return self.reach[end] - self.reach[start] - self.lead[start]

    def mark(self, place: int) -> spacing.Mark:
        """One character as the rules of adjustment take it."""
        return spacing.Mark(self.text[place], self.advances[place], self.em)

    @cached_property
    def inner_spare(self) -> list[float]:
        """Up to each character, what marks and the spaces between Han and Latin can give up, in CSS px."""
        share = spacing.MIXED_SPARE / spacing.MIXED_SHARE
        return list(
            accumulate(
                (
                    space * share + (spacing.inner_spare(self.mark(i)) if c in spacing.MARKS else 0.0)
                    for i, (c, space) in enumerate(zip(self.text, self.lead[1:], strict=True))
                ),
                initial=0.0,
            )
        )

    def trims(self, start: int, end: int) -> tuple[float, float]:
        """What the marks at the start and at the end of a line give up, in CSS px."""
        opening = self.text[start] in spacing.OPENING and start > 0
        closing = self.text[end - 1] in spacing.CLOSING
        return (
            spacing.start_trim(self.mark(start)) if opening else 0.0,
            spacing.end_trim(self.mark(end - 1)) if closing else 0.0,
        )

    def spare(self, start: int, end: int) -> float:
        """How much narrower a line can get, as ``spacing.spare`` of its marks."""
        opening, closing = self.trims(start, end)
        inner = self.inner_spare[end - 1] - self.inner_spare[start + 1 if opening else start]
        return opening + closing + max(0.0, inner)


def _metrics(layout: Layout) -> tuple[float, float, float]:
    width, height = line_size(layout.get_first_line()[0], layout.style)
    return width, height, pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS


def glyphs(line: Any) -> Iterator[tuple[int, int, Any]]:
    """Clusters of a line: place in the text (bytes), advance (Pango units), last glyph's geometry."""
    run = line.runs
    while run != ffi.NULL:
        item, string = run.data.item, run.data.glyphs
        offset, count, infos, clusters = item.offset, string.num_glyphs, string.glyphs, string.log_clusters
        start = 0
        while start < count:
            cluster = clusters[start]
            end = start + 1
            width = infos[start].geometry.width
            while end < count and clusters[end] == cluster:
                width += infos[end].geometry.width
                end += 1
            yield offset + cluster, width, infos[end - 1].geometry
            start = end
        run = run.next
