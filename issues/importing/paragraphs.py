"""Joining the paragraphs that the end of a column or a page cut in two."""

import re
from collections.abc import Sequence
from itertools import pairwise

from articles.lead import read_lead
from issues.importing.bulletin import Finding, Paragraph, ParagraphKind, Rule
from issues.importing.characters import em_width
from issues.importing.source import Line

# The ends of a paragraph as ../shared/bulletins/README.md lists them, and their half-width forms.
_ENDS = frozenset("。！？：；”）…!?:;)」』’")
# Behind these no paragraph ends, however short the line is.
NEVER_LAST = frozenset("，、,（(《〈“‘「『【—")
_PAIRS = ("（）", "《》", "“”", "‘’", "【】", "()")
# A column end leaves at least one full line above it: two blank characters and the text. The narrowest
# line of this kind in the real issues is 15 characters wide, so anything narrower is a subheading.
_NARROWEST_CUT = 15.0
_WIDEST_SUBHEADING = 30.0
# A joined line this narrow and without any punctuation might be a subheading after all.
_WIDEST_DOUBT = 25.0
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]"
    r"|\d{1,2}[、．](?!\d)|\d{1,2}\.(?!\d)|第[一二三四五六七八九十]{1,3}[章节条]|[①-⑳]"
)
# 企业招工：岗位需求大 — a word, a colon, a phrase. A topic such as 某某日报 is a source, not a subheading,
# and one that ends in a verb (具体包括：…) begins a sentence.
_TOPIC_AND_PHRASE = re.compile(
    r"[^\d，。；：！？“”《》（）]{2,10}(?<!包括)(?<![为是有说如即])：[^，。；：！？]{2,24}"
)
_INNER_PUNCTUATION = frozenset("，。；：、“”（）《》！？,;:()")


def join_paragraphs(lines: Sequence[Line]) -> tuple[tuple[Paragraph, ...], tuple[Finding, ...]]:
    """Turn the lines of an article's text into paragraphs; also the joins that may be wrong.

    No character but blanks is added or lost.
    """
    groups: list[list[Line]] = []
    findings: list[Finding] = []
    for line in lines:
        above = groups[-1][-1] if groups else None
        if above is not None and goes_on(above.text.strip(), line.text.strip()):
            if _is_doubtful(above.text):
                message = f"这一行没有标点，已与第 {line.number} 行连成一段，请核对是否小标题。"
                findings.append(Finding(Rule.JOIN_IN_DOUBT, message, above.number))
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_paragraph(group) for group in groups), tuple(findings)


def is_numbered(text: str) -> bool:
    """Whether a line begins as a numbered subheading or item does: 一、 （二） 3. 第四条 ⑤"""
    return _NUMBERED.match(text) is not None


def goes_on(above: str, below: str) -> bool:
    """Whether the line `below` is the rest of the paragraph that the line `above` began."""
    if above[-1] in NEVER_LAST:
        return True
    if is_subheading(above) or ends_sentence(above):
        return False
    if _is_unbalanced(above):
        return True
    lead = read_lead(below)
    begins_article = lead is not None and lead.source_date is not None
    return not begins_article and _NUMBERED.match(below) is None and not is_subheading(below)


def ends_sentence(text: str) -> bool:
    """Whether the last character can be the last of a paragraph."""
    return text.rstrip()[-1:] in _ENDS


def is_subheading(text: str) -> bool:
    """Whether a line is a subheading: narrow, and numbered, or without any sentence in it.

    一、…, （一）… and 1、…？ are numbered; 企业招工：… is a word and a phrase; of the rest only lines
    too narrow for a column end to have cut them.
    """
    text = text.strip()
    width = em_width(text[:100])
    if width > _WIDEST_SUBHEADING or text[-1:] in "。；，、：—" or "。" in text or _is_unbalanced(text):
        return False
    if _NUMBERED.match(text):
        return True
    if ends_sentence(text) and text[-1] not in "”）’":
        return False
    if _TOPIC_AND_PHRASE.fullmatch(text):
        return read_lead(text) is None
    return width < _NARROWEST_CUT and "，" not in text and "；" not in text and not ends_sentence(text)


def join_texts(above: str, below: str) -> str:
    """Put the two halves of a cut text together, with a blank only between two Latin words."""
    word = above.rstrip("，、；：,;: ")
    latin = _is_latin(below[:1]) and _is_latin(word[-1:])
    return f"{above} {below}" if latin else above + below


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _is_unbalanced(text: str) -> bool:
    """A bracket or quote that the line opens is not closed in it."""
    return any(text.count(pair[0]) > text.count(pair[1]) for pair in _PAIRS)


def _is_doubtful(text: str) -> bool:
    return em_width(text[:100]) <= _WIDEST_DOUBT and _INNER_PUNCTUATION.isdisjoint(text)


def _paragraph(group: Sequence[Line]) -> Paragraph:
    text = group[0].text.strip()
    if len(group) == 1:
        kind = ParagraphKind.SUBHEADING if is_subheading(text) else ParagraphKind.TEXT
        return Paragraph(text, kind, group[0].number)
    # Pieces first: adding to a growing string would be quadratic in a file of cut lines only.
    pieces = [text]
    for above, below in pairwise(group):
        joined = join_texts(above.text.strip(), below.text.strip())
        pieces.append(joined[len(above.text.strip()) :])
    return Paragraph("".join(pieces), ParagraphKind.TEXT, group[0].number)
