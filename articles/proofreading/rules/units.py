"""Unit symbols in the case that the standard gives them."""

import re
from collections.abc import Iterator

from articles.proofreading.manuscript import Block, Spot
from articles.proofreading.registry import Family, for_blocks
from articles.proofreading.wording import addresses, within

_SYMBOLS = (
    "kV", "MV", "mV", "kW", "MW", "GW", "TW", "kW·h", "kWh", "MWh", "GWh", "kVA", "MVA", "kvar", "kA", "mA",
    "mAh", "Ah", "Hz", "kHz", "MHz", "GHz", "Pa", "kPa", "MPa", "GPa", "kg", "km", "cm", "mm", "nm", "μm",
    "kJ", "MJ", "GJ", "kN", "MN", "kΩ", "MΩ", "dB", "mL", "min", "kB", "Mbps", "Gbps", "km/h", "kg/m",
)  # fmt: skip
# Written with other capitals some symbols are others' (mW and MW, Mm and mm, MA and mA): no error then.
_ALL = frozenset(_SYMBOLS) | {
    "mW",
    "Mm",
    "MA",
    "Nm",
    "KB",
    "mm",
    "MB",
    "GB",
    "TB",
    "PB",
    "PA",
    "DB",
    "MN",
    "mN",
}
_BY_LETTERS: dict[str, str] = {}
for _symbol in _SYMBOLS:
    _BY_LETTERS.setdefault(_symbol.casefold(), _symbol)
_AFTER_NUMBER = re.compile(
    r"(?<![A-Za-z\d.\-])(?P<number>\d+(?:\.\d+)?)\s?(?P<unit>[A-Za-zμΩ]{1,5}(?:[·/][a-zA-Z])?)(?![A-Za-z\d])"
)
_ONE_LETTER = {"v": "V", "w": "W", "j": "J"}


@for_blocks(
    "unit-case", Family.NUMERALS, "计量单位符号的大小写",
    "单位符号区分大小写：来于人名的首字母大写，词头千为 k、兆为 M（GB 3100—1993 第6章）。",
)  # fmt: skip
def unit_case(block: Block) -> Iterator[Spot]:
    """750KV, 1140v, 50HZ, 20Kg: only behind a number that no letter stands before."""
    left_alone = addresses(block.text)
    for match in _AFTER_NUMBER.finditer(block.text):
        unit = match["unit"]
        right = _ONE_LETTER.get(unit) or _BY_LETTERS.get(unit.casefold())
        if right and right != unit and unit not in _ALL and not within(left_alone, match.start()):
            written = match[0].removesuffix(unit) + right
            yield Spot(block, *match.span(), f"单位符号应为“{right}”。", written)


RULES = (unit_case,)
