"""Where an article says that it was taken from: in a field, at the head of its text, or behind it."""

from dataclasses import dataclass
from datetime import date

from articles.credits import read_credit, read_tail
from articles.lead import read_lead
from articles.proofreading.manuscript import Block, Kind, Manuscript

# What a lead looks like, for the messages.
FORMS = (
    "2031年5月8日《东山日报》：", "新华社东山2031年5月8日电：", "据档案局网站2031年5月8日消息：",
    "来自东山网消息：", "东山经济日报：",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A source and where its name stands; ``day`` is its date where it has one."""

    block: Block
    start: int
    end: int
    day: date | None = None

    @property
    def name(self) -> str:
        """The name as it is written."""
        return self.block.text[self.start : self.end]


def named_source(manuscript: Manuscript) -> NamedSource | None:
    """The source that an article names; None without one."""
    for block in manuscript.blocks:
        if block.kind == Kind.SOURCE:
            credit = read_credit(block.text)
            return _place(block, credit.source if credit else block.text, manuscript.source_date)
    body = manuscript.body
    if not body:
        return None
    for block in body[-2:]:
        credit = read_credit(block.text)
        if credit is None:
            tail = read_tail(block.text)
            credit = tail[1] if tail else None
        if credit and credit.source:
            return _place(block, credit.source, credit.source_date)
    lead = read_lead(body[0].text)
    return _place(body[0], lead.source, lead.source_date) if lead and lead.source else None


def _place(block: Block, name: str, day: date | None) -> NamedSource:
    # A lead's name may be put together: 《东山日报》海外版 is given without its marks.
    start = block.text.find(name)
    if start < 0:
        name = next((name[:length] for length in range(len(name), 1, -1) if name[:length] in block.text), "")
        start = block.text.find(name) if name else 0
    end = start + len(name) if name else len(block.text)
    if block.text[max(0, start - 1) : start] == "《" and block.text[end : end + 1] == "》":
        return NamedSource(block, start - 1, end + 1, day)
    return NamedSource(block, start, end, day)
