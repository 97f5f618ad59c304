"""One name in two spellings within an issue."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pypinyin import lazy_pinyin

from articles.proofreading.manuscript import BODY, TITLES, Block, Manuscript, Spot
from articles.proofreading.registry import Family, for_issue
from articles.proofreading.wording import HANZI, addresses, within

_LINK = re.compile(
    rf"(?<![{HANZI}])?(?P<left>[{HANZI}]{{2,6}})(?P<mark>[\-－—–·•・])(?P<right>[{HANZI}]{{2,6}})(?![—])"
)
_MARKS = {
    "-": "短横线",
    "－": "短横线",
    "–": "短横线",
    "—": "一字线",
    "·": "间隔号",
    "•": "间隔号",
    "・": "间隔号",
}


def _blocks(issue: Sequence[Manuscript]) -> Iterator[Block]:
    for manuscript in issue:
        if manuscript.is_article:
            yield from (block for block in manuscript.blocks if block.kind in BODY | TITLES)


@for_issue(
    "linked-name", Family.CONSISTENCY, "名称中的连接号不统一",
    "并列的地名、国名之间用一字线“—”；同一名称全期用同一种（GB/T 15834—2011 4.13）。",
)  # fmt: skip
def linked(issue: Sequence[Manuscript]) -> Iterator[Spot]:
    """甲国-乙盟 here, 甲国—乙盟 there: the hyphen is what a keyboard gives, the rule what was meant."""
    spots: defaultdict[tuple[str, str], list[tuple[Block, re.Match[str]]]] = defaultdict(list)
    for block in _blocks(issue):
        for match in _LINK.finditer(block.text):
            # Both sides are cut to two characters: how far the name reaches nobody knows.
            if block.text[match.start("mark") - 1] != "—":
                spots[match["left"][-2:], match["right"][:2]].append((block, match))
    for (left, right), found in spots.items():
        marks = {_MARKS[match["mark"]] for _, match in found}
        if len(marks) < 2:
            continue
        wanted = "—" if "一字线" in marks else "·"
        for block, match in found:
            if match["mark"] != wanted:
                start = match.start("mark") - len(left)
                end = match.end("mark") + len(right)
                whole = f"{left}{wanted}{right}"
                yield Spot(block, start, end, f"本期别处写作“{whole}”，应统一。", whole)


_POSITIONS = (
    "董事长|总经理|副总经理|总工程师|秘书长|理事长|会长|主席|主任|局长|厅长|处长|科长|部长|司长|省长|市长|县长|区长|"
    "书记|院长|校长|教授|研究员|院士|经理|总裁|专家|工程师"
)
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗凤方俞任袁柳"
    "史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元顾孟平黄和穆萧尹姚邵汪祁毛禹狄米贝明臧戴宋庞熊纪舒屈项祝董梁"
    "杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫房裘缪解应宗丁宣邓郁单杭洪包诸左石崔吉龚程"
    "嵇邢裴陆荣翁荀羊甄曲家封储靳焦巴弓牧谷车侯全班仰秋仲伊宫宁仇甘厉戎祖武符刘景詹束龙叶幸司黎印白怀蒲从索赖卓蔺屠"
    "蒙池乔胥苍双闻党翟谭劳申冉桑桂牛边燕尚温庄晏柴瞿阎连习艾容向古易廖终步都耿满弘匡国文寇广东欧沃利越隆师巩聂"
    "晁敖冷辛阚那简饶曾关查荆游竺权盖益桓公闫覃肖付代仝"
)
_PERSON = re.compile(
    rf"(?:(?<=[，。；：、！？“”《》（）\s])|^|(?:{_POSITIONS}))(?P<name>[{_SURNAMES}][{HANZI}]{{1,2}})"
    rf"(?=(?:同志)?(?:副|总)?(?:{_POSITIONS})|表示|介绍|指出|认为|强调|主持|出席|致辞|说[，。：])"
)


@lru_cache(maxsize=4096)
def _sound(text: str) -> str:
    return " ".join(lazy_pinyin(text))


@for_issue(
    "person-name", Family.CONSISTENCY, "人名写法不一",
    "同音不同字的人名，多半是一个人写成了两样。",
)  # fmt: skip
def people(issue: Sequence[Manuscript]) -> Iterator[Spot]:
    """Two names beside positions that sound alike and share the surname, in one issue."""
    by_sound: defaultdict[str, list[tuple[str, Block, re.Match[str]]]] = defaultdict(list)
    for block in _blocks(issue):
        for match in _PERSON.finditer(block.text):
            by_sound[_sound(match["name"])].append((match["name"], block, match))
    for found in by_sound.values():
        counts = Counter(name for name, _, _ in found)
        if len(counts) < 2:
            continue
        # The commoner is held for right; of two as common the first.
        usual = max(counts, key=lambda name: counts[name])
        for name, block, match in found:
            if name != usual and name[0] == usual[0]:
                yield Spot(block, *match.span("name"), f"本期别处作“{usual}”，请核对是否同一人。", usual)


_BODY_NAME = re.compile(
    rf"[{HANZI}]{{4,20}}?(?:有限公司|股份公司|集团|大学|学院|学校|研究院|研究所|联合会|协会|学会|委员会|工会|中心|实验室|管理局)"
)
_START = re.compile(
    rf"(?:.*(?:由|和|与|及|在|到|对|向|为|被|给|是|的|了|据|以|称|当|经|从|让|使|把|将|并|等|会同|联合|参加|出席|主办|承办))?(?P<name>[{HANZI}]{{6,}})$"
)
_SHORTEST = 8
_MOST_ALIKE = 200


@for_issue(
    "organisation-name", Family.CONSISTENCY, "机构名写法不一",
    "同一机构的名称全期一致；只差一两个字的，多半漏字或多字。",
)  # fmt: skip
def organisations(issue: Sequence[Manuscript]) -> Iterator[Spot]:
    """A long name that is another one with one or two characters left out of its middle."""
    places: defaultdict[str, list[tuple[Block, int]]] = defaultdict(list)
    for block in _blocks(issue):
        for match in _BODY_NAME.finditer(block.text):
            name = _START.fullmatch(match[0])
            if name and len(name["name"]) >= _SHORTEST:
                places[name["name"]].append((block, match.start() + name.start("name")))
    # Names that begin and end alike: only those can be one name with something left out.
    alike: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for full in sorted(places, key=len):
        alike[full[:4], full[-2:]].append(full)
    for group in alike.values():
        for number, short in enumerate(group[:_MOST_ALIKE]):
            longer = next((name for name in group[number:_MOST_ALIKE] if _left_out(short, name)), None)
            for block, start in places[short] if longer else ():
                message = f"本期别处有“{longer}”，请核对是否漏了字。"
                yield Spot(block, start, start + len(short), message, longer)


def _left_out(short: str, long: str) -> bool:
    """Whether short is long without one or two characters that stand in its middle."""
    missing = len(long) - len(short)
    if not 1 <= missing <= 2 or short[:4] != long[:4] or short[-2:] != long[-2:]:
        return False
    return any(
        short[:at] == long[:at] and short[at:] == long[at + missing :] for at in range(4, len(short) - 1)
    )


_WORD = re.compile(r"(?<![A-Za-z\d.@/\-])[A-Za-z][A-Za-z\d]*[A-Za-z](?![A-Za-z@.\-/]|\d)")


@for_issue(
    "foreign-word", Family.CONSISTENCY, "外文词大小写不一",
    "同一外文名称、缩写全期用同一种大小写。",
)  # fmt: skip
def foreign(issue: Sequence[Manuscript]) -> Iterator[Spot]:
    """APOLLO here, Apollo there; words of a foreign sentence are left alone."""
    places: defaultdict[str, list[tuple[str, Block, int]]] = defaultdict(list)
    for block in _blocks(issue):
        left_alone = addresses(block.text)
        for match in _WORD.finditer(block.text):
            beside = (
                block.text[max(0, match.start() - 2) : match.start()]
                + block.text[match.end() : match.end() + 2]
            )
            if not re.search(r"[A-Za-z]|\\", beside) and not within(left_alone, match.start()):
                places[match[0].casefold()].append((match[0], block, match.start()))
    for found in places.values():
        counts = Counter(word for word, _, _ in found)
        if len(counts) > 1:
            usual = max(counts, key=lambda word: counts[word])
            for word, block, start in found:
                if word != usual:
                    yield Spot(block, start, start + len(word), f"本期别处写作“{usual}”，应统一。", usual)


_MOST_WORKS = 400
_BOOK = re.compile(r"《([^《》]{8,60})》")


@for_issue(
    "work-title", Family.CONSISTENCY, "文件、书刊名写法不一",
    "同一文件名、书刊名全期一致；只差一个字的，多半有误。",
)  # fmt: skip
def works(issue: Sequence[Manuscript]) -> Iterator[Spot]:
    """Two titles in 《》 that differ in one character."""
    places: defaultdict[str, list[tuple[Block, int]]] = defaultdict(list)
    for block in _blocks(issue):
        for match in _BOOK.finditer(block.text):
            places[match[1]].append((block, match.start(1)))
    # An issue names some dozens; the bound keeps a wrong file from comparing millions.
    names = list(places)[:_MOST_WORKS]
    for number, name in enumerate(names):
        for other in names[:number]:
            if _one_apart(name, other):
                usual, rare = (name, other) if len(places[name]) > len(places[other]) else (other, name)
                for block, start in places[rare]:
                    yield Spot(block, start, start + len(rare), f"本期别处作《{usual}》，请核对。", usual)


def _one_apart(a: str, b: str) -> bool:
    """Whether two texts differ in one character that is no digit: two years or numbers are two works."""
    if abs(len(a) - len(b)) > 1:
        return False
    short, long = sorted((a, b), key=len)
    at = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    tail = short[at + 1 :] if len(a) == len(b) else short[at:]
    changed = long[at] + (short[at] if len(a) == len(b) else "")
    return tail == long[at + 1 :] and not re.search(r"[\d一二三四五六七八九十甲乙丙丁上中下省市县]", changed)


RULES = (linked, people, organisations, foreign, works)
