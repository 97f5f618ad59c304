"""What printed lines give themselves away by: ○栏目○, （来源：…）, □本报记者 …, ·· 10."""

import re

from issues.importing.characters import squeeze

_LONGEST_SECTION = 16
_LONGEST_NOTE = 60
_DECORATION = "○●◎◇◆□■☆★※◈▲△◢◣▼▽"
_SECTION = re.compile(
    rf"\s*(?:[{_DECORATION}]{{1,3}}\s*(?P<a>[^{_DECORATION}。，；：？！]+?)\s*[{_DECORATION}]{{1,3}}"
    r"|[【〖〔［\[]\s*(?P<b>[^【】〖〗。，；：？！]+?)\s*[】〗〕］\]])\s*"
)
_HEADING = re.compile(r"\s*(?P<marks>#{1,6})[ \t\u3000]+(?P<text>.*?)(?:[ \t]+#+)?\s*")
_FROM = r"(?:稿件来源|文章来源|信息来源|资料来源|来源|来稿|摘自|转自|选自|原载|转载自|据)"
_SOURCE = re.compile(
    rf"\s*[（(［\[]\s*{_FROM}\s*[:：]?\s*(?P<a>[^（）()]{{2,40}}?)\s*[)）］\]]\s*"
    rf"|\s*(?:稿件来源|文章来源|信息来源|来源|摘自|转自|选自|原载)\s*[:：]\s*(?P<b>\S.{{1,40}}?)\s*"
)
_SOURCE_AT_END = re.compile(rf"[（(]\s*{_FROM}\s*[:：]?\s*(?P<a>[^（）()]{{2,40}}?)\s*[)）]\s*$")
_HAN = "\u3400-\u9fff"
_NAME = rf"[{_HAN}]{{2,4}}(?:·[{_HAN}]{{1,8}})?"
_NAMES = rf"{_NAME}(?:[\s、，,/]+{_NAME}){{0,5}}"
_OFFICE = (
    r"(?:(?:本报|本刊|本社|本网|新华社|中新社|全媒体|融媒体|见习|实习|首席|特派|特约|驻\S{2,6}"
    rf"|[{_HAN}]{{2,6}}(?:日报|晚报|时报|网|社))\s*)"
)
_WORK = (
    r"(?:记者|通讯员|评论员|撰稿人?|撰文|作者|编译|摄影|摄影记者|实习生|文字|图片|供稿|整理"
    r"|文|图|摄|文/图|图/文|图文)"
)
# The commonest surnames, four fifths of all people.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_DONE = r"(?:\s*[/／]?\s*(?:文/图|图/文|图文|文|图|摄影|摄|供稿|报道|整理))?"
# Without a blank or a colon in between, only a name that begins with a surname: 记者节 is nobody.
_CREDIT = (
    rf"(?:{_OFFICE}{{0,3}}{_WORK}(?:\s*[:：/]\s*|\s+){_NAMES}{_DONE}"
    rf"|{_OFFICE}{{1,3}}(?:记者|通讯员)(?=[{_SURNAMES}]){_NAMES}{_DONE})"
)
_CREDITS = rf"{_CREDIT}(?:[\s；;，,]+{_CREDIT}){{0,4}}"
_LEADER = rf"[{_DECORATION}◎■□]"
_BYLINE = re.compile(
    rf"\s*(?:{_LEADER}\s*)?(?P<a>{_CREDITS})\s*"
    rf"|\s*{_LEADER}\s*(?P<b>{_NAMES})\s*"
    rf"|\s*[（(]\s*(?P<c>{_CREDITS})\s*[)）]\s*"
    rf"|\s*(?P<d>(?:{_OFFICE}{{1,3}})?评论员)\s*"
)
_BYLINE_AT_END = re.compile(rf"[（(]\s*(?P<a>{_CREDITS})\s*[)）]\s*$")
_REPORT = re.compile(rf"\s*(?:本报|本刊|本网|新华社|中新社)[{_HAN}\d]{{0,14}}[讯电]")
_BYLINE_IN_LEAD = re.compile(rf"{_REPORT.pattern}\s*[（(]\s*(?P<a>{_CREDITS})\s*[)）]")
_NAME_AT_END = re.compile(rf"(?<=[。！？”])\s*[（(]\s*(?P<a>{_NAMES})\s*[)）]\s*$")
_FOLIO = re.compile(
    r"\s*(?:(?P<left>[·•.\-—–－]{0,3})\s{0,3}(?P<page>\d{1,3})\s{0,3}(?P<right>[·•.\-—–－]{0,3})"
    r"|第\s?\d{1,3}\s?[页版]|[A-Z]?\d{1,2}\s?版)\s*"
)
_RUNNING = re.compile(
    r"(?=.*(?:星期|版|总第|责编|责任编辑|统一刊号|农历|\d{4}年第\d{1,3}期))"
    r".*\d{4}\s*年\s*(?:\d{1,2}\s*月\s*\d{1,2}\s*日|第\s*\d{1,3}\s*期).*"
)
_PAGE_STAFF = re.compile(
    r"\s*(?:(?:本版|值班)?(?:责编|责任编辑|编辑|校对|版式|版式设计|美编|检校|审读|编审|主编)\s*[:：/]?\s*"
    rf"{_NAMES}\s*){{1,6}}(?:(?:电话|邮箱|E-?mail)\s*[:：]\s*\S+\s*)*"
)


