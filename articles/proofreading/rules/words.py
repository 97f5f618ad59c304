"""The office's lists: common errors, terms not to use, people's positions, and 内部资料."""

import re
from collections.abc import Iterator

from articles.proofreading.lists import Lists, Purpose
from articles.proofreading.manuscript import Kind, Manuscript, Spot
from articles.proofreading.registry import TEXTS, Family, for_articles

_TEXTS = TEXTS | {Kind.BYLINE, Kind.SOURCE}


@for_articles(
    "common-error", Family.WORDS, "常见错误",
    "“常见错误”词表；异形词依《第一批异形词整理表》（GF 1001—2001）取推荐词形。",
)  # fmt: skip
def errors(manuscript: Manuscript, lists: Lists) -> Iterator[Spot]:
    """A word of the list of common errors."""
    yield from _listed(manuscript, lists, Purpose.ERRORS)


@for_articles(
    "term", Family.WORDS, "不用的说法",
    "“不用的说法”词表：已改的机构名、废除的计量单位、新闻报道的禁用词和慎用词。",
)  # fmt: skip
def terms(manuscript: Manuscript, lists: Lists) -> Iterator[Spot]:
    """A word of the list of terms that the office does not use."""
    yield from _listed(manuscript, lists, Purpose.TERMS)


@for_articles(
    "internal", Family.WORDS, "内部资料不用的字样",
    "内部资料不得使用“本刊”“记者”等字样，不得标价（《内部资料性出版物管理办法》）。",
)  # fmt: skip
def internal(manuscript: Manuscript, lists: Lists) -> Iterator[Spot]:
    """本刊, the voice of a reporter, a price: only in a periodical that is 内部资料性出版物."""
    if manuscript.internal:
        yield from _listed(manuscript, lists, Purpose.INTERNAL)


def _listed(manuscript: Manuscript, lists: Lists, purpose: Purpose) -> Iterator[Spot]:
    for block in manuscript.blocks:
        if block.kind in _TEXTS:
            for hit in lists[purpose].hits(block.text):
                choices = f"应为“{hit.instead}”" if hit.instead else _choices(hit.entry.instead)
                note = f"（{hit.entry.note}）" if hit.entry.note else ""
                message = f"“{block.text[hit.start : hit.end]}”{choices}{note}。"
                yield Spot(block, hit.start, hit.end, message, hit.instead)


def _choices(instead: str) -> str:
    return "应为" + "或".join(f"“{word}”" for word in instead.split("|")) if instead else "请核对"


_POSITION = (
    r"(?:常务|执行|名誉|第一|党组|党委|党支部)?副?(?:会长|理事长|秘书长|主任|局长|厅长|处长|科长|部长|司长|董事长|总经理|总裁|"
    r"书记|院长|所长|校长|主席|省长|市长|县长|总工程师|主编)"
)


@for_articles(
    "position", Family.WORDS, "姓名与职务不符",
    "“姓名与职务”词表：表中的人，职务须照表写。",
)  # fmt: skip
def positions(manuscript: Manuscript, lists: Lists) -> Iterator[Spot]:
    """A person of the list with another position beside the name, before or behind it."""
    for block in manuscript.blocks:
        if block.kind not in TEXTS:
            continue
        for entry in lists[Purpose.POSITIONS].entries:
            for match in re.finditer(re.escape(entry.word), block.text):
                span = _beside(block.text, match.span())
                listed = re.findall(_POSITION, entry.instead)
                if span and listed and block.text[slice(*span)] != listed[-1]:
                    message = f"词表中{entry.word}的职务是“{entry.instead}”。"
                    yield Spot(block, *span, message)


def _beside(text: str, name: tuple[int, int]) -> tuple[int, int] | None:
    """The span of the position directly before or behind a name."""
    behind = re.compile(_POSITION).match(text, name[1])
    if behind:
        return behind.span()
    before = list(re.finditer(_POSITION, text[max(0, name[0] - 12) : name[0]]))
    if before and before[-1].end() == min(12, name[0]):
        offset = max(0, name[0] - 12)
        return offset + before[-1].start(), offset + before[-1].end()
    return None


RULES = (errors, terms, internal, positions)
