"""Which article it was: when a build fails, its articles are set one by one, and the reason names it."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from django.conf import settings

from issues.building import limits
from issues.building.compositor import Cause, Compositor, NotSet
from issues.building.limits import Limits
from issues.building.orders import Order

UNCHANGED = "稿件和目录都没有变"


def reason_of(
    error: NotSet, articles: Sequence[Order], compositor: Compositor, folder: Path, say: Callable[[str], None]
) -> str:
    """Why a build failed, in one Chinese sentence that names the article where it is one.

    Args: articles: each of the build alone; say: told how far the search is. Returns: an empty string
    if the child died of nothing that the articles do, and the build may be tried again.
    """
    if error.cause is Cause.REFUSED and any(_named(order) in error.sentence for order in articles):
        return error.sentence
    if len(articles) == 1:
        found = None if error.cause is Cause.DIED else (articles[0], error, limits.for_a_build())
    else:
        found = None
    found = found or _search(articles, compositor, folder, say)
    if found:
        order, alone, used = found
        return f"{_named(order)}无法排版：{_said(alone, used)}"
    if error.cause is Cause.DIED:
        return ""
    return f"整期无法排版，单独一篇却都可以：{_said(error, limits.for_a_build())}"


def _search(
    articles: Sequence[Order], compositor: Compositor, folder: Path, say: Callable[[str], None]
) -> tuple[Order, NotSet, Limits] | None:
    """The first article that cannot be set alone, the longest tried first; None if all can, or in time."""
    used = limits.for_an_article()
    deadline = time.monotonic() + settings.BUILD_WALL_SECONDS
    longest_first = sorted(articles, key=lambda order: -len(order.document.articles[0].body_html))
    for number, order in enumerate(longest_first, start=1):
        step = f"正在逐篇查找排不了的稿件：第{number}篇，共{len(articles)}篇"
        say(step)
        try:
            compositor.compose([order], folder / f"alone-{number}", used, lambda _, step=step: say(step))  # type: ignore[misc]
        except NotSet as alone:
            return order, alone, used
        if time.monotonic() > deadline:
            break
    return None


def _named(order: Order) -> str:
    return f"《{order.document.articles[0].title}》"


def _said(error: NotSet, used: Limits) -> str:
    match error.cause:
        case Cause.REFUSED:
            return error.sentence.removeprefix("排版中止：")
        case Cause.CPU | Cause.WALL:
            seconds = used.cpu_seconds if error.cause is Cause.CPU else round(used.wall_seconds)
            return f"排了{seconds}秒还没有排完。请检查有没有特别大的表格或大量分页，简化后再排。"
        case Cause.MEMORY:
            return f"所需内存超过{used.memory_mb}MB。请检查其中的图片和表格，缩小后再排。"
        case Cause.PAGES:
            return f"超过{used.pages}页。请检查有没有大量空行或分页，删去后再排。"
        case Cause.NESTING:
            return "列表、引文或表格套得太深。请减少层次后再排。"
        case Cause.DIED:
            return "排到这里程序中断，可能是图片或表格太大。请缩小或简化后再排。"
    if _is_chinese(error.sentence):
        return f"{error.sentence}"
    return f"其中有排版程序处理不了的内容。请清除这部分格式、重新粘贴后再排；{UNCHANGED}。"


def _is_chinese(sentence: str) -> bool:
    """Whether a sentence is one that we wrote for people (a layout that does not fit on the paper)."""
    return any("\u4e00" <= character <= "\u9fff" for character in sentence) and "Error" not in sentence
