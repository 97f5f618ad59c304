"""Invented pages without any marks, in the shapes that newspapers print: every sentence is made up."""

from textwrap import wrap

from issues.importing.assembling import assemble
from issues.importing.bulletin import Bulletin
from issues.importing.reading import propose
from issues.importing.source import Source, source_of

TEA = (
    "青石镇茶叶合作社昨天把今年头一批春茶送进了新仓库。仓库里装了除湿机，茶叶能多放半年。社员们说，"
    "往年一到梅雨天就发愁，今年可以慢慢卖，不必急着压价。"
)
TEA_MORE = "合作社还请来农校老师，教大家怎样分级装袋。等秋茶下来，他们打算把袋子上的字也换成自己写的。"
BRIDGE = "柳河上的旧木桥用了四十年，桥板换过三回。新桥比旧桥宽出一米，两辆手推车可以并排走过，夜里还有灯。"
BRIDGE_MORE = (
    "桥头的老人说，从前赶集要绕三里路，如今抽袋烟的工夫就到对岸。修桥的钱一半是村里攒的，一半是大家凑的。"
)
LIBRARY = "图书室把开放时间延到晚上九点，头一个月来借书的人多了三成，其中一半是下了班的年轻人。"
LIBRARY_MORE = "管理员在门口放了一本留言簿，谁想看什么书就写在上面，写得最多的一本下个月就能上架。"
SCHOOL = "实验小学的操场铺上了新草皮，孩子们下课都往那里跑。体育老师重新排了课表，好让每个班一周能轮上三回。"
NUMBERS = "全镇上半年新开小店二十七家，关了五家，净增二十二家。卖吃食的最多，修鞋配钥匙的也添了两家。"


def columns(text: str, width: int = 20) -> list[str]:
    """A paragraph as a column prints it, each line on its own, the indent lost."""
    first, rest = text[: width - 2], text[width - 2 :]
    lines = [first, *wrap(rest, width)]
    # No line begins with a closing mark: it hangs on to the line above.
    result: list[str] = []
    for line in lines:
        kept = line.lstrip("，。、；：！？”）") if result else line
        if result:
            result[-1] += line[: len(line) - len(kept)]
        if kept:
            result.append(kept)
    return result


# A kicker above, a subtitle below, the byline below the title.
FULL_HEAD = [
    "乡村振兴的路上添了一处新去处", "头批春茶住进新房", "——青石镇茶叶合作社的一件喜事", "本报记者 方小禾",
    TEA, TEA_MORE,
    "柳河新桥通行", "本报记者 石一川 通讯员 林木森", BRIDGE, BRIDGE_MORE,
]  # fmt: skip
# The byline in the lead, the author's name at the end, a note with the reporter's name at the end.
BYLINES = [
    "头批春茶住进新房", f"本报讯（记者 方小禾）{TEA}", TEA_MORE,
    "柳河新桥通行", BRIDGE, f"{BRIDGE_MORE}（石一川）",
    "图书室夜里也开门", LIBRARY, LIBRARY_MORE, "（通讯员 林木森）",
    "小学操场换新草", "□方小禾 石一川", SCHOOL,
]  # fmt: skip
# Subheadings inside an article, numbered ones and others; folio, running title and staff around the page.
SUBHEADED = [
    "2031年5月8日 星期四 第3版 要闻",
    "一镇一年的变化", "本报记者 方小禾", NUMBERS,
    "一、茶叶有了新仓库", TEA, TEA_MORE, "二、旧桥换新桥", BRIDGE, BRIDGE_MORE,
    "·· 3",
    "责编 林木森 版式 石一川",
]  # fmt: skip
# Everything on printed lines.
PRINTED = [
    "头批春茶住进新房", "——青石镇的一件喜事", "本报记者 方小禾",
    *columns(TEA), *columns(TEA_MORE),
    "柳河新桥通行", "□石一川", *columns(BRIDGE), *columns(BRIDGE_MORE),
    "图书室夜里也开门", *columns(f"本报讯（通讯员 林木森）{LIBRARY}"), *columns(LIBRARY_MORE),
]  # fmt: skip


def source(lines: list[str]) -> Source:
    return source_of("\n".join(lines))


def read(lines: list[str]) -> Bulletin:
    """What these lines are proposed to be."""
    read_from = source(lines)
    proposal = propose(read_from)
    return assemble(read_from, proposal.cuts, proposal.imprint, proposal.findings)