def section_span(text: str) -> tuple[int, int] | None:
    """Where the name stands in a line such as ○刊首○ or 【要闻】; None for another line."""
    if len(text) > _LONGEST_NOTE:
        return None
    match = _SECTION.fullmatch(text)
    if match is None:
        return None
    group = "a" if match["a"] else "b"
    return match.span(group) if len(squeeze(match[group])) <= _LONGEST_SECTION else None


def heading_level(text: str) -> int:
    """The level of a Markdown heading, 0 for another line."""
    match = _HEADING.fullmatch(text) if text.lstrip().startswith("#") and len(text) <= 300 else None
    return len(match["marks"]) if match and match["text"] else 0


def heading_span(text: str) -> tuple[int, int]:
    """Where the words of a line stand, without the marks of a Markdown heading."""
    match = _HEADING.fullmatch(text) if heading_level(text) else None
    return match.span("text") if match else stripped_span(text)


def stripped_span(text: str) -> tuple[int, int]:
    """Where a line's words begin and end."""
    return len(text) - len(text.lstrip()), len(text.rstrip())


def source_span(text: str) -> tuple[int, int] | None:
    """Where the name stands in a line such as （来源：东山日报）; None for another line."""
    return _first_span(_SOURCE, text)


def byline_span(text: str) -> tuple[int, int] | None:
    """Where the names stand in a line such as □本报记者 甲乙 or （通讯员 甲乙 摄）; None for another."""
    return _first_span(_BYLINE, text)


def _first_span(pattern: re.Pattern[str], text: str) -> tuple[int, int] | None:
    match = pattern.fullmatch(text) if len(text) <= _LONGEST_NOTE else None
    if match is None:
        return None
    group = next(name for name, value in match.groupdict().items() if value)
    return match.span(group)


def source_at_end(text: str) -> str:
    """The source in （来源：…） at the end of a paragraph, "" if there is none."""
    match = _SOURCE_AT_END.search(text[-_LONGEST_NOTE:])
    return match["a"].strip() if match else ""


def byline_in_text(first: str, last: str) -> str:
    """Who wrote an article: 本报讯（记者 甲乙） at its beginning, （记者 甲乙） or （甲乙） at its end."""
    if match := _BYLINE_IN_LEAD.match(first[:_LONGEST_NOTE]):
        return match["a"]
    tail = last[-_LONGEST_NOTE:]
    if match := _BYLINE_AT_END.search(tail):
        return match["a"]
    match = _NAME_AT_END.search(tail)
    return match["a"] if match and match["a"][0] in _SURNAMES else ""


def ends_article(text: str) -> bool:
    """Whether a paragraph ends as the last one of an article does: with its source or its author."""
    return bool(source_at_end(text) or byline_in_text("", text))


def begins_report(text: str) -> bool:
    """Whether a paragraph begins as a newspaper's report does: 本报讯, 新华社东山5月8日电."""
    return _REPORT.match(text[:_LONGEST_NOTE]) is not None


def is_folio(text: str) -> bool:
    """Whether a line is a page number with its marks: ·· 10, — 5 —, 第 5 页, 3版."""
    match = _FOLIO.fullmatch(text) if len(text) <= 20 else None
    return match is not None and (match["page"] is None or bool(match["left"] or match["right"]))


def is_bare_number(text: str) -> bool:
    """Whether a line is nothing but a number that may be a page's."""
    return text.strip().isdecimal() and len(text.strip()) <= 3


def is_running_title(text: str) -> bool:
    """Whether a line is the head of a newspaper's page: a date with 星期 or 版, or a numbered issue."""
    return len(text) <= _LONGEST_NOTE and "。" not in text and _RUNNING.fullmatch(text) is not None


def is_page_staff(text: str) -> bool:
    """Whether a line names who made a page: 责编 甲乙　版式 丙丁."""
    return len(text) <= _LONGEST_NOTE and _PAGE_STAFF.fullmatch(text) is not None
