"""Where a text was taken from, and another paper's voice left in it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from articles.proofreading.lists import Lists
from articles.proofreading.manuscript import Kind, Manuscript, Spot
from articles.proofreading.registry import Family, for_articles, for_issue
from articles.proofreading.sources import FORMS, named_source
from articles.proofreading.wording import HANZI

# Our own voice: who writes so is no other paper.
_OWN = re.compile(r"我会|本会|我联合会|我协会|本协会")


def _is_own(manuscript: Manuscript) -> bool:
    text = " ".join(block.text for block in manuscript.blocks)
    names = [name for name in manuscript.own_names if len(name) >= 4]
    return bool(_OWN.search(text)) or any(name in text for name in names)


@for_issue(
    "no-source", Family.RIGHTS, "没有来源",
    "转载须注明来源（《中华人民共和国著作权法》第二十四、三十五条）；整个栏目都没有来源的，视为自采。",
)  # fmt: skip
def no_source(issue: Sequence[Manuscript]) -> Iterator[Spot]:
    """An article without source, lead, credit or byline that is not our own.

    A section in which no article names a source is our own news, such as 工作动态.
    """
    sections: defaultdict[str, list[bool]] = defaultdict(list)
    for manuscript in issue:
        if manuscript.is_article and manuscript.body:
            sections[manuscript.section].append(named_source(manuscript) is not None)
    several = len(issue) > 1
    for manuscript in issue:
        if not manuscript.is_article or not manuscript.body or _has_byline(manuscript):
            continue
        own_section = several and manuscript.section and not any(sections[manuscript.section])
        if named_source(manuscript) is None and not own_section and not _is_own(manuscript):
            block = manuscript.blocks[0]
            yield Spot(block, 0, len(block.text), "没有注明来源，也没有作者。")


def _has_byline(manuscript: Manuscript) -> bool:
    return any(block.kind == Kind.BYLINE for block in manuscript.blocks)


_LIKE_A_LEAD = re.compile(
    rf"\s*(?:本报|据|来自)?(?:《[^《》]{{2,20}}》|[{HANZI}]{{2,12}}(?:报|网|社|通讯))[^，。；]{{0,14}}?(?:\d{{1,2}}月\d{{1,2}}日)[^，。；：]{{0,6}}?(?:讯|电|消息|报道)"
    rf"|\s*(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日[，,]?\s*(?:《[^《》]{{2,20}}》|[{HANZI}]{{2,10}}(?:日报|晚报|时报|网|通讯社|新华社))[^，。；：]{{0,8}}(?:讯|电|消息|报道|刊登)"
)


@for_articles(
    "lead-form", Family.RIGHTS, "来源电头格式",
    "来源电头用固定写法：" + "、".join(FORMS),
)  # fmt: skip
def lead_form(manuscript: Manuscript, lists: Lists) -> Iterator[Spot]:
    """A first paragraph that names a source in no known form."""
    if not manuscript.body:
        return
    block = manuscript.body[0]
    match = _LIKE_A_LEAD.match(block.text)
    if match and named_source(manuscript) is None:
        yield Spot(block, *match.span(), f"来源电头的写法不合常规，如“{FORMS[0]}”。")


@for_issue(
    "source-name", Family.RIGHTS, "来源名称写法不一",
    "同一来源全期用同一名称，报刊名都用或都不用书名号。",
)  # fmt: skip
def source_names(issue: Sequence[Manuscript]) -> Iterator[Spot]:
    """经信厅 and 经信厅网, 《东山日报》 and 东山日报."""
    first: dict[str, str] = {}
    for manuscript in issue:
        source = named_source(manuscript) if manuscript.is_article else None
        if source is None:
            continue
        usual = first.setdefault(_source_key(source.name), source.name)
        if usual != source.name:
            message = f"同一来源前面写作“{usual}”，请核对是否应统一。"
            yield Spot(source.block, source.start, source.end, message, usual)


def _source_key(name: str) -> str:
    bare = re.sub(r"[\s《》“”]", "", name)
    return re.sub(r"(?:官方)?(?:网站|官网|网|微信公众号|公众号|客户端)$", "", bare) or bare


_VOICE = re.compile(
    r"(?:在接受)?本(?:报|网|台|社)(?:[一-龥]{0,4}记者|讯|通讯员|评论员|消息|综合报道)|(?:特约|驻[一-龥]{1,4})记者"
)
_OUR = re.compile(
    r"(?<!自)我(?:局|厅|委|院|公司|集团|校|所|站|处|行|县|市|区|镇|乡|台|报|网)(?!长|域|别|际|内外|们)"
)
_QUOTED = re.compile(r"“[^“”]*”")


@for_articles(
    "other-voice", Family.RIGHTS, "别家的口气",
    "转载文字里“本报记者”“我局”等是原作者的口气，应改为第三人称或具体名称。",
)  # fmt: skip
def other_voice(manuscript: Manuscript, lists: Lists) -> Iterator[Spot]:
    """本报记者, 我局 and the like outside quotations."""
    for block in manuscript.body:
        for match in _VOICE.finditer(block.text):
            yield Spot(block, *match.span(), f"“{match[0]}”是原报刊的口气。")
        if manuscript.own_names and _is_own(manuscript):
            continue
        quoted = [match.span() for match in _QUOTED.finditer(block.text)]
        for match in _OUR.finditer(block.text):
            if not any(start < match.start() < end for start, end in quoted):
                yield Spot(block, *match.span(), f"“{match[0]}”是原单位的口气，请写明是哪个单位。")


RULES = (no_source, lead_form, source_names, other_voice)
