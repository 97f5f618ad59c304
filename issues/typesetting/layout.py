"""A layout (版式) on the page: the type area, and what stands around it (书眉, 页码)."""

from typing import Any

from issues.typesetting.document import LayoutSpec, TypesetDocument
from periodicals.type_area import NO_HEAD, POINTS_PER_MM, DoesNotFit, TypeArea, type_area

__all__ = ["POINTS_PER_MM", "DoesNotFit", "TypeArea", "furniture", "is_mirrored", "type_area"]

# How a folio is written, as the value of CSS ``content``, by ``periodicals.models.layout.Folio``.
FOLIOS = {
    "dots": '"· " counter(page) " ·"',
    "plain": "counter(page)",
    "dashes": '"— " counter(page) " —"',
    "words": '"第" counter(page) "页"',
}
# The folio's line, and what is kept between it and the edge that is trimmed (pt).
FOLIO_PT = 11.0
FOLIO_FROM_EDGE_PT = 5 * POINTS_PER_MM


def is_mirrored(layout: LayoutSpec) -> bool:
    """Whether left and right pages differ."""
    return (
        layout.margin_inner_mm is not None
        or layout.folio_place == "outer"
        or layout.running_head == "sections"
    )


def furniture(document: TypesetDocument, area: TypeArea, opens_left: bool) -> dict[str, Any]:
    """Running head and folio for the @page rules of templates/print/body.css.

    Args: opens_left: whether the first page of the text is a left one, as it is behind a front page of
    one page. Returns: values of CSS ``content``, and the space above the folio in points.
    """
    layout, masthead = document.layout, document.masthead
    title = masthead.title
    heads = {
        NO_HEAD: None,
        "title": (css_string(f"{title}　{masthead.year}年第{masthead.number}期"),) * 2,
        # Of several sections that begin on a page the first is named, as TeX's \rightmark does.
        "sections": (css_string(title), "string(section)"),
    }[layout.running_head]
    return {
        "folio": FOLIOS[layout.folio],
        "folio_space": min(layout.pitch_pt, area.margin_bottom - FOLIO_PT - FOLIO_FROM_EDGE_PT),
        "heads": dict(zip(("left", "right"), heads, strict=True)) if heads else {},
        "first_side": ("left" if opens_left else "right") if is_mirrored(layout) else "",
    }


def css_string(text: str) -> str:
    """A text as a string of CSS."""
    escaped = " ".join(text.splitlines()).replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'
