"""Matter that stands twice, and what print or markup left in the text."""

import re
from collections.abc import Iterator, Sequence

from articles.proofreading.lists import Lists
from articles.proofreading.manuscript import BODY, TITLES, Block, Kind, Manuscript, Spot
from articles.proofreading.registry import Family, for_articles, for_blocks, for_issue
from articles.proofreading.wording import HANZI, bare

# A shorter line may well stand twice, such as 企业介绍.
_SHORTEST_TITLE = 8
_SHORTEST_PARAGRAPH = 20
_SHORTEST_CLAUSE = 14
_LONGEST_CLAUSE = 80
_NUMBERED = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十]+[章节])\s*"
)


@for_issue(
    "repeated-title", Family.REPETITION, "标题重复",
    "标题在正文里又单独成行（多为印本的书眉残留），或首个小标题与标题相同。",
)  # fmt: skip
def titles(issue: Sequence[Manuscript]) -> Iterator[Spot]:
    """A line of the text that is the title of its own or of another article, or nearly all of its own."""
    known = {bare(m.title): m for m in issue if m.is_article and len(bare(m.title)) >= _SHORTEST_TITLE}
    for manuscript in issue:
        if not manuscript.is_article:
            continue
        own = [bare(part) for part in (*manuscript.title_parts, manuscript.title)]
        first = True
        for block in manuscript.body:
            key = bare(_NUMBERED.sub("", block.text)) if len(block.text) <= 80 else ""
            if key in known and not _lead_of_quote(block.text):
                yield Spot(block, 0, len(block.text), "标题在正文里重复出现。", "")
            elif block.kind == Kind.HEADING and first and len(key) >= _SHORTEST_TITLE and key in own:
                yield Spot(block, 0, len(block.text), "第一个小标题与标题重复。")
            first = first and block.kind != Kind.HEADING


def _lead_of_quote(text: str) -> bool:
    return text.rstrip().endswith(("：", ":", "。"))


@for_issue(
    "repeated-paragraph", Family.REPETITION, "段落重复",
    "同一段文字出现两次。",
)  # fmt: skip
def paragraphs(issue: Sequence[Manuscript]) -> Iterator[Spot]:
    """A paragraph that stood before, in this article or in another of the issue."""
    seen: dict[str, Manuscript] = {}
    for manuscript in issue:
        if not manuscript.is_article:
            continue
        for block in manuscript.body:
            key = bare(block.text)
            if block.kind == Kind.CELL or len(key) < _SHORTEST_PARAGRAPH:
                continue
            if key in seen:
                before = seen[key]
                where = "前面" if before is manuscript else f"《{before.title}》里"
                yield Spot(block, 0, len(block.text), f"这一段在{where}已有一次。", "")
            else:
                seen[key] = manuscript


@for_articles(
    "repeated-clause", Family.REPETITION, "句子重复",
    "同一段里同一句话出现两次。",
)  # fmt: skip
def clauses_twice(manuscript: Manuscript, lists: Lists) -> Iterator[Spot]:
    """A long clause that stands twice in one paragraph, or ends as the one before it."""
    for block in manuscript.body:
        seen: set[str] = set()
        before = ""
        for match in re.finditer(r"[^，。；！？]+", block.text):
            clause = bare(match[0])
            if clause in seen and len(clause) >= _SHORTEST_CLAUSE:
                yield Spot(block, *match.span(), "这一句在本段已有一次。")
            elif len(clause) >= 8 and before != clause and _same_ends(before, clause):
                yield Spot(block, *match.span(), "与前一句几乎相同，请核对是否多余。")
            seen.add(clause)
            before = clause


def _same_ends(before: str, clause: str) -> bool:
    """建设县级质量服务站，建设质量服务站: the second is the first with a part left out."""
    if len(before) > _LONGEST_CLAUSE or not 0 < len(before) - len(clause) <= 6:
        return False
    gap = len(before) - len(clause)
    return any(before[:at] + before[at + gap :] == clause for at in range(1, len(clause)))


