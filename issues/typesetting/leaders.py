"""One run of dots for each leader of the 目录.

WeasyPrint 70 makes a box of its own out of every dot of a leader, more than a thousand on a front page,
and draws each as a text. The dots of a line are set here as one text of the same width at the same place.
"""

from typing import Any

from weasyprint.layout import inline
from weasyprint.layout.leader import leader_index

from issues.typesetting.shaping import AdjustedLayout

# How much the width of the run may differ from that of its dots, in CSS px.
TOLERANCE_PX = 0.05
STOCK_HANDLE_LEADER = inline.handle_leader


def handle_leader(context: Any, line: Any, containing_block: Any) -> None:
    """As WeasyPrint's, and then joins the dots if they come to the same width as one text."""
    STOCK_HANDLE_LEADER(context, line, containing_block)
    _, leader = leader_index(line)
    if leader is None or len(leader.children) < 2:
        return
    # WeasyPrint sets the dots from the right edge to the left.
    first, dots = leader.children[-1], leader.children
    layout = AdjustedLayout(first.style, first.text * len(dots))
    width, _, _ = layout.metrics()
    if abs(width - sum(dot.width for dot in dots)) > TOLERANCE_PX:
        return
    run = first.copy_with_text(layout.text)
    run.width, run.pango_layout = width, layout
    leader.children = (run,)
