"""总表: who holds what and what is late, by person and by issue, for whoever puts issues together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from articles.workflow import Status
from issues.workbench.desk import Paper, papers
from issues.workbench.issues_in_work import IssueInWork, issues_in_work
from issues.workbench.wording import ROLE, Line, held, in_hand


@dataclass(frozen=True)
class Group:
    """What one person, one role or one issue has. ``issue`` only where it is an issue in work."""

    name: str
    lines: tuple[Line, ...]
    issue: IssueInWork | None = None

    @property
    def late(self) -> int:
        """How many of its articles are late."""
        return sum(line.is_late for line in self.lines)


@dataclass(frozen=True)
class Overview:
    """The office at a glance: ``people`` and ``unclaimed`` hold each article once, ``by_issue`` again."""

    people: tuple[Group, ...]
    unclaimed: tuple[Group, ...]
    by_issue: tuple[Group, ...]
    total: int
    late: int


UNPLACED = "未编入任何一期"


def overview(today: date) -> Overview:
    """Everything that is not signed off yet. The number of queries does not depend on how much it is."""
    open_ = [paper for paper in papers(today) if paper.step]
    claimed = [paper for paper in open_ if paper.article.assignee]
    unclaimed = [paper for paper in open_ if not paper.article.assignee]
    return Overview(
        people=_groups(claimed, lambda paper: str(paper.article.assignee), today, in_hand),
        unclaimed=_groups(
            unclaimed, lambda paper: f"等{ROLE[Status(paper.article.status)]}接手", today, in_hand
        ),
        by_issue=_by_issue(open_, today),
        total=len(open_),
        late=sum(paper.is_late(today) for paper in open_),
    )


def _by_issue(open_: list[Paper], today: date) -> tuple[Group, ...]:
    """The issues in work in the order in which they appear, then what stands in none of them."""
    named = {group.name: group.lines for group in _groups(open_, _issue_name, today, held)}
    in_work = [Group(each.title, named.pop(each.title, ()), each) for each in issues_in_work(today)]
    return (*in_work, *(Group(name, lines) for name, lines in named.items()))


def _issue_name(paper: Paper) -> str:
    return str(paper.issue or UNPLACED)


def _groups(
    found: list[Paper],
    name: Callable[[Paper], str],
    today: date,
    line: Callable[[Paper, date], Line],
) -> tuple[Group, ...]:
    """Groups in the order of their most urgent article."""
    named: dict[str, list[Line]] = {}
    for paper in found:
        named.setdefault(name(paper), []).append(line(paper, today))
    return tuple(Group(each, tuple(lines)) for each, lines in named.items())
