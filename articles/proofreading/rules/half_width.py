"""Half-width marks in Chinese, full-width digits and letters."""

import re
import unicodedata
from collections.abc import Iterator

from articles.proofreading.lists import Lists
from articles.proofreading.manuscript import Block, Manuscript, Spot
from articles.proofreading.registry import TEXTS, Family, for_articles, for_blocks
from articles.proofreading.wording import HANZI, addresses, within

_WIDE = dict(zip(",;:!?.()", "，；：！？。（）", strict=True))
# What a half-width mark stands beside when it stands in Chinese.
_CHINESE = f"{HANZI}，。；：！？、“”‘’（）《》【】〔〕％℃"
# A full stop of Chinese text ends it or stands between two characters; 1. is a number, Mr. a word.
_MARK = re.compile(
    rf"(?<=[{_CHINESE}])[,;:!?](?!\w*/)|[,;!?](?=[{_CHINESE}])|(?<=[{HANZI}])\.(?=[{HANZI}“《]|\s*$)"
)
_BRACKETS = re.compile(rf"\(([^()]*[{HANZI}][^()]*)\)")
_QUOTES = re.compile(rf"\"([^\"]*[{HANZI}][^\"]*)\"|(?<![A-Za-z])'([^']*[{HANZI}][^']*)'")
_WIDE_LETTERS = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:[．·][０-９]+)?[％]?")


@for_blocks(
    "half-width-mark", Family.MARKS, "半角标点",
    "中文里的标点用全角，占一个字的位置（GB/T 15834—2011 第5章）。",
)  # fmt: skip
def half_width(block: Block) -> Iterator[Spot]:
    """A half-width , ; : ! ? . ( ) or straight quote in Chinese text; addresses are left alone."""
    text = block.text
    left_alone = addresses(text)
    for match in _MARK.finditer(text):
        if not within(left_alone, match.start()) and not _in_time(text, match.start()):
            wide = _WIDE[match[0]]
            yield Spot(block, *match.span(), f"中文里的“{match[0]}”应为全角“{wide}”。", wide)
    for match in _BRACKETS.finditer(text):
        yield Spot(block, *match.span(), "括号里有中文，应为全角括号。", f"（{match[1]}）")
    for match in _QUOTES.finditer(text):
        inner = match[1] or match[2]
        wide = f"“{inner}”" if match[1] else f"‘{inner}’"
        yield Spot(block, *match.span(), "中文引号应为弯引号。", wide)


def _in_time(text: str, at: int) -> bool:
    """2:1 and 08:30 are no Chinese colons, though a character may stand on one side."""
    return text[at] in ":," and text[max(0, at - 1) : at].isdigit() and text[at + 1 : at + 2].isdigit()


# A text from an old typesetter has them everywhere: then the first stands for all.
_MOST = 5


@for_articles(
    "full-width-digit", Family.NUMERALS, "全角数字或字母",
    "阿拉伯数字和拉丁字母用半角（GB/T 15835—2011 第6章）。",
)  # fmt: skip
def full_width(manuscript: Manuscript, lists: Lists) -> Iterator[Spot]:
    """Digits and letters as wide as characters, as some input methods type them."""
    blocks = [block for block in manuscript.blocks if block.kind in TEXTS]
    found = [(block, match) for block in blocks for match in _WIDE_LETTERS.finditer(block.text)]
    times = f"，本篇共 {len(found)} 处" if len(found) > _MOST else ""
    for block, match in found[:1] if times else found:
        narrow = unicodedata.normalize("NFKC", match[0]).replace("·", ".")
        yield Spot(block, *match.span(), f"数字和字母应为半角{times}。", narrow)


RULES = (half_width, full_width)
