"""Quotes, brackets and book-title marks: unpaired, crossed, or nested at the wrong level."""

import re
from collections.abc import Iterator

from articles.proofreading.lists import Lists
from articles.proofreading.manuscript import Block, Kind, Manuscript, Spot
from articles.proofreading.registry import TEXTS, Family, for_articles, for_blocks

_PAIRS = dict(zip("“‘（《〈【〔［「『([", "”’）》〉】〕］」』)]", strict=True))
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
# 1） and a) count something, ’ between letters is an apostrophe, :) is a face.
_COUNTING = re.compile(
    r"(?:^|[\s，。；：、])(?:\d{1,2}|[A-Za-z]|[一二三四五六七八九十]{1,3}|[ivx]{1,4})[）)]"
)
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z]|\s)")
# No sentence is nested deeper.
_DEEPEST = 50
_TWINS = {"（": ")", "(": "）", "［": "]", "[": "］", "「": "』", "〈": "》", "《": "〉", "“": "’", "‘": "”"}


@for_articles(
    "unpaired-mark", Family.MARKS, "引号、括号、书名号不成对",
    "引号、括号、书名号前后两半成对使用（GB/T 15834—2011 4.8、4.9、4.15）。",
)  # fmt: skip
def unpaired(manuscript: Manuscript, lists: Lists) -> Iterator[Spot]:
    """A half without its other half within one paragraph, or closed by that of another pair.

    A quotation of several paragraphs opens each of them and closes the last only (4.8.3.5).
    """
    blocks = [block for block in manuscript.blocks if block.kind in TEXTS]
    for number, block in enumerate(blocks):
        follower = blocks[number + 1].text.lstrip() if number + 1 < len(blocks) else ""
        open_marks: list[tuple[str, int]] = []
        skipped = {match.end() - 1 for match in _COUNTING.finditer(block.text)}
        skipped |= {match.start() for match in _APOSTROPHE.finditer(block.text)}
        for at, char in enumerate(block.text):
            if char in _PAIRS:
                if len(open_marks) < _DEEPEST:
                    open_marks.append((char, at))
            elif char in _CLOSING:
                if open_marks and _CLOSING[char] == open_marks[-1][0]:
                    open_marks.pop()
                elif open_marks and _TWINS.get(open_marks[-1][0]) == char:
                    opening, start = open_marks.pop()
                    wanted = _PAIRS[opening]
                    yield Spot(block, at, at + 1, f"“{opening}”与“{char}”不是一对。", wanted)
                elif any(opening == _CLOSING[char] for opening, _ in open_marks):
                    # Crossed: what was opened inside was not closed before the outer one is.
                    while open_marks[-1][0] != _CLOSING[char]:
                        opening, start = open_marks.pop()
                        yield Spot(block, start, start + 1, f"“{opening}”没有另一半“{_PAIRS[opening]}”。")
                    open_marks.pop()
                elif at not in skipped:
                    yield Spot(block, at, at + 1, f"“{char}”前面没有与它成对的“{_CLOSING[char]}”。")
        for opening, start in open_marks:
            goes_on = opening == "“" and not block.text[:start].strip() and follower.startswith("“")
            if not goes_on:
                yield Spot(block, start, start + 1, f"“{opening}”没有另一半“{_PAIRS[opening]}”。")


@for_blocks(
    "nested-mark", Family.MARKS, "引号、书名号层次",
    "引号外用双、内用单；书名号外用双、内用单（GB/T 15834—2011 4.8、4.15）。",
)  # fmt: skip
def nested(block: Block) -> Iterator[Spot]:
    """‘ ’ at the outer level, “ ” directly within “ ”, 《 》 within 《 》."""
    stack: list[tuple[str, int]] = []
    for at, char in enumerate(block.text):
        if char in "“‘《〈":
            stack.append((char, at))
        elif char in "”’》〉" and stack and _PAIRS[stack[-1][0]] == char:
            opening, start = stack.pop()
            inner = block.text[start + 1 : at]
            outer = stack[-1][0] if stack else ""
            if opening == "‘" and outer != "“" and "“" not in [mark for mark, _ in stack]:
                yield Spot(block, start, at + 1, "外层引号应为双引号“ ”。", f"“{inner}”")
            elif opening == outer == "“":
                yield Spot(block, start, at + 1, "引号里再用引号，里层应为单引号‘ ’。", f"‘{inner}’")
            elif opening == outer == "《":
                yield Spot(
                    block, start, at + 1, "书名号里再用书名号，里层应为单书名号〈 〉。", f"〈{inner}〉"
                )
            elif opening == "〈" and outer != "《" and re.search(r"[\u4e00-\u9fff]", inner):
                yield Spot(block, start, at + 1, "外层书名号应为《 》。", f"《{inner}》")


@for_blocks(
    "corner-quote", Family.MARKS, "横排不用直角引号",
    "横排用“ ”‘ ’，「 」『 』用于竖排（GB/T 15834—2011 4.8、5.2）。",
)  # fmt: skip
def corner(block: Block) -> Iterator[Spot]:
    """「 」 in text that is set in lines."""
    for match in re.finditer(r"「([^「」]*)」|『([^『』]*)』", block.text):
        wide = f"“{match[1]}”" if match[1] is not None else f"‘{match[2]}’"
        yield Spot(block, *match.span(), "横排文字用弯引号。", wide)


@for_blocks(
    "listed-quotes", Family.MARKS, "并列的引号、书名号之间的顿号",
    "标有引号或书名号的并列成分之间通常不用顿号（GB/T 15834—2011 4.5）。",
    kinds=frozenset({Kind.TEXT, Kind.LIST}),
)  # fmt: skip
def listed(block: Block) -> Iterator[Spot]:
    """”、“ and 》、《."""
    for match in re.finditer(r"”、“|》、《", block.text):
        yield Spot(block, *match.span(), "并列的引号或书名号之间通常不用顿号。", match[0].replace("、", ""))


RULES = (unpaired, nested, corner, listed)
