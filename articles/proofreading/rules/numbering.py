"""Numbers of headings and items that skip or repeat, and their marks."""

import re
from collections.abc import Iterator

from articles.proofreading.lists import Lists
from articles.proofreading.manuscript import BODY, Block, Kind, Manuscript, Spot
from articles.proofreading.registry import Family, for_articles
from articles.proofreading.wording import HANZI, numeral

_CHINESE = "[一二三四五六七八九十]{1,3}"
_STYLES = {
    "第一章": re.compile(rf"\s*第({_CHINESE})[章节篇](?=[\s　])"),
    "第一条": re.compile(rf"\s*第({_CHINESE})条(?=[\s　])"),
    "一、": re.compile(rf"\s*({_CHINESE})、"),
    "（一）": re.compile(rf"\s*[（(]({_CHINESE})[）)]"),
    "1.": re.compile(r"\s*(\d{1,2})(?:[.．](?!\d)|、)"),
    "（1）": re.compile(r"\s*[（(](\d{1,2})[）)]"),
}
_CIRCLED = re.compile(r"\s*([①-⑳])")
# 一是…；二是…: at the beginning of a paragraph or behind a stop.
# 首先…其次…三是 goes on counting; what it is counted with is no matter of proofreading.
_ORDINALS = {"首先": 1, "其一": 1, "其次": 2, "其二": 2, "再次": 3, "其三": 3, "其四": 4}
_COUNTED = re.compile(
    rf"(?:^|(?<=[：。；，:;]))\s*(?:(?P<ordinal>{'|'.join(_ORDINALS)})(?=[是，,、要])|(?P<number>{_CHINESE})(?:是(?!否)|要(?=[{HANZI}])))"
)
_DEPTH = ("第一章", "第一条", "一、", "（一）", "1.", "（1）", "①")


@for_articles(
    "numbering", Family.CONSISTENCY, "序号跳号或重号",
    "同一层的序号由一起依次递增，不跳不重。",
)  # fmt: skip
def numbering(manuscript: Manuscript, lists: Lists) -> Iterator[Spot]:
    """一二三三五 at the beginnings of paragraphs, and 一是…三是 within the text."""
    last: dict[str, int] = {}
    for block in manuscript.body:
        if block.kind == Kind.CELL:
            continue
        style, number, span = _number_of(block.text)
        if style and number is not None:
            yield from _step(last, style, number, block, span)
            deeper = _DEPTH[_DEPTH.index(style) + 1 :] if style in _DEPTH else ()
            for name in deeper:
                last.pop(name, None)
        for match in _COUNTED.finditer(block.text):
            if match["ordinal"]:
                last["一是"] = _ORDINALS[match["ordinal"]]
            else:
                value = numeral(match["number"])
                if value is not None:
                    yield from _step(last, "一是", value, block, match.span("number"))


def _number_of(text: str) -> tuple[str, int | None, tuple[int, int]]:
    for style, pattern in _STYLES.items():
        match = pattern.match(text)
        if match:
            return style, numeral(match[1]), match.span(1)
    match = _CIRCLED.match(text)
    if match:
        return "①", ord(match[1]) - ord("①") + 1, match.span(1)
    return "", None, (0, 0)


def _step(
    last: dict[str, int], style: str, number: int, block: Block, span: tuple[int, int]
) -> Iterator[Spot]:
    before = last.get(style, 0)
    last[style] = number
    if number in (before + 1, 1):
        return
    written = block.text[span[0] : span[1]]
    if number == before:
        yield Spot(block, *span, f"序号“{written}”与前面的重复。", _as(written, number + 1))
    elif before:
        yield Spot(
            block,
            *span,
            f"序号由{_as(written, before)}到{written}，请核对是否漏了或错了。",
            _as(written, before + 1),
        )
    else:
        yield Spot(block, *span, f"序号由“{written}”开始，前面没有“{_as(written, 1)}”。")


def _as(like: str, number: int) -> str:
    if like.isascii():
        return str(number)
    if "①" <= like <= "⑳":
        return chr(ord("①") + number - 1)
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    return ("" if tens < 1 else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")


_MARKS = (
    (
        re.compile(r"\s*(\d{1,2}、)"),
        lambda text: text.replace("、", "."),
        "不带括号的阿拉伯数字序号后用下脚点“.”",
    ),
    (
        re.compile(rf"\s*([（(](?:\d{{1,2}}|{_CHINESE})[）)][、.，])"),
        lambda text: text[:-1],
        "带括号的序号后不用标点",
    ),
    (re.compile(rf"\s*({_CHINESE}[.．，](?!\d))"), lambda text: text[:-1] + "、", "汉字序号后用顿号"),
    (re.compile(r"\s*([①-⑳][、.，])"), lambda text: text[:-1], "带圈的序号后不用标点"),
)


@for_articles(
    "numbering-mark", Family.MARKS, "序号后的标点",
    "汉字序号后用顿号，阿拉伯数字后用下脚点，带括号、带圈的不用标点（GB/T 15834—2011 附录B）。",
)  # fmt: skip
def numbering_marks(manuscript: Manuscript, lists: Lists) -> Iterator[Spot]:
    """1、 and （一）、; one finding for all of a kind in an article, at the first."""
    blocks = [block for block in manuscript.body if block.kind in BODY - {Kind.CELL}]
    for pattern, mend, reason in _MARKS:
        found = [(block, match) for block in blocks if (match := pattern.match(block.text))]
        if found:
            block, match = found[0]
            times = f"，本篇共 {len(found)} 处" if len(found) > 1 else ""
            yield Spot(block, *match.span(1), f"{reason}{times}。", mend(match[1]))


RULES = (numbering, numbering_marks)
