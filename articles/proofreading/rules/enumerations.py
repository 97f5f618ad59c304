"""N items announced, more or fewer listed."""

import re
from collections.abc import Iterator

from articles.proofreading.lists import Lists
from articles.proofreading.manuscript import Block, Kind, Manuscript, Spot
from articles.proofreading.registry import Family, for_articles
from articles.proofreading.wording import numeral

_NUMBER = r"(?P<number>\d{1,3}|[两二三四五六七八九十]{1,3})"
_COUNTER = r"(?:个|项|点|条|类|种|方面|大|家|名|位|所|座|步|款|本|部|处)"
# 有三个特点：一是…；二是… 提出两点意见。一是…
_REACH = 24
_POINTS = re.compile(
    rf"(?<![第\d.前后其年月近])({_NUMBER}){_COUNTER}[^，。；：、\d]{{0,14}}[：。:]\s*(?=一是|一要|一、|第一)"
)
_POINT = re.compile(r"(?<=[：。；，:;])\s*(?P<number>[一二三四五六七八九十]{1,2})(?:是(?!否)|要|、)")
# 五个项目分别是：甲、乙、丙、丁和戊。
_LIST = re.compile(
    rf"(?<![第\d.前后其年月近])({_NUMBER}){_COUNTER}[^，。；：、\d]{{0,14}}(?:分别[是为]|即|依次[是为])：?(?P<items>[^。；：，]+)[。；]"
)
# 甲、乙、丙等两家单位: too many; too few may be right, 等 leaves the others unnamed.
_AND_OTHERS = re.compile(
    rf"(?P<items>(?:(?:(?!等)[^，。；：、\s]){{2,30}}、){{1,40}}(?:(?!等)[^，。；：、\s]){{2,30}})等{_NUMBER}{_COUNTER}"
)


@for_articles(
    "count-of-items", Family.CONSISTENCY, "数目与列举不符",
    "说了几项，就列几项。",
)  # fmt: skip
def counts(manuscript: Manuscript, lists: Lists) -> Iterator[Spot]:
    """三个方面：一是…二是…四是…; 五家分别是甲、乙、丙、丁; 甲、乙、丙等两家."""
    for number, block in enumerate(manuscript.body):
        if block.kind not in (Kind.TEXT, Kind.LIST):
            continue
        text = block.text
        for match in _POINTS.finditer(text):
            # The points may be paragraphs of their own.
            following = "。".join(b.text for b in manuscript.body[number + 1 : number + 1 + _REACH])
            said, last = numeral(match["number"]), _last_point(f"{text[match.end() - 1 :]}。{following}")
            if said and last > 1 and last != said:
                message = f"说是{match['number']}项，列到“{_point(last)}是”，共{last}项。"
                yield Spot(block, *match.span(1), message)
        yield from _lists(block)


def _lists(block: Block) -> Iterator[Spot]:
    for match in _LIST.finditer(block.text):
        said, listed = numeral(match["number"]), _listed(match["items"])
        too_few = said and said > listed[-1] and "等" not in match["items"]
        if said and listed[0] > 1 and (too_few or said < listed[0]):
            yield Spot(block, *match.span(1), f"说是{match['number']}项，列出{listed[0]}项。")
    for match in _AND_OTHERS.finditer(block.text):
        said, listed = numeral(match["number"]), _listed(match["items"])
        if said and listed[0] > said:
            message = f"说是{match['number']}，前面列出{listed[0]}项。"
            yield Spot(block, *match.span("number"), message)


def _last_point(text: str) -> int:
    """The last of 一是…二是…三是 that follow one upon the other."""
    last = 0
    for match in _POINT.finditer(text):
        value = numeral(match["number"])
        if value == last + 1:
            last = value
        elif value == 1:
            break
    return last


def _listed(text: str) -> range:
    """How many items a list may have: 和, 及 and 与 may stand between two items or within one."""
    least = len(re.findall("、|”“|》《", text)) + 1
    return range(least, least + len(re.findall("[和及与]", text)) + 1)


def _point(number: int) -> str:
    digits = "零一二三四五六七八九十"
    return digits[number] if number <= 10 else f"十{digits[number - 10]}"


RULES = (counts,)
