"""Measures of the front page: how the 目录 is spaced so that it fills one page."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from issues.typesetting.document import Masthead, TypesetDocument
from issues.typesetting.headings import title_lines, width
from issues.typesetting.layout import TypeArea

# Line pitch of the entries (pt): airy when there is room, never tighter than a fifth over 五号.
WIDEST_PITCH = 20.0
NARROWEST_PITCH = 12.5
# Used when even the narrowest pitch needs a second page; then there is no reason to squeeze.
CONTINUED_PITCH = 17.0
PITCH_STEP = 0.5
# Parts of the page that do not grow with the entries, in points as in templates/print/front.css: the line
# of permit and notice, the title, the rules and paddings around the lines below it, each of those lines,
# and the heading 目录, which has space around it in lines of the entries' pitch.
NOTICE_PT = 14.0
TITLE_PT = 58.0
FRAME_PT = 22.5
FACT_LINE_PT = 17.0
CONTENTS_HEADING_PT = 24.0


class Spaces(NamedTuple):
    """Margins of the front page (pt), more of the sheet than the type area; the rest in lines of entries:
    below a section, above and below the heading 目录."""

    top: float
    bottom: float
    section_gap: float
    heading_above: float
    heading_below: float


AIRY = Spaces(46.0, 42.0, 0.3, 0.6, 0.2)
# 45 lines of 目录 still stand on one page with these.
TIGHT = Spaces(40.0, 36.0, 0.15, 0.3, 0.1)
# Below this pitch (pt) the spaces are the tight ones, too.
TIGHT_PITCH = 13.5
# Entries are 五号; indents and what is kept free at the right are in characters of it.
ENTRY_SIZE_PT = 10.5
ENTRY_INDENT = 1.0
LEADER_ROOM = 5.0
MASTHEAD_SIZE_PT = 48.0
# Number and date are set in 12 pt, and so is 主办 with the space around it (em).
FACT_SIZE_PT = 12.0
SPONSORED_EM = 4.0
# Below the masthead's 48 pt characters, the widest spacing between them (em) that still reads as one name.
WIDEST_MASTHEAD_SPACING = 0.35


def pitches(document: TypesetDocument, area: TypeArea) -> Iterator[float]:
    """Line pitches of the entries to try, the first that should fit and then tighter ones.

    Each trial costs a layout, so the first is computed: what the masthead leaves, over the lines. Tighter
    ones are for what that does not see, such as a sponsor's name that takes two lines. The last pitch is
    the one for two pages.
    """
    pitch = min(WIDEST_PITCH, _pitch(document, area, AIRY))
    if pitch < TIGHT_PITCH:
        pitch = min(TIGHT_PITCH - PITCH_STEP, _pitch(document, area, TIGHT))
    while pitch >= NARROWEST_PITCH:
        yield pitch
        pitch -= PITCH_STEP
    yield CONTINUED_PITCH


def _pitch(document: TypesetDocument, area: TypeArea, spaces: Spaces) -> float:
    """What the masthead leaves of the page, over the lines; down to a whole step."""
    lines = sum(len(entry_lines(a.title, area)) for a in document.articles)
    # A section's name is a line of its own and a point.
    sections = len(document.sections)
    units = lines + sections * (1 + spaces.section_gap) + spaces.heading_above + spaces.heading_below
    head = document.masthead
    names = len(head.sponsors) + bool(head.supervisor)
    facts = (names + 2 if is_stacked(head, area) else max(2, names)) * FACT_LINE_PT
    notice = NOTICE_PT if head.permit_line or head.notice else 0.0
    fixed = notice + TITLE_PT + FRAME_PT + facts + CONTENTS_HEADING_PT + sections
    return (area.paper_height - spaces.top - spaces.bottom - fixed) / units // PITCH_STEP * PITCH_STEP


def is_stacked(head: Masthead, area: TypeArea) -> bool:
    """Whether the sponsors get lines of their own: paper too narrow for number, sponsors and date abreast."""
    names = (head.supervisor, *head.sponsors)
    if not any(names):
        return False
    number = f"{head.year}年第{head.number}期"
    # The sponsors stand in the middle of the page, so both sides are as wide as the wider one.
    side = max(width(number), width(head.date_label), 2 * width(head.frequency)) * FACT_SIZE_PT
    middle = max(map(width, names)) * ENTRY_SIZE_PT + SPONSORED_EM * FACT_SIZE_PT
    return 2 * side + middle > area.width


def entry_lines(title: str, area: TypeArea) -> tuple[str, ...]:
    """A title as it is broken in the 目录: room is kept for a few dots of leader and the number."""
    measure = area.width / ENTRY_SIZE_PT - ENTRY_INDENT - LEADER_ROOM
    return title_lines(title, measure)


def front_context(
    document: TypesetDocument, area: TypeArea, page_of: Mapping[int, int], pitch: float
) -> dict[str, Any]:
    """Everything that templates/print/front.* need.

    Args: page_of: printed page of each entry; pitch: line pitch of the entries in points.
    """
    masthead, metadata = document.masthead, document.metadata
    spaces = TIGHT if pitch < TIGHT_PITCH else AIRY
    letters = max(len(masthead.title), 1)
    free = area.width / MASTHEAD_SIZE_PT - width(masthead.title)
    sections = [
        {
            "name": section.name,
            "articles": [
                {
                    "lines": entry_lines(a.title, area),
                    "anchor": a.anchor,
                    "page": page_of[a.entry_id],
                }
                for a in section.articles
            ],
        }
        for section in document.sections
    ]
    return {
        "document": document,
        "masthead": masthead,
        "sections": sections,
        "title": f"{masthead.title}{masthead.year}年第{masthead.number}期",
        "author": metadata.author or "、".join(masthead.sponsors),
        "keywords": ", ".join(metadata.keywords),
        "created": metadata.created.isoformat() if metadata.created else "",
        "stacked": is_stacked(masthead, area),
        "front_top": spaces.top,
        "front_bottom": spaces.bottom,
        "masthead_size": min(MASTHEAD_SIZE_PT, area.width / (width(masthead.title) or 1)),
        "masthead_spacing": round(max(0.0, min(WIDEST_MASTHEAD_SPACING, free / (letters + 1))), 3),
        "pitch": pitch,
        "section_pitch": pitch + 1,
        "section_gap": round(pitch * spaces.section_gap, 2),
        "contents_space": round(pitch * spaces.heading_above, 2),
        "contents_space_after": round(pitch * spaces.heading_below, 2),
    }
