"""Marks doubled, at the end of headings, and … and —— written wrongly."""

import re
from collections.abc import Iterator

from articles.proofreading.manuscript import TITLES, Block, Kind, Spot
from articles.proofreading.registry import Family, for_blocks
from articles.proofreading.wording import HANZI, addresses, within

_HEADINGS = TITLES | {Kind.HEADING}
_END = re.compile(r"[。，、；：,;.]+\s*$")
_DOUBLED = re.compile(
    r"([，、；：])\1+|[，、；：。][，、；：]|[，、；：]。|(?<!。)。。(?!。)|[？！][，。、；]|[（《“‘][，。、；：]"
)
_DOTS = re.compile(r"\.{2,}|。{3,}|·{3,}|⋯+|…+|、{3,}")
_DASH = re.compile(
    rf"(?<=[{HANZI}”》）])(?:-{{2,}}|－{{2,}}|─+|━+|―+|–{{2,}}|—{{3,}})|^(?:-{{2,}}|－{{2,}}|─+)(?=[{HANZI}])"
)
_AND_SO_ON = re.compile(r"……\s*等(?!级|候|待|于|到|效|额|同|距|量|式|因)")


@for_blocks(
    "heading-mark", Family.MARKS, "标题末尾的标点",
    "独立成行的标题末尾不用句号、逗号等，问号、叹号、省略号除外（出版惯例）。", kinds=frozenset(_HEADINGS),
)  # fmt: skip
def heading(block: Block) -> Iterator[Spot]:
    """。 and the like after a title or heading; a heading that is a sentence with 。 inside is left alone."""
    match = _END.search(block.text)
    if match and match.start() and not re.search("[。；]", block.text[: match.start()]):
        yield Spot(block, *match.span(), "标题末尾不用标点。", "")


@for_blocks(
    "doubled-mark", Family.MARKS, "标点重叠",
    "点号不连用；前引号、前括号之后不用点号（GB/T 15834—2011 第4、5章）。",
)  # fmt: skip
def doubled(block: Block) -> Iterator[Spot]:
    """，， 。， ：， and the like."""
    for match in _DOUBLED.finditer(block.text):
        one = match[0][0] if match[0] == match[0][0] * len(match[0]) else None
        yield Spot(block, *match.span(), f"“{match[0]}”标点重叠。", one)


@for_blocks(
    "ellipsis", Family.MARKS, "省略号",
    "省略号是六个连点“……”，占两个字；与“等”不同用（GB/T 15834—2011 4.11）。",
)  # fmt: skip
def ellipsis(block: Block) -> Iterator[Spot]:
    """..., 。。。, a single … and ……等."""
    left_alone = addresses(block.text)
    for match in _DOTS.finditer(block.text):
        if match[0] in ("……", "…………") or within(left_alone, match.start()):
            continue
        if match[0] == ".." and not re.search(
            f"[{HANZI}]", block.text[max(0, match.start() - 1) : match.end() + 1]
        ):
            continue
        if re.search("[A-Za-z]", block.text[max(0, match.start() - 1) : match.start()]):
            continue  # in a foreign sentence
        yield Spot(block, *match.span(), "省略号应为“……”。", "……")
    for match in _AND_SO_ON.finditer(block.text):
        yield Spot(block, *match.span(), "省略号与“等”只用一个。", "等")


@for_blocks(
    "dash", Family.MARKS, "破折号",
    "破折号“——”占两个字（GB/T 15834—2011 4.10）。",
)  # fmt: skip
def dash(block: Block) -> Iterator[Spot]:
    """--, a rule drawn of ─, or a dash of three."""
    left_alone = addresses(block.text)
    for match in _DASH.finditer(block.text):
        if match[0] != "——" and not within(left_alone, match.start()):
            yield Spot(block, *match.span(), "破折号应为“——”。", "——")


_OPEN_END = re.compile(r"[，、]\s*$")
_LETTER = 20


@for_blocks(
    "paragraph-end", Family.MARKS, "段末的逗号、顿号",
    "句内点号不在一段之末（GB/T 15834—2011 3.2）；多半是句子没完，或一段被断成两段。",
    kinds=frozenset({Kind.TEXT}),
)  # fmt: skip
def paragraph_end(block: Block) -> Iterator[Spot]:
    """A paragraph that ends in a comma; 各位会员， at the head of a letter may."""
    if len(block.text) > _LETTER and (match := _OPEN_END.search(block.text)):
        yield Spot(block, *match.span(), f"一段不能止于“{match[0].strip()}”，请核对是否断错了段。")


RULES = (heading, doubled, ellipsis, dash, paragraph_end)
