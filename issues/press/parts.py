"""The lines of a proof under what they belong to: front page, each article, colophon."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from issues.press.printed import Heading, Printed, PrintedLine
from issues.typesetting.document import TypesetDocument

FRONT = "封面目录"
SECTIONS = "栏目名"
COLOPHON = "版权页"
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Part:
    """One part of a proof: ``article`` is the key of the article, None for front page and colophon."""

    article: int | None
    title: str
    lines: tuple[PrintedLine, ...]

    @property
    def key(self) -> str:
        """What it is known by in another proof."""
        return self.title if self.article is None else f"#{self.article}"

    def as_json(self) -> dict[str, Any]:
        """For the database."""
        lines = [[line.page, line.column, line.line, line.text] for line in self.lines]
        return {"article": self.article, "title": self.title, "lines": lines}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Part":
        """From the database."""
        lines = tuple(PrintedLine(*line) for line in value["lines"])
        return cls(value["article"], value["title"], lines)


def parts(printed: Printed, document: TypesetDocument, articles: Mapping[int, int]) -> tuple[Part, ...]:
    """Divide the lines of a PDF among the parts of the document that was set.

    Args: articles: the key of the article by key of its entry. Every line stands in exactly one part.
    """
    front = tuple(line for line in printed.lines if line.page < 1)
    body = [line for line in printed.lines if line.page >= 1]
    starts, names = _starts(body, printed.headings, document)
    found = [
        Part(
            articles.get(article.entry_id),
            article.title,
            tuple(body[n] for n in range(start, end) if n not in names),
        )
        for article, start, end in zip(document.articles, starts, [*starts[1:], len(body)], strict=False)
    ]
    if found:
        found[-1:] = _without_colophon(found[-1], document)
    elif body:
        found = [Part(None, COLOPHON, tuple(body))]
    if names:
        found.insert(0, Part(None, SECTIONS, tuple(body[n] for n in sorted(names))))
    return (Part(None, FRONT, front), *found) if front else tuple(found)


def _starts(
    body: Sequence[PrintedLine], headings: Sequence[Heading], document: TypesetDocument
) -> tuple[list[int], set[int]]:
    """Where each article begins among the lines of the body, and which lines are names of sections.

    A section's name and a kicker stand above the title to which a bookmark points.
    """
    places = [(line.page, line.column, line.line) for line in body]
    starts: list[int] = []
    names: set[int] = set()
    section: int | None = None
    for heading in headings:
        at = bisect_left(places, (heading.page, heading.column, heading.line))
        if heading.level == 0:
            section = at
        elif len(starts) < len(document.articles):
            least = section if section is not None else starts[-1] + 1 if starts else 0
            title = _above(body, at, document.articles[len(starts)].kicker, least)
            if section is not None:
                names.update(range(section, title))
            starts.append(section if section is not None else title)
            section = None
    if starts:
        starts[0] = 0
    return starts, names


def _above(body: Sequence[PrintedLine], at: int, kicker: str, least: int) -> int:
    """The first of the lines right above that together are the kicker; ``at`` where there are none."""
    wanted, seen = _plain(kicker), ""
    if not wanted:
        return at
    for index in range(at - 1, least - 1, -1):
        seen = _plain(body[index].text) + seen
        if seen == wanted:
            return index
        if not wanted.endswith(seen):
            break
    return at


def _without_colophon(last: Part, document: TypesetDocument) -> tuple[Part, ...]:
    """The last article, and what stands below it as a part of its own."""
    wanted = _plain("".join(f"{label}：{value}" for label, value in document.colophon.rows))
    seen = ""
    for index in range(len(last.lines) - 1, 0, -1):
        seen = _plain(last.lines[index].text) + seen
        if seen == wanted:
            return (
                Part(last.article, last.title, last.lines[:index]),
                Part(None, COLOPHON, last.lines[index:]),
            )
        if len(seen) > len(wanted):
            break
    return (last,)


def _plain(text: str) -> str:
    return _BLANKS.sub("", text)
