"""〔2024〕 in the numbers of official documents."""

import re
from collections.abc import Iterator

from articles.proofreading.manuscript import Block, Spot
from articles.proofreading.registry import Family, for_blocks
from articles.proofreading.wording import HANZI

_NUMBER = re.compile(
    rf"(?<=[{HANZI}A-Za-z])(?P<open>[\[［(（【〔{{])\s*(?P<year>(?:19|20)\d\d)\s*年?\s*(?P<close>[\]］)）】〕}}])"
    r"\s*(?P<rest>第?\s*\d{1,4})\s*号"
)


@for_blocks(
    "document-number", Family.MARKS, "公文发文字号",
    "发文字号的年份用六角括号〔〕，序号不加“第”、不编虚位（GB/T 9704—2012 7.2.5；GB/T 15834—2011 4.9）。",
)  # fmt: skip
def document_number(block: Block) -> Iterator[Spot]:
    """某函[2024]28号, 某函（2024）第028号 and the like."""
    for match in _NUMBER.finditer(block.text):
        number = match["rest"].removeprefix("第").strip().lstrip("0") or "0"
        right = f"〔{match['year']}〕{number}号"
        if match[0] != right:
            yield Spot(block, *match.span(), f"发文字号应写作“{right}”。", right)


RULES = (document_number,)
