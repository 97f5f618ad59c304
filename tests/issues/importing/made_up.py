"""Made-up bulletins: every sentence here was invented for the tests."""

from dataclasses import dataclass, field

from issues.importing.bulletin import Bulletin, Finding, Rule
from issues.importing.reading import read_bulletin

COVER = """
办公室通讯

2031年第5期

办公室通讯
2031年第5期
(总第77期)

东山市文秘协会
东山市档案学会

主 办

月 刊
2031年5月
"""
COLOPHON = """
编 辑：《办公室通讯》编辑部
终 审：甲一
责任编辑：乙二
电 话：000-1234567
网 址：www.example.org
邮政编码：100000
"""


@dataclass
class MadeUp:
    """An article: how the 目录 prints it and the lines that the body prints."""

    title: str
    page: int | str
    lines: list[str] = field(default_factory=list)
    contents_title: str = ""

    @property
    def body(self) -> list[str]:
        return [self.title, *(self.lines or [f"这一篇讲的是“{self.title}”一事，同事们读后都说有用。"])]


MEETING = MadeUp("全市文秘工作座谈会在东山召开", 1, ["五月里大家开了一个短会，谈了怎样把会议记录写清楚。"])
ARCHIVES = MadeUp("旧档案怎样编号更方便查找", 2, ["档案室试用了新的编号办法，找一份旧文件只要两分钟。"])
STAMPS = MadeUp("公章借用登记办法修订", 3, ["借用公章要先登记，用完当天归还，由值班人员签收。"])
PAPER = MadeUp("节约用纸三十天活动小结", 4, ["一个月下来，各科室用纸比上月少了两成，大家还想出不少办法。"])
SECTIONS = [("会议消息", [MEETING]), ("经验交流", [ARCHIVES, STAMPS]), ("办公生活", [PAPER])]


def contents(sections: list[tuple[str, list[MadeUp]]] = SECTIONS, leader: str = " ") -> str:
    """The 目录 of these sections."""
    lines = ["目 录", ""]
    for name, articles in sections:
        lines += [name, ""]
        lines += [f"{a.contents_title or a.title}{leader}{a.page}" for a in articles]
        lines.append("")
    return "\n".join(lines)


def body(sections: list[tuple[str, list[MadeUp]]] = SECTIONS) -> str:
    """The body of these sections, each with its heading."""
    lines: list[str] = []
    for name, articles in sections:
        lines.append(name)
        for article in articles:
            lines += article.body
    return "\n\n".join(lines)


def issue(
    sections: list[tuple[str, list[MadeUp]]] = SECTIONS,
    *,
    cover: str = COVER,
    contents_text: str = "",
    body_text: str = "",
    leader: str = " ",
    colophon: str = COLOPHON,
) -> str:
    """A whole issue; contents_text and body_text replace what would follow from the sections."""
    parts = (cover, contents_text or contents(sections, leader), body_text or body(sections), colophon)
    return "\n".join(parts)


def one_article(*lines: str) -> str:
    """An issue with one article of these lines."""
    return issue([("会议消息", [MadeUp(MEETING.title, 1, list(lines))])])


def read(text: str) -> Bulletin:
    """Read an issue given as text."""
    return read_bulletin(text.encode())


def found(bulletin: Bulletin, rule: Rule) -> list[Finding]:
    """The findings of one rule."""
    return [finding for finding in bulletin.findings if finding.rule is rule]


def line_of(text: str, words: str, nth: int = 1) -> int:
    """The number of the nth line that consists of these words."""
    numbers = [n for n, line in enumerate(text.split("\n"), start=1) if line.strip() == words]
    return numbers[nth - 1]
