"""The 目录 against the titles above the articles."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from articles.proofreading.manuscript import Block, Kind, Manuscript, Role, Spot
from articles.proofreading.registry import Family, for_issue
from articles.proofreading.wording import HANZI, bare

_ENOUGH = 0.72


@for_issue(
    "contents-title", Family.CONSISTENCY, "目录与正文标题不一",
    "目录的标题与正文标题逐字一致（GB/T 3179—2009；由系统生成的目录不会有此错）。",
)  # fmt: skip
def contents_titles(issue: Sequence[Manuscript]) -> Iterator[Spot]:
    """An entry of the 目录 of a text file that is not worded as the title it stands for."""
    titles = [m.title for m in issue if m.is_article and m.title]
    exact = {_unbroken(title) for title in titles}
    for manuscript in issue:
        if manuscript.role != Role.CONTENTS or not titles:
            continue
        for block in manuscript.body:
            if block.kind == Kind.LIST and _unbroken(block.text) not in exact:
                title = _nearest(block.text, titles)
                if title:
                    yield Spot(block, 0, len(block.text), _message(block, title), title)
                else:
                    yield Spot(block, 0, len(block.text), f"正文里没有找到“{block.text}”这一篇。")


def _unbroken(title: str) -> str:
    """A title without the blanks that only say where its line may turn."""
    return re.sub(rf"(?<=[{HANZI}，、：；”》）])\s+(?=[{HANZI}“《（])", "", title)


def _nearest(entry: str, titles: Sequence[str]) -> str | None:
    key = bare(entry)
    same = next((title for title in titles if bare(title) == key), None)
    if same is not None:
        return same
    matcher = SequenceMatcher(b=key, autojunk=False)
    best, share = None, _ENOUGH
    for title in titles:
        matcher.set_seq1(bare(title))
        if matcher.real_quick_ratio() > share and (ratio := matcher.ratio()) > share:
            best, share = title, ratio
    return best


def _message(entry: Block, title: str) -> str:
    if "".join(entry.text.split()) == "".join(title.split()):
        return f"目录与正文标题“{title}”空格不一致。"
    if bare(entry.text) == bare(title):
        return f"目录与正文标题“{title}”标点不一致。"
    return f"目录与正文标题“{title}”文字不一致。"


RULES = (contents_titles,)
