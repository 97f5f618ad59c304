"""Blanks where Chinese has none."""

import re
from collections.abc import Iterator, Sequence

from articles.proofreading.manuscript import BODY, Block, Kind, Manuscript, Spot
from articles.proofreading.registry import Family, for_blocks, for_issue
from articles.proofreading.wording import HANZI, addresses, within

_BLANK = r"[ \t\u00a0\u2002-\u200a]"
_NUMBER = r"\d+(?:[.,]\d+)*[%‰]?"
# A stretch of numbers and words with at least one blank between the two.
_AROUND_NUMBERS = re.compile(
    rf"(?<![A-Za-z\d.])(?<![A-Za-z] )(?:[{HANZI}]{{1,2}}{_BLANK}+)?{_NUMBER}"
    rf"(?:{_BLANK}*[{HANZI}]{{1,2}}{_BLANK}*{_NUMBER})*(?:{_BLANK}*[{HANZI}]{{1,2}})?"
)
# Print sets a number apart there: 图1 车间, 表2 产量; 本会讯 3月12日, in front of the text itself.
_SET_APART = re.compile(
    rf"(?:(?<=[图表])|(?<=附件)|(?<=附录)|(?<=附[图表]))\d+(?:[.\-—]\d+)?{_BLANK}+(?=[{HANZI}])"
    rf"|^[^。，；]{{0,20}}[讯电]{_BLANK}+(?=\d)"
)
_GAP = re.compile(rf"(?<=[{HANZI}]){_BLANK}+(?={_NUMBER})|(?<=[\d%‰]){_BLANK}+(?=[{HANZI}])")
_JOINED = re.compile(rf"(?<=[{HANZI}])(?={_NUMBER})|(?<=[\d%‰])(?=[{HANZI}])")
_BESIDE_MARK = re.compile(
    rf"(?<=[（《“‘【〔]){_BLANK}+|{_BLANK}+(?=[，。、；：？！）》”’】〕])|(?<=[{HANZI}，、；：]){_BLANK}+(?=[（《])"
)
_BETWEEN = re.compile(rf"(?<=[{HANZI}，、；]){_BLANK}+(?=[{HANZI}])")
_LONGEST_NUMBER = 10
_OPENING = re.compile(r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[）)、.]?\s*$")
_QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》|‘[^‘’]*’|〈[^〈〉]*〉")


@for_issue(
    "blank-at-number", Family.NUMERALS, "数字与汉字之间的空格",
    "印本上数字与汉字之间不空格，由排版留间隔；电子文本里时空时不空，搜索和换行都会出错（出版惯例）。",
)  # fmt: skip
def at_numbers(issue: Sequence[Manuscript]) -> Iterator[Spot]:
    """9月 23至 25日: one finding for each stretch.

    Where nearly all numbers of an article stand apart, its author spaced them on purpose: then one
    finding says so.
    """
    for manuscript in issue:
        if not manuscript.is_article:
            continue
        blocks = [block for block in manuscript.blocks if block.kind in BODY - {Kind.HEADING}]
        gaps = sum(len(_GAP.findall(block.text)) for block in blocks)
        if not gaps:
            continue
        joined = sum(len(_JOINED.findall(block.text)) for block in blocks)
        spots = [spot for block in blocks for spot in _stretches(block)]
        if gaps >= 8 and joined * 4 < gaps:
            message = f"全篇数字与汉字之间都空了格（{gaps}处），印本不空。"
            yield Spot(spots[0].block, spots[0].start, spots[0].end, message, spots[0].suggestion)
        else:
            yield from spots


def _stretches(block: Block) -> Iterator[Spot]:
    apart = {match.end() for match in _SET_APART.finditer(block.text)}
    for match in _AROUND_NUMBERS.finditer(block.text):
        start, end = match.span()
        passage = match[0]
        if any(gap.end() + start in apart for gap in _GAP.finditer(passage)):
            continue
        inner = _GAP.sub("", passage)
        if inner == passage:
            continue
        if not re.search(rf"{_BLANK}[{HANZI}]{{1,2}}$", passage) and not passage[-1].isdigit():
            # The characters behind the last number show nothing unless a blank stands before them.
            end = start + len(re.sub(rf"(?<=[{HANZI}])[{HANZI}]$", "", passage))
            inner = _GAP.sub("", block.text[start:end])
        yield Spot(block, start, end, "数字与汉字之间不空格。", inner)


@for_blocks(
    "blank-at-mark", Family.MARKS, "标点旁的空格",
    "全角标点已含空隙，前后不再空格（GB/T 15834—2011 第5章）。",
    kinds=frozenset({Kind.TEXT, Kind.LIST}),
)  # fmt: skip
def at_marks(block: Block) -> Iterator[Spot]:
    """A blank behind an opening mark or before a closing one or a stop."""
    left_alone = addresses(block.text)
    for match in _BESIDE_MARK.finditer(block.text):
        if not within(left_alone, match.start()):
            start, end = max(0, match.start() - 1), min(len(block.text), match.end() + 1)
            passage = block.text[start:end]
            yield Spot(block, start, end, "全角标点旁不空格。", "".join(passage.split()))


@for_blocks(
    "blank-in-sentence", Family.MARKS, "句中的空格",
    "汉字之间不空格；口号、标题中代替标点的空格除外（出版惯例）。", kinds=frozenset({Kind.TEXT, Kind.LIST}),
)  # fmt: skip
def in_sentence(block: Block) -> Iterator[Spot]:
    """A blank between two characters of a sentence; in quotes and titles it may stand for a comma."""
    if not re.search("[。；，]", block.text):
        return
    quoted = [match.span() for match in _QUOTED.finditer(block.text)]
    for match in _BETWEEN.finditer(block.text):
        # 一、 and （1） at the beginning of a paragraph stand apart.
        opening = match.start() < _LONGEST_NUMBER and _OPENING.match(block.text[: match.start()])
        if not within(quoted, match.start()) and not opening:
            start, end = match.start() - 1, match.end() + 1
            yield Spot(block, start, end, "句中不空格。", "".join(block.text[start:end].split()))


RULES = (at_numbers, at_marks, in_sentence)