# 讨论讨论 and 一步一步 are doubled on purpose; so are names such as 大家一起来, which no rule can know.
_DOUBLED_WORD = re.compile(rf"(?P<word>[{HANZI}]{{2,8}})(?P=word)")
_DOUBLED_MARK_WORD = re.compile(
    r"(?<![目标有靶])的的(?!确)|(?<!为|除)了了(?!解|结|然|望|却|事)|(?<!非)是是(?!非)|(?<!实实)在在|和和(?!气|睦|平|谐|美)|进进(?!出)一"
)
_ON_PURPOSE = re.compile(
    r"^(?:[一两几多个人家户天年月日时]|.(?=一))|^(?:研究|讨论|学习|考虑|商量|休息|了解|交流|认识|锻炼|尝试|介绍|比较|非常|特别|很多|许多|永远|暖和|哈哈|当当|嘀嗒)+$|着$"
)


@for_blocks(
    "repeated-word", Family.REPETITION, "字词重复",
    "同一个词紧接着又写一次。",
)  # fmt: skip
def words_twice(block: Block) -> Iterator[Spot]:
    """企业企业, 的的, 了了."""
    for match in _DOUBLED_WORD.finditer(block.text):
        word = match["word"]
        if len(set(word)) > 1 and not _ON_PURPOSE.search(word):
            yield Spot(block, *match.span(), f"“{word}”重复。", word)
    for match in _DOUBLED_MARK_WORD.finditer(block.text):
        yield Spot(block, *match.span(), f"“{match[0][0]}”重复。", match[0][1:])


_FOLIO = re.compile(
    r"\s*(?:[·•\-—–－]{1,3}\s*\d{1,3}\s*[·•\-—–－]{0,3}|\d{1,3}\s*[·•\-—–－]{1,3}|第\s?\d{1,3}\s?页(?:\s*共\s?\d{1,3}\s?页)?|\d{1,3})\s*"
)
_RUNNING = re.compile(
    r"\s*.{0,20}\d{4}\s*年\s*第\s*\d{1,3}\s*期\s*(?:[（(]?总第?\s*\d+\s*期[）)]?)?\s*\d{0,3}\s*"
)


@for_articles(
    "folio", Family.REPETITION, "残留的页码、书眉",
    "从印本复制来的页码和书眉不属于正文。",
)  # fmt: skip
def folios(manuscript: Manuscript, lists: Lists) -> Iterator[Spot]:
    """A paragraph that is nothing but ·· 10, — 5 — or 某某信息 2031年第5期."""
    for block in manuscript.body:
        if block.kind == Kind.CELL:
            continue
        if _FOLIO.fullmatch(block.text):
            yield Spot(block, 0, len(block.text), "像是残留的页码。", "")
        elif len(block.text) <= 50 and _RUNNING.fullmatch(block.text):
            yield Spot(block, 0, len(block.text), "像是残留的书眉。", "")


_CODE = re.compile(
    r"\$[^$\n]{0,120}\\[A-Za-z]+[^$\n]{0,120}\$|&(?:nbsp|lt|gt|amp|quot|#\d+);|</?(?:p|br|span|div|strong|em|img|a|table|td|tr)\b[^>]{0,80}>|\*\*[^*\n]{1,60}\*\*|\ufffd+|[\ue000-\uf8ff]+"
)
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]+")


@for_blocks(
    "leftover-code", Family.REPETITION, "残留的代码、乱码",
    "网页、公式的代码和乱码不属于正文。", kinds=frozenset(BODY | TITLES),
)  # fmt: skip
def leftovers(block: Block) -> Iterator[Spot]:
    """$\\leq$, &nbsp;, a tag, **, characters without a shape, and invisible ones."""
    for match in _CODE.finditer(block.text):
        yield Spot(block, *match.span(), "残留的代码或乱码，请改为正式的文字和符号。")
    for match in _INVISIBLE.finditer(block.text):
        yield Spot(block, *match.span(), "看不见的控制字符。", "")


RULES = (titles, paragraphs, clauses_twice, words_twice, folios, leftovers)
