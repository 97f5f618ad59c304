"""Running the rules over one manuscript or over a whole issue."""

from collections.abc import Collection, Sequence
from itertools import islice

from articles.proofreading.lists import FIRST_EDITION, Lists
from articles.proofreading.manuscript import Finding, Manuscript, Position
from articles.proofreading.rules import RULES

# A text that breaks a rule more often is no text for people; it is not to hold up the office's server.
MOST_OF_A_RULE = 2_000


def proofread(
    manuscripts: Sequence[Manuscript], lists: Lists = FIRST_EDITION, off: Collection[str] = ()
) -> list[Finding]:
    """All findings in the order of the text.

    Args: manuscripts: one article, or an issue's in order; lists: the office's words; off: names of
    rules that are switched off. Of two findings of one rule at one place the first is kept.
    """
    places = {
        block: (number, index)
        for number, manuscript in enumerate(manuscripts)
        for index, block in enumerate(manuscript.blocks)
    }
    found: dict[tuple[Position, str], Finding] = {}
    for rule in RULES:
        if rule.name in off:
            continue
        for spot in islice(rule.check(manuscripts, lists), MOST_OF_A_RULE):
            position = Position(*places[spot.block], spot.start, spot.end)
            quote = spot.block.text[spot.start : spot.end]
            line = spot.block.line_at(spot.start)
            finding = Finding(rule.name, spot.message, quote, position, spot.suggestion, line)
            found.setdefault((position, rule.name), finding)
    return [found[key] for key in sorted(found)]
