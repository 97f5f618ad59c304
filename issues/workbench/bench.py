"""我的工作台 of one person: what waits, what was sent away, what is late, the issues in work."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from articles.workflow import Status
from issues.workbench import wording
from issues.workbench.desk import Paper, papers
from issues.workbench.issues_in_work import IssueInWork, issues_in_work
from issues.workbench.wording import Line

# A first page is read at a glance: the rest of a long column is counted, with a link to the list.
COLUMN = 20


@dataclass(frozen=True)
class Column:
    """The first lines of a column, and how many there are in all."""

    lines: tuple[Line, ...]
    total: int

    @property
    def left_out(self) -> int:
        """How many do not stand here."""
        return self.total - len(self.lines)


@dataclass(frozen=True)
class Workbench:
    """What one person sees first. The columns are sorted by urgency."""

    waiting: Column
    sent: Column
    late: Column
    issues: tuple[IssueInWork, ...]


@dataclass(frozen=True)
class Sorted:
    """The office's papers as they concern one person; each stands in one place only."""

    waiting: tuple[Paper, ...]
    looking_after: tuple[Paper, ...]
    sent: tuple[Paper, ...]
    late: tuple[Paper, ...]


def sort(found: list[Paper], person: User, today: date) -> Sorted:
    """Sort papers for a person: to do, own opinions to look after, sent away, late with others."""
    waiting, looking_after, sent, late = [], [], [], []
    for paper in found:
        if paper.waits_for(person):
            waiting.append(paper)
        elif paper.opinions.of(person) and paper.article.status != Status.DRAFT:
            looking_after.append(paper)
        elif paper.is_late(today):
            late.append(paper)
        elif paper.was_in_hands_of(person):
            sent.append(paper)
    # What was signed off needs nobody any more: it closes the column.
    sent.sort(key=lambda paper: paper.step is None)
    return Sorted(tuple(waiting), tuple(looking_after), tuple(sent), tuple(late))


def workbench(person: User, today: date) -> Workbench:
    """What the person's first page shows. The number of queries does not depend on what there is."""
    own = sort(papers(today), person, today)
    to_do = [wording.waiting(paper, person, today) for paper in own.waiting]
    to_do += [wording.looking_after(paper, person, today) for paper in own.looking_after]
    return Workbench(
        waiting=_column(to_do),
        sent=_column([wording.sent(paper, person, today) for paper in own.sent]),
        late=_column([wording.held(paper, today) for paper in own.late]),
        issues=tuple(issues_in_work(today)),
    )


def _column(lines: list[Line]) -> Column:
    return Column(tuple(lines[:COLUMN]), len(lines))
