"""The colophon: lines such as 责任编辑：… at the end of the file."""

import re
from collections.abc import Mapping, Sequence

from issues.importing.bulletin import Role
from issues.importing.ledger import Ledger
from issues.importing.source import Line

# What offices print, and the word the product uses for it.
_LABELS: Mapping[str, str] = {
    "编辑": "编辑",
    "编辑部": "编辑",
    "终审": "终审",
    "审核": "审核",
    "校编": "校编",
    "校对": "校对",
    "责任编辑": "责任编辑",
    "主编": "主编",
    "副主编": "副主编",
    "执行主编": "执行主编",
    "美编": "美编",
    "主办": "主办",
    "主办单位": "主办",
    "主管": "主管",
    "主管单位": "主管",
    "印刷": "印刷单位",
    "印刷单位": "印刷单位",
    "准印证号": "准印证号",
    "国内统一刊号": "国内统一刊号",
    "印数": "印数",
    "发送对象": "发送对象",
    "出版日期": "出版日期",
    "印刷日期": "印刷日期",
    "电话": "电话",
    "联系电话": "电话",
    "传真": "传真",
    "网址": "网址",
    "邮箱": "邮箱",
    "电子邮箱": "邮箱",
    "电子邮件": "邮箱",
    "邮编": "邮政编码",
    "邮政编码": "邮政编码",
    "地址": "通讯地址",
    "通讯地址": "通讯地址",
    "通信地址": "通讯地址",
}
# Printed labels are spread with blanks (编 辑：); several may share a line.
_LABEL = re.compile(
    r"(?:^|(?<=\s))("
    + "|".join(r"\s*".join(label) for label in sorted(_LABELS, key=len, reverse=True))
    + r")\s*[:：]"
)
_LONGEST_LINE = 200
_LARGEST_GAP = 2
_FEWEST_LABELS = 2


def find_colophon(lines: Sequence[Line], start: int) -> int:
    """The index where the colophon begins, len(lines) if there is none.

    It is the last run of label lines; up to two other lines may stand between or behind them. One
    label alone may as well be the end of an article (责任编辑：…), so at least two are asked for.
    """
    begin, gap = len(lines), 0
    labels: set[str] = set()
    for index in range(len(lines) - 1, start - 1, -1):
        found = [label for label, _ in _values(lines[index])]
        if found:
            begin, gap = index, 0
            labels.update(found)
        else:
            gap += 1
            if gap > _LARGEST_GAP:
                break
    return begin if len(labels) >= _FEWEST_LABELS else len(lines)


def read_colophon(lines: Sequence[Line], ledger: Ledger) -> dict[str, str]:
    """Labels and values of the colophon's lines; other lines among them stay unclaimed."""
    colophon: dict[str, str] = {}
    for line in lines:
        pairs = _values(line)
        for label, value in pairs:
            colophon[label] = f"{colophon[label]}；{value}" if label in colophon else value
        if pairs:
            ledger.claim(line, Role.COLOPHON)
    return colophon


def _values(line: Line) -> list[tuple[str, str]]:
    """The label-value pairs of a line that begins with a label; no pair for any other line."""
    if len(line.text) > _LONGEST_LINE:
        return []
    text = line.text.strip()
    matches = list(_LABEL.finditer(text))
    if not matches or matches[0].start() != 0:
        return []
    ends = [match.start() for match in matches[1:]] + [len(text)]
    return [
        (_LABELS["".join(match[1].split())], text[match.end() : end].strip())
        for match, end in zip(matches, ends, strict=True)
    ]
