"""What a rule is, and the three reaches that it may have: a block, a manuscript, a whole issue."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from articles.proofreading.lists import Lists
from articles.proofreading.manuscript import BODY, TITLES, Block, Kind, Manuscript, Spot


class Family(StrEnum):
    """What a rule is about; the value is what people read."""

    MARKS = "标点"
    NUMERALS = "数字与单位"
    CONSISTENCY = "前后一致"
    REPETITION = "重复与残留"
    WORDS = "用词"
    RIGHTS = "来源与版权"


Check: TypeAlias = Callable[[Sequence[Manuscript], Lists], Iterable[Spot]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name in reports and settings, label and explanation for people, and the check."""

    name: str
    family: Family
    label: str
    explanation: str
    check: Check


TEXTS = BODY | TITLES


def for_blocks(
    name: str, family: Family, label: str, explanation: str, kinds: frozenset[Kind] = TEXTS
) -> Callable[[Callable[[Block], Iterable[Spot]]], Rule]:
    """A rule that looks at one block of an article at a time."""

    def make(check: Callable[[Block], Iterable[Spot]]) -> Rule:
        def run(manuscripts: Sequence[Manuscript], lists: Lists) -> Iterator[Spot]:
            for manuscript in manuscripts:
                if manuscript.is_article:
                    for block in manuscript.blocks:
                        if block.kind in kinds:
                            yield from check(block)

        return Rule(name, family, label, explanation, run)

    return make


def for_articles(
    name: str, family: Family, label: str, explanation: str
) -> Callable[[Callable[[Manuscript, Lists], Iterable[Spot]]], Rule]:
    """A rule that looks at one article at a time."""

    def make(check: Callable[[Manuscript, Lists], Iterable[Spot]]) -> Rule:
        def run(manuscripts: Sequence[Manuscript], lists: Lists) -> Iterator[Spot]:
            for manuscript in manuscripts:
                if manuscript.is_article:
                    yield from check(manuscript, lists)

        return Rule(name, family, label, explanation, run)

    return make


def for_issue(
    name: str, family: Family, label: str, explanation: str
) -> Callable[[Callable[[Sequence[Manuscript]], Iterable[Spot]]], Rule]:
    """A rule that compares the articles of an issue, or one article with itself."""

    def make(check: Callable[[Sequence[Manuscript]], Iterable[Spot]]) -> Rule:
        def run(manuscripts: Sequence[Manuscript], lists: Lists) -> Iterable[Spot]:
            return check(manuscripts)

        return Rule(name, family, label, explanation, run)

    return make
