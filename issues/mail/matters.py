"""What there is to tell a person: the mails' reading of the office's papers."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from issues.workbench import wording
from issues.workbench.bench import sort
from issues.workbench.desk import Paper
from issues.workbench.wording import Line, came_back

# Who presses for what is late in other hands, and so reads it in the digest.
PRESSES = "issues.change_issue"


@dataclass(frozen=True)
class Matters:
    """One day of one person; each article stands in one list only."""

    back: tuple[Line, ...]
    late: tuple[Line, ...]
    today: tuple[Line, ...]
    waiting: tuple[Line, ...]
    late_elsewhere: tuple[Line, ...]
    due_keys: tuple[str, ...]

    def __bool__(self) -> bool:
        return any((self.back, self.late, self.today, self.waiting, self.late_elsewhere))


def matters(found: list[Paper], person: User, today: date) -> Matters:
    """Sort what concerns a person: came back, late, due today, waiting; and late with others."""
    own = sort(found, person, today)
    back, late, due_today, waiting = [], [], [], []
    for paper in own.waiting:
        line = wording.waiting(paper, person, today)
        if came_back(paper):
            back.append(line)
        elif paper.is_late(today):
            late.append(line)
        elif paper.deadline == today:
            due_today.append(line)
        else:
            waiting.append(line)
    waiting += [wording.looking_after(paper, person, today) for paper in own.looking_after]
    presses = person.has_perm(PRESSES)
    return Matters(
        back=tuple(back),
        late=tuple(late),
        today=tuple(due_today),
        waiting=tuple(waiting),
        late_elsewhere=tuple(wording.held(paper, today) for paper in own.late) if presses else (),
        due_keys=tuple(due_key(paper, today) for paper in own.waiting if paper.deadline == today),
    )


def due_key(paper: Paper, today: date) -> str:
    """What a deadline is told under: the article, its stage and the day."""
    return f"due:{paper.article.pk}:{paper.article.status}:{today}"
