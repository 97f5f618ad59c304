"""Write docs/workflow.md from the transition table and the roles; a test holds the page against it."""

from pathlib import Path
from typing import Any

from django.conf import settings

from accounts.roles import PERMISSIONS
from articles.assigning import NEXT_STEP
from articles.workflow import PASS_REVIEW, SIGN_OFF, TRANSITIONS, Status, Transition
from issues.management.base import OfficeCommand, write_whole
from issues.schedule import DEADLINES

PAGE = Path("docs/workflow.md")

_HEAD = """\
# An article's way

Made by `manage.py workflow_table` from `articles/workflow.py` and `accounts/roles.py`; a test holds it
against them. Change those, run the command, commit both.
"""
_SEPARATED = "not who wrote or last changed the text"
_SIGNING = f"{_SEPARATED}, not who passed its review"
_TAIL = """\
Three reviews by different people (三审三校) hold for everyone, superusers too. A periodical may relax them
(`Periodical.four_eyes`); each step taken so is marked (三审分人已放宽) in the trail and on the 审稿单. An
article with open opinions (审稿意见) of anyone cannot be signed off. Text is locked from 待终审 on.
"""


class Command(OfficeCommand):
    help = "由流转表生成 docs/workflow.md"

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / PAGE
        write_whole(path, workflow_page().encode())
        self.stdout.write(f"已写入 {PAGE}。")


def workflow_page() -> str:
    """The whole page."""
    steps = _table(
        ("step", "identifier", "from", "to", "permission", "roles", "reason", "who may not"),
        (_row(step) for step in TRANSITIONS.values()),
    )
    stages = _table(
        ("status", "identifier", "next step", "deadline of the issue"),
        (
            (
                status.label,
                f"`{status.name}`",
                NEXT_STEP[status].label if status in NEXT_STEP else "",
                f"`{DEADLINES[status]}`" if status in DEADLINES else "",
            )
            for status in Status
        ),
    )
    return "\n".join((_HEAD, "## Steps\n", steps, "## Statuses\n", stages, _TAIL))


def _row(step: Transition) -> tuple[str, ...]:
    return (
        step.label,
        f"`{step.name}`",
        "、".join(status.label for status in Status if status in step.sources),
        step.target.label,
        f"`{step.permission}`",
        "、".join(role.value for role, names in PERMISSIONS.items() if step.permission in names),
        "required" if step.needs_comment else "",
        {PASS_REVIEW: _SEPARATED, SIGN_OFF: _SIGNING}.get(step, ""),
    )


def _table(head: tuple[str, ...], rows: Any) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
