"""The lines around a text that say whose it is: 来源：…, □本报记者 …摄, 原题：…, names at its end."""

import re
from dataclasses import dataclass
from datetime import date

_LONGEST = 80
_MARKS = " 　□■◎●▲△◆◇▪·\t\xa0"
_BRACKETS = {"（": "）", "(": ")", "【": "】", "[": "]", "〔": "〕"}
_KINDS = {
    "source": "稿件来源|文章来源|信息来源|资料来源|来源|转自|摘自|转载自",
    "byline": "作者|撰文|撰稿|供稿|记者|通讯员|文",
    "original_title": "原题|原标题|原文标题|原文题目",
    "date": "发布时间|发布日期|发表时间|时间|日期",
    # What news pages put into the same line; nothing of it belongs to the article.
    "": "浏览次数|浏览量|浏览|阅读次数|阅读量|阅读|点击次数|点击|字号|字体|打印|分享",
}
_LABEL = re.compile(
    "|".join(
        rf"(?P<{kind or 'other'}>(?<![\u4e00-\u9fff])(?:{words}))[\s　]*[：:]"
        for kind, words in _KINDS.items()
    )
    + r"|^文\s*[/／|]\s*(?P<slash>(?=[\u4e00-\u9fff]))"
)
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*[年\-/.]\s*(?P<month>\d{1,2})\s*[月\-/.]\s*(?P<day>\d{1,2})日?"
    r"(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
# Family names by frequency, the hundred or so that nine in ten people have, and double ones.
_FAMILY = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
    "叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔"
    "贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁"
    "时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴"
    "华车冉房边净阚卞麦储钮甲乙丙"
)
_DOUBLE = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒"
_NAME = (
    rf"(?:(?:{_DOUBLE})[\u4e00-\u9fff]{{1,2}}|[{_FAMILY}][\u4e00-\u9fff·]{{1,3}}"
    rf"|[{_FAMILY}][　 ][\u4e00-\u9fff])"
)
_NAMES = rf"{_NAME}(?:[\s　、，,]+{_NAME}){{0,5}}"
_ROLE = (
    r"(?:本[报刊网台社]|[\u4e00-\u9fff]{2,10}?(?:日报|晚报|网|社|报))?"
    r"(?:首席|特约|见习|实习|全媒体|融媒体)?(?:记者|通讯员|特派员|评论员|撰稿人|摄影)"
)
_BY = re.compile(
    rf"(?:{_ROLE})[\s　：:]*{_NAMES}(?:[\s　/／、]*(?:{_ROLE})?[\s　：:]*{_NAMES})*"
    r"[\s　]*(?P<how>文\s*[/／、并]\s*[图摄]|图\s*[/／、]\s*文|摄影报道|报道|[/／]?\s*摄影?"
    r"|[/／]?\s*文|[/／]?\s*图)?"
)
_SIGNED = re.compile(rf"{_NAMES}[\s　]*(?P<how>[/／]?\s*摄影?|文\s*[/／]\s*[图摄])")
_ONLY_NAMES = re.compile(_NAMES)
# （记者 甲某） or （甲某 乙某） after the last sentence, or two blanks and the name.
_TAIL = re.compile(r"(?<=[。！？”」…])[\s　]*[（(](?P<inner>[^（）()。！？]{2,50})[）)]$")
_BARE_TAIL = re.compile(rf"(?<=[。！？”」…])(?:[\s　]+|[\s　]*[□■◎])(?P<inner>{_NAMES})$")


@dataclass(frozen=True, slots=True)
class Credit:
    """What one line says; empty where it says nothing of it."""

    source: str = ""
    byline: str = ""
    source_date: date | None = None
    original_title: str = ""
    # Of a picture, not of the text: 甲某 摄.
    is_photo: bool = False
    dropped: str = ""  # 浏览次数：35, taken out with the line


def read_credit(line: str) -> Credit | None:
    """A whole line that says nothing but whose the text is; None for any other."""
    text = _bare(line)
    if not text or len(text) > _LONGEST or "。" in text:
        return None
    labelled = _labelled(text)
    if labelled is not None:
        return labelled
    by = _BY.fullmatch(text) or _SIGNED.fullmatch(text)
    if by is not None:
        how = "".join((by["how"] or "").split()).strip("/／")
        return Credit(byline=_spaced(text), is_photo=how in ("摄", "摄影", "图"))
    return None


def read_date(line: str) -> date | None:
    """A line that is a date and nothing else, as on paper or on a web page."""
    match = _DATE.fullmatch(_bare(line))
    return _day(match) if match else None


def is_names(line: str) -> bool:
    """Whether a line holds names of people and nothing else."""
    return _ONLY_NAMES.fullmatch(line.strip(_MARKS)) is not None


def read_tail(paragraph: str) -> tuple[str, Credit] | None:
    """The author or source after the last sentence of a text, and the paragraph without it.

    None, if the last sentence is the last there is.
    """
    match = _TAIL.search(paragraph)
    if match is not None:
        inner = match["inner"].strip()
        credit = read_credit(inner) or (Credit(byline=_spaced(inner)) if is_names(inner) else None)
    else:
        match = _BARE_TAIL.search(paragraph)
        credit = Credit(byline=_spaced(match["inner"])) if match else None
    return (paragraph[: match.start()].rstrip(), credit) if match and credit else None


def _labelled(text: str) -> Credit | None:
    found = list(_LABEL.finditer(text))
    before = text[: found[0].start()].strip(_MARKS) if found else ""
    # A date may stand before the first label: 2031-05-08 来源：…
    if not found or (before and not _DATE.fullmatch(before)):
        return None
    values: dict[str, str] = {"date": before} if before else {}
    dropped = []
    for match, following in zip(found, [*found[1:], None], strict=True):
        kind = "byline" if match.lastgroup == "slash" else str(match.lastgroup)
        value = text[match.end() : following.start() if following else None].strip(_MARKS + "|｜/／,，;；")
        if kind == "other":
            dropped.append(f"{match[0]}{value}")
        elif value:
            role = match[0].rstrip("：: 　")
            prefix = f"{role} " if kind == "byline" and role in ("记者", "通讯员") else ""
            values[kind] = f"{values[kind]} {prefix}{value}" if kind in values else prefix + value
    if not values.keys() - {"date"}:
        return None
    day = _DATE.search(values.get("date", "")) or _DATE.search(values.get("source", ""))
    source = _DATE.sub("", values.get("source", "")).strip(_MARKS + "，,")
    return Credit(
        _unquoted(source),
        _spaced(values.get("byline", "")),
        _day(day) if day else None,
        _unquoted(values.get("original_title", "")),
        dropped="　".join(dropped),
    )


def _bare(line: str) -> str:
    text = line.strip(_MARKS)
    while len(text) > 2 and _BRACKETS.get(text[0]) == text[-1] and text[0] not in text[1:]:
        text = text[1:-1].strip(_MARKS)
    return text


def _unquoted(name: str) -> str:
    is_one = name.startswith("《") and name.endswith("》") and name.count("《") == 1
    return name[1:-1] if is_one else name


def _spaced(names: str) -> str:
    return " ".join(names.split())


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
