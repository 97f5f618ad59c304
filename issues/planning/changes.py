"""The changes of the planning page: each through ``issues.services``, each with its way back.

A change names the order it was made from (``seen``, a ``board.revision_of``). If another person has
changed the 目录 since, it is refused whole: what was dragged was dragged on an older page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.models import User
from articles.models import Article
from issues import services
from issues.models import ContentsEntry, Issue
from issues.planning.board import revision_of
from issues.services import Refused
from issues.titles import quoted


class Stale(Refused):
    """The 目录 is no longer what the person saw; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("目录刚才已被他人改动，您这一步没有保存。下面已换成最新的目录，请核对后再排。")


@dataclass(frozen=True)
class Change:
    """What was done, as a sentence, and the step that takes it back (kept in the session)."""

    said: str
    back: str
    arguments: dict[str, Any]


@transaction.atomic
def reorder(issue: Issue, *, order: Sequence[int], seen: str, actor: User) -> Change:
    """Put the articles in a new order. Args: order: the keys of all articles. Raises: Refused."""
    entry_of = _standing(issue, seen)
    if sorted(order) != sorted(entry_of):
        raise Stale
    services.reorder(issue, [entry_of[article] for article in order], actor=actor)
    return Change("次序已保存。", "reorder", {"order": list(entry_of)})


def shift(
    issue: Issue, *, article: int, by: int, whole_section: bool = False, seen: str, actor: User
) -> Change:
    """Move an article, or the section group that it opens, one place up (-1) or down. Raises: Refused."""
    groups: list[list[int]] = []
    last = None
    for key, section in issue.entries.order_by("position").values_list("article_id", "article__section_id"):
        if not whole_section or section != last:
            groups.append([])
        groups[-1].append(key)
        last = section
    at = next((number for number, group in enumerate(groups) if article in group), None)
    if at is None:
        raise Stale
    if not 0 <= at + by < len(groups):
        raise Refused("已在最前，不能再上移。" if by < 0 else "已在最后，不能再下移。")
    groups.insert(at + by, groups.pop(at))
    return reorder(issue, order=[key for group in groups for key in group], seen=seen, actor=actor)


@transaction.atomic
def place(issue: Issue, *, article: int, position: int | None = None, seen: str, actor: User) -> Change:
    """Take an article from the pool into the 目录: at a position, or where its section ends.

    Raises: Refused.
    """
    _standing(issue, seen)
    chosen = _article(article)
    entry = services.place(issue, chosen, actor=actor, position=position or _usual_position(issue, chosen))
    return Change(
        f"{quoted(chosen.title)}已编入，排在第{entry.position}篇。", "remove", {"article": article}
    )  # fmt: skip


@transaction.atomic
def remove(issue: Issue, *, article: int, seen: str, actor: User) -> Change:
    """Keep an article for later: back to the pool. Raises: Refused."""
    entry = _entry(issue, article, seen)
    services.remove(entry, actor=actor)
    return Change(
        f"{quoted(entry.article.title)}已移出，回到稿库，文字、意见和状态都不变。",
        "place",
        {"article": article, "position": entry.position},
    )


@transaction.atomic
def move(issue: Issue, *, article: int, to: int, seen: str, actor: User) -> Change:
    """Move an article to another issue. Raises: Refused."""
    target = Issue.objects.select_related("periodical").filter(pk=to).first()
    if target is None:
        raise Refused("要移入的那一期已被删除，请另选一期。")
    _lock(issue.pk, to)
    entry = _entry(issue, article, seen)
    services.move(entry, target, actor=actor)
    return Change(
        f"{quoted(entry.article.title)}已移到{target.label}，排在末尾。",
        "recall",
        {"article": article, "position": entry.position, "origin": to},
    )


@transaction.atomic
def recall(issue: Issue, *, article: int, position: int, origin: int, seen: str, actor: User) -> Change:
    """Take back an article that was moved to another issue, to where it stood. Raises: Refused."""
    _lock(issue.pk, origin)
    entry_of = _standing(issue, seen)
    entry = (
        ContentsEntry.objects.select_related("issue", "article").filter(article=article, issue=origin).first()
    )
    if entry is None:
        raise Refused("这篇稿件已不在移入的那一期，不能撤销。")
    services.move(entry, issue, actor=actor)
    order = list(entry_of.values())
    order.insert(position - 1, entry.pk)
    services.reorder(issue, order, actor=actor)
    return Change(f"{quoted(entry.article.title)}已移回。", "move", {"article": article, "to": origin})


# The steps that take a change back, by the name that is kept in the session.
BACK: dict[str, Callable[..., Change]] = {
    "reorder": reorder,
    "place": place,
    "remove": remove,
    "recall": recall,
}


def _lock(*issues: int) -> None:
    """Lock issues in the order of their keys, as ``services.move`` does."""
    list(Issue.objects.select_for_update().filter(pk__in=issues).order_by("pk"))


def _standing(issue: Issue, seen: str) -> dict[int, int]:
    """Entries by article in their order, under the issue's lock. Raises: Stale."""
    _lock(issue.pk)
    entry_of = dict(issue.entries.order_by("position").values_list("article_id", "pk"))
    if revision_of(entry_of.values()) != seen:
        raise Stale
    return entry_of


def _entry(issue: Issue, article: int, seen: str) -> ContentsEntry:
    entry = _standing(issue, seen).get(article)
    if entry is None:
        raise Stale
    return ContentsEntry.objects.select_related("issue", "article").get(pk=entry)


def _article(key: int) -> Article:
    article = Article.objects.select_related("section").filter(pk=key).first()
    if article is None:
        raise Refused("这篇稿件已被删除，请刷新页面。")
    return article


def _usual_position(issue: Issue, article: Article) -> int | None:
    """Below the last entry of its section, else before the sections that usually follow; else the end."""
    sections = list(
        issue.entries.order_by("position").values_list("article__section", "article__section__usual_position")
    )
    own = [number for number, (section, _) in enumerate(sections, 1) if section == article.section_id]
    if own:
        return own[-1] + 1
    usual = article.section.usual_position
    return next((number for number, (_, place) in enumerate(sections, 1) if place > usual), None)
