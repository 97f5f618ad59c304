"""The headings of sections in the body: found, missing, standing elsewhere, or used in an article."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from issues.importing.bulletin import Finding, Rule
from issues.importing.characters import comparison_key, edit_distance
from issues.importing.contents import ContentsSection
from issues.importing.matching import Place
from issues.importing.source import Line

# How many lines above its first article a heading is still taken for the section's own. One further
# up is more likely a subheading of the same name.
_FURTHEST = 6
_LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class Headings:
    """The indexes of the body's lines that are section headings, and what was noticed."""

    lines: frozenset[int]
    findings: tuple[Finding, ...]


def find_headings(
    sections: Sequence[ContentsSection], places: Sequence[Place | None], body: Sequence[Line]
) -> Headings:
    """Find each section's heading above its first article; `places` is in the order of the entries."""
    keys = [comparison_key(line.text) if len(line.text) <= _LONGEST_HEADING else "" for line in body]
    titles = {index for place in places if place for index in range(place.start, place.end)}
    starts = _section_starts(sections, places)
    found: dict[int, int] = {}
    findings: list[Finding] = []
    for number, section in enumerate(sections):
        if not section.name:
            continue
        below = next((starts[n] for n in range(number, len(sections)) if n in starts), None)
        first_missing = not section.entries or places[_offset(sections, number)] is None
        start = len(body) if below is None else below
        heading = _search(comparison_key(section.name), start, keys, titles, found, far=first_missing)
        if heading is None:
            message = f"栏目“{section.name}”在目录中有，正文中没有栏目标题。"
            findings.append(Finding(Rule.SECTION_MISSING_IN_BODY, message, section.line))
            continue
        found[heading] = number
        line = body[heading]
        if keys[heading] != comparison_key(section.name):
            message = f"栏目名不一致：目录作“{section.name}”，正文作“{line.text.strip()}”，以目录为准。"
            findings.append(Finding(Rule.SECTION_NAME_DIFFERS, message, line.number))
        early = sum(index not in found for index in range(heading, start))
        if early and not first_missing:
            message = f"栏目标题“{section.name}”早了 {early} 段，中间的文字已归入前一篇文章。"
            findings.append(Finding(Rule.SECTION_MISPLACED, message, line.number))
    findings.extend(_inside_articles(sections, body, keys, titles | set(found)))
    return Headings(frozenset(found), tuple(findings))


def _offset(sections: Sequence[ContentsSection], number: int) -> int:
    return sum(len(section.entries) for section in sections[:number])


def _section_starts(sections: Sequence[ContentsSection], places: Sequence[Place | None]) -> dict[int, int]:
    """For each section with an article in the body the index of its first title."""
    starts: dict[int, int] = {}
    offset = 0
    for number, section in enumerate(sections):
        for place in places[offset : offset + len(section.entries)]:
            if place is not None:
                starts[number] = place.start
                break
        offset += len(section.entries)
    return starts


def _search(
    name: str, start: int, keys: Sequence[str], titles: set[int], found: Mapping[int, int], *, far: bool
) -> int | None:
    """The nearest line above `start` with the name, within the article that ends there."""
    last = 0 if far else max(0, start - _FURTHEST)
    nearest = None
    for index in range(start - 1, last - 1, -1):
        if index in titles:
            break
        if index in found:
            continue
        if keys[index] == name:
            return index
        # Directly above the title a name of four characters may have one wrong.
        near_enough = len(name) >= 4 and edit_distance(name, keys[index], 1) == 1
        if nearest is None and index == start - 1 and near_enough:
            nearest = index
    return nearest


def _inside_articles(
    sections: Sequence[ContentsSection], body: Sequence[Line], keys: Sequence[str], known: set[int]
) -> list[Finding]:
    """Lines that are no heading but read like one: 产教融合 or 产教融合：… within an article."""
    names = {comparison_key(section.name): section.name for section in sections if section.name}
    findings = []
    for index, line in enumerate(body):
        if index in known or not keys[index]:
            continue
        topic = line.text.partition("：")[0]
        name = names.get(keys[index]) or names.get(comparison_key(topic))
        if name is not None:
            message = f"文章里的“{line.text.strip()}”与栏目“{name}”同名，已留在文章里，请核对。"
            findings.append(Finding(Rule.SECTION_NAME_IN_ARTICLE, message, line.number))
    return findings
