"""Web and mail addresses: mistyped, or one against the other."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from articles.proofreading.manuscript import Manuscript, Spot
from articles.proofreading.registry import Family, for_issue

_WEB = re.compile(
    r"(?<![\w.\-])(?:https?://)?(?:[A-Za-z\d\-]++\.)+[A-Za-z]{2,}(?::\d+)?(?:/[\w./\-?=&%]*)?", re.A
)
_MAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]++@[\w\-]+(?:\.[\w\-]+)+", re.A)
_BROKEN = re.compile(
    r"https?(?::/(?!/)|：//|；//|;//|//)[^\s，。]*|\bwww[,，。、][\w.]+"
    r"|(?<![\w.+\-])[\w.+\-]++(?:＠[\w.\-]+|@[\w\-]++(?![\w.@]))",
    re.A,
)
_MOST_NAMES = 200
_CONFUSED = str.maketrans("10", "lo")


@for_issue(
    "web-address", Family.CONSISTENCY, "网址与邮箱不符",
    "同一单位的网址与邮箱多用同一名字；字母 l、o 常错成数字 1、0。",
)  # fmt: skip
def web_against_mail(issue: Sequence[Manuscript]) -> Iterator[Spot]:
    """A name of an address with 1 or 0 among its letters that another address writes with l or o."""
    blocks = [block for manuscript in issue for block in manuscript.blocks]
    found = [(block, m, name) for block in blocks for m, name in _names(block.text)]
    names = sorted({name for _, _, name in found})[:_MOST_NAMES]
    for block, match, name in found:
        meant = name.translate(_CONFUSED)
        # 163.com is all digits; a digit between letters is what is mistyped.
        if meant == name or not re.search(r"[a-z][10]+[a-z]|[a-z]{2}[10]|[10][a-z]{3}", name):
            continue
        other = next((n for n in names if n != name and _alike(n, meant)), None)
        if other:
            message = f"网址、邮箱里的“{name}”与别处的“{other}”相近，请核对是否把字母错成了数字。"
            yield Spot(block, *match.span(), message)


def _alike(name: str, other: str) -> bool:
    if min(len(name), len(other)) < 4 or re.fullmatch(r"\d+", name):
        return False
    return SequenceMatcher(None, name, other, autojunk=False).ratio() >= 0.85


def _names(text: str) -> Iterator[tuple[re.Match[str], str]]:
    if "." not in text:
        return
    mails = list(_MAIL.finditer(text))
    for match in mails:
        yield match, match[0].partition("@")[0].casefold()
    for match in _WEB.finditer(text):
        if not any(m.start() <= match.start() < m.end() for m in mails):
            host = re.sub(r"^https?://", "", match[0]).partition("/")[0].partition(":")[0]
            for label in host.casefold().split(".")[:-1]:
                if label != "www":
                    yield match, label


@for_issue(
    "broken-address", Family.CONSISTENCY, "网址、邮箱写错",
    "网址以 http:// 或 www. 开头，邮箱有一个半角的 @ 和域名。",
)  # fmt: skip
def broken(issue: Sequence[Manuscript]) -> Iterator[Spot]:
    """http:/…, www，…, name@163 without a domain."""
    for manuscript in issue:
        for block in manuscript.blocks:
            for match in _BROKEN.finditer(block.text):
                yield Spot(block, *match.span(), "这个网址或邮箱不完整，或夹了中文标点。")


RULES = (web_against_mail, broken)
