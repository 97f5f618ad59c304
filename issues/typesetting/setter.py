"""Lays out the two parts of an issue, body and front page."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration

from issues.typesetting.columns import FilledColumns
from issues.typesetting.document import TypesetDocument
from issues.typesetting.errors import TypesettingError
from issues.typesetting.fetcher import BASE_URL, MediaFetcher
from issues.typesetting.figures import with_figures
from issues.typesetting.front import front_context, pitches
from issues.typesetting.grid import LineGrid
from issues.typesetting.headings import title_lines
from issues.typesetting.justification import ChineseJustification
from issues.typesetting.layout import DoesNotFit, TypeArea, furniture, is_mirrored, type_area
from issues.typesetting.output import Output
from issues.typesetting.subheadings import with_subheadings

PX_PER_PT = 96 / 72
# 四号 titles above 五号 text: one line of the grid holds one line of the title.
TITLE_RATIO = 4 / 3
# A hair more than the lines need, so that no rounding error pushes out a column's last line.
SLACK_PT = 0.1
# Justification and grid replace functions of WeasyPrint's modules: one layout at a time in a process.
_LAYOUT = threading.Lock()


_kept = threading.local()


def loaded_fonts() -> FontConfiguration:
    """The fonts of this thread: a worker loads the 20 MB files once, not for each issue.

    Pango's font map must not be used by two threads at once, so each has its own.
    """
    if not hasattr(_kept, "fonts"):
        _kept.fonts = FontConfiguration()
    return _kept.fonts


@contextmanager
def chinese_lines(adjust: bool = True) -> Iterator[None]:
    """Lay out with Chinese line adjustment, one layout at a time in this process."""
    with _LAYOUT, ChineseJustification(adjust), no_collection():
        yield


@contextmanager
def no_collection() -> Iterator[None]:
    """Without Python's search for garbage, which a layout's many boxes set off again and again.

    They are all in use: the search finds nothing, and takes a sixth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True)
class Part:
    """Front page or body as HTML with its stylesheets."""

    html: str
    sheets: tuple[str, ...]


class Setter:
    """Lays out the two parts of one issue with one font configuration and one fetcher.

    Raises: TypesettingError for a layout that does not fit on its paper.

    Without ``adjust`` lines are broken but not brought to their measure: for page numbers alone.
    """

    def __init__(
        self,
        document: TypesetDocument,
        fetcher: MediaFetcher,
        adjust: bool = True,
        output: Output = Output(),  # noqa: B008
    ) -> None:
        self.document = document
        self.output = output
        self.fetcher = fetcher
        self.adjust = adjust
        try:
            self.area: TypeArea = type_area(document.layout)
        except DoesNotFit as refused:
            raise TypesettingError(str(refused)) from refused
        # Behind a front page of one page, the back of which it is, the text opens on a left page.
        self.opens_left = True
        # Pages of both parts are drawn together: they must share (and keep alive) their fonts.
        self.fonts = loaded_fonts()

    def body_html(self) -> str:
        layout = self.document.layout
        measure = layout.characters_per_line / TITLE_RATIO
        sections = [
            {
                "name": section.name,
                "articles": [
                    {
                        "text": article,
                        "lines": title_lines(article.title, measure, article.body_html),
                        "body": with_figures(with_subheadings(article.body_html)),
                    }
                    for article in section.articles
                ],
            }
            for section in self.document.sections
        ]
        context = {"document": self.document, "sections": sections, "output": self.output}
        return render_to_string("print/body.html", context)

    def body_part(self) -> Part:
        """HTML and stylesheets of the running text."""
        return Part(self.body_html(), self._sheets("body", self._body_context()))

    def front_part(self, page_of: dict[int, int], pitch: float) -> Part:
        """HTML and stylesheets of the front page at a line pitch of its entries, in points."""
        context = front_context(self.document, self.area, page_of, pitch)
        context["output"] = self.output
        return Part(render_to_string("print/front.html", context), self._sheets("front", context))

    def body(self, html: str | None = None) -> Document:
        """The running text laid out."""
        pitch = self.document.layout.pitch_pt
        part = Part(html or self.body_html(), self._sheets("body", self._body_context()))
        grid = LineGrid(pitch * PX_PER_PT, self.area.margin_top * PX_PER_PT)
        with chinese_lines(self.adjust), FilledColumns(), grid:
            return self._render(part)

    def front(self, page_of: dict[int, int]) -> Document:
        """The front page laid out, as airy as one page allows, or else two pages."""
        for pitch in pitches(self.document, self.area):
            with chinese_lines(self.adjust):
                document = self._render(self.front_part(page_of, pitch))
            if len(document.pages) == 1:
                break
        return document

    def _body_context(self) -> dict[str, Any]:
        layout = self.document.layout
        pitch = layout.pitch_pt
        return {
            **furniture(self.document, self.area, self.opens_left),
            "margin_bottom": self.area.margin_bottom - SLACK_PT,
            "title_size": round(layout.font_size_pt * TITLE_RATIO, 2),
            "title_before": layout.title_space_before * pitch,
            "title_after": layout.title_space_after * pitch,
            "section_before": layout.section_space_before * pitch,
            # The rules above and below (1.5 and 0.5 pt) are part of the heading's one line.
            "section_line": pitch - 2,
            "section_after": layout.section_space_after * pitch,
            "picture_height": layout.lines_per_column * pitch / 2,
            "line_numbers": r"\A ".join(map(str, range(1, layout.lines_per_column + 1))),
        }

    def _sheets(self, part: str, context: dict[str, Any]) -> tuple[str, ...]:
        layout = self.document.layout
        context = {
            **context,
            "layout": layout,
            "fonts": layout.fonts,
            "area": self.area,
            "mirrored": is_mirrored(layout),
            "output": self.output,
        }
        return tuple(render_to_string(f"print/{name}.css", context) for name in ("page", part))

    def _render(self, part: Part) -> Document:
        sheets = [
            CSS(string=text, font_config=self.fonts, base_url=BASE_URL, url_fetcher=self.fetcher)
            for text in part.sheets
        ]
        source = HTML(string=part.html, base_url=BASE_URL, url_fetcher=self.fetcher)
        # Hints: <ol start> and the size that an editor gave a picture count in print as well.
        return source.render(
            font_config=self.fonts, stylesheets=sheets, presentational_hints=True, **self.output.options
        )
