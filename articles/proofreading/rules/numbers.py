"""Numbers: ranges, 百 and 千 beside digits, approximations, percentage points."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from articles.proofreading.manuscript import BODY, TITLES, Block, Manuscript, Spot
from articles.proofreading.registry import Family, for_blocks, for_issue
from articles.proofreading.wording import HANZI, addresses, within

# Only from the first digit on, and never part of a number: a row of digits is looked at once.
_N = r"(?<!\d)\d++(?:\.\d++)?"
_RANGE = re.compile(
    rf"(?<![\d.A-Za-z/\-—–~～])(?P<first>{_N})(?P<sign1>[%‰℃]|[万亿年月日时号岁个家项倍级度]{{0,2}})"
    rf"(?P<mark>[~～〜∼—–\-－至]+)(?P<second>{_N})(?P<sign2>[%‰℃]|[万亿]|(?=[{HANZI}]))(?![\d.\-—–~～])"
)
_NAMES = {
    "~": "浪纹线",
    "～": "浪纹线",
    "〜": "浪纹线",
    "∼": "浪纹线",
    "—": "一字线",
    "–": "短横线",
    "-": "短横线",
    "－": "短横线",
}
_RIGHT = {"浪纹线": "～", "一字线": "—"}


def _ranges(issue: Sequence[Manuscript]) -> Iterator[tuple[Block, re.Match[str]]]:
    for manuscript in issue:
        if manuscript.is_article:
            for block in manuscript.blocks:
                if block.kind in BODY | TITLES:
                    left_alone = addresses(block.text)
                    for match in _RANGE.finditer(block.text):
                        numbers = float(match["first"]), float(match["second"])
                        # 28-5 is no range; a year in front of a smaller number is (2023—25年).
                        if numbers[0] < numbers[1] and not within(left_alone, match.start()):
                            yield block, match


def _is_time(block: Block, match: re.Match[str]) -> bool:
    """2031—2033年, 4—10月, 3月5—8日; 3～5年, 6～8个月 are durations, which are amounts."""
    unit = block.text[match.end() : match.end() + 1]
    return unit in ("月", "日") or (unit == "年" and len(match["first"]) == 4)


@for_issue(
    "range-mark", Family.NUMERALS, "数值范围的连接号",
    "时间的起止用一字线“—”，数值的范围用浪纹线“～”或一字线，不用短横线和半角的“~”；一期之内，时间、数值各用"
    "同一种（GB/T 15834—2011 4.13）。",
)  # fmt: skip
def range_marks(issue: Sequence[Manuscript]) -> Iterator[Spot]:
    """A short hyphen or a half-width tilde in a range; of ～ and — the rarer, times and amounts apart."""
    found = [
        (block, match, _is_time(block, match))
        for block, match in _ranges(issue)
        if len(match["mark"]) == 1 and match["mark"] != "至"
    ]
    counts = Counter((_NAMES[match["mark"]], is_time) for _, match, is_time in found)
    usual = {
        is_time: "浪纹线" if counts["浪纹线", is_time] > counts["一字线", is_time] else "一字线"
        for is_time in (True, False)
    }
    for block, match, is_time in found:
        name, mark = _NAMES[match["mark"]], usual[is_time]
        if name == mark and match["mark"] != "~":
            continue
        at = match.start("mark") - match.start()
        right = match[0][:at] + _RIGHT[mark] + match[0][at + 1 :]
        if name == "短横线":
            message = "数值和时间的起止不用短横线。"
        elif name == mark:
            message = "浪纹线用全角的“～”，不用半角的“~”。"
        else:
            what = "时间的起止" if is_time else "数值的范围"
            message = f"本期{what}用{mark}（{counts[mark, is_time]}处），这里用了{name}。"
            if not counts[mark, is_time]:
                message = "浪纹线用全角的“～”，不用半角的“~”。"
        yield Spot(block, *match.span(), message, right)


@for_issue(
    "range-sign", Family.NUMERALS, "范围前一个数的百分号、万、亿",
    "百分数和带“万”“亿”的范围，前一个数的“%”“万”“亿”不省略（GB/T 15835—2011 5.1）。",
)  # fmt: skip
def range_signs(issue: Sequence[Manuscript]) -> Iterator[Spot]:
    """10～20% and 3～5亿, where 3 might be three yuan."""
    for block, match in _ranges(issue):
        sign = match["sign2"]
        if sign and not match["sign1"] and match["mark"] != "-":
            right = f"{match['first']}{sign}{match['mark']}{match['second']}{sign}"
            yield Spot(block, *match.span(), f"前一个数的“{sign}”不能省略：{right}。", right)


_HUNDREDS = re.compile(
    r"(?<![\d.])\d+(?:\.\d+)?[百千](?=[多余]|[万亿个人元名家台套件项种次户吨年页字条处所位款]|[，。；、])(?![克米瓦伏帕卡赫焦安牛])"
)
_SOME = re.compile(r"(?<![\d.])\d+几(?=[个人元名家台套件项种次户吨年月日天岁万亿多])")
_TENS = re.compile(r"(?<![\d.年月第])\d+十(?=[多余几]?[个人元名家台套件项种次户吨万亿])")


@for_blocks(
    "digits-and-characters", Family.NUMERALS, "数字夹用汉字数词",
    "阿拉伯数字只可与“万”“亿”连用，不与“十”“百”“千”“几”连用（GB/T 15835—2011 5.1、5.2）。",
)  # fmt: skip
def mixed(block: Block) -> Iterator[Spot]:
    """3千多家, 20几个."""
    for pattern in (_HUNDREDS, _SOME, _TENS):
        for match in pattern.finditer(block.text):
            yield Spot(block, *match.span(), f"“{match[0]}”数字与汉字数词混用。", _in_digits(match[0]))


def _in_digits(text: str) -> str | None:
    factor = {"十": 10, "百": 100, "千": 1000}.get(text[-1])
    return str(int(text[:-1]) * factor) if factor and text[:-1].isdigit() else None


_TWICE = re.compile(
    rf"(?:大约|约|将近|近|大概)(?:为|有|达)?(?P<number>{_N}[万亿]?[%]?)(?:(?P<many>[多余])[{HANZI}]|[{HANZI}]{{0,4}}?(?P<about>左右|上下))"
    rf"|(?:超过|超|逾|不低于|不少于|高于)(?P<number2>{_N}[万亿]?[%]?)(?:[{HANZI}]{{0,3}}?(?P<above>以上)|(?P<many2>[多余])[{HANZI}])"
    rf"|(?:最多|至多|不超过)(?P<number3>{_N}[万亿]?[%]?)[{HANZI}]{{0,3}}?(?P<below>以上|左右)"
)


@for_blocks(
    "approximation-twice", Family.NUMERALS, "概数重复或矛盾",
    "“约”“近”“超过”与“左右”“余”“以上”不重复使用。", kinds=frozenset(BODY | TITLES),
)  # fmt: skip
def approximations(block: Block) -> Iterator[Spot]:
    """约300人左右, 近300余人, 超过500家以上."""
    for match in _TWICE.finditer(block.text):
        yield Spot(block, *match.span(), f"“{match[0]}”概数说了两次。")


_POINTS = re.compile(
    rf"(?P<both>{_N}[%％]个?百分点)|(?P<bare>{_N}百分点)|(?P<hanzi>百分之{_N})|(?P<times>(?:下降|减少|降低|缩短|缩小|下跌)了?{_N}倍)"
)
_SHARE = re.compile(
    rf"(?:占比|比重|负债率|利润率|利用率|合格率|覆盖率|渗透率|占有率|失业率|毛利率|入学率|就业率)(?:[^，。；：%\d]{{0,8}}?)"
    rf"(?:提高|上升|下降|回落|降低|提升|增长)了?(?P<figure>{_N}%)(?!以|左)"
)


# 由3%提高到5%，提高2%.
_DIFFERENCE = re.compile(
    rf"[由从](?P<old>{_N})%[^，。；]{{0,6}}[到至](?P<new>{_N})%，(?:[^，。；\d]{{0,6}})"
    rf"(?:提高|上升|增加|下降|降低|减少|回落|收窄)了?(?P<figure>{_N})%(?!以)"
)


@for_blocks(
    "percentage-point", Family.NUMERALS, "百分比与百分点",
    "百分数之差用“个百分点”；减少不用“倍”（统计用语；GB/T 15835—2011）。", kinds=frozenset(BODY | TITLES),
)  # fmt: skip
def percentage_points(block: Block) -> Iterator[Spot]:
    """3%个百分点, 3百分点, a share that rises by 3%, 下降3倍."""
    for match in _POINTS.finditer(block.text):
        figure = re.search(_N, match[0])
        number = figure[0] if figure else ""
        if match["both"] or match["bare"]:
            yield Spot(block, *match.span(), "应为“个百分点”。", f"{number}个百分点")
        elif match["hanzi"]:
            yield Spot(block, *match.span(), "用数字时写作百分号。", f"{number}%")
        else:
            yield Spot(block, *match.span(), "减少不能用“倍”，请改为百分数或几分之几。")
    for match in _SHARE.finditer(block.text):
        message = f"比率的升降请核对：若是两个百分数之差，应为“{match['figure'][:-1]}个百分点”。"
        yield Spot(block, *match.span("figure"), message, f"{match['figure'][:-1]}个百分点")
    for match in _DIFFERENCE.finditer(block.text):
        if Decimal(match["figure"]) == abs(Decimal(match["new"]) - Decimal(match["old"])):
            start, end = match.start("figure"), match.end("figure") + 1
            right = f"{match['figure']}个百分点"
            yield Spot(block, start, end, f"两个百分数之差应为“{right}”。", right)


RULES = (range_marks, range_signs, mixed, approximations, percentage_points)
