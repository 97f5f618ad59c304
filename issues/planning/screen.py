"""The parts of the planning page, rendered: the whole page and the script's answers show the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from issues.models import Issue, IssueStatus
from issues.planning.board import Board, board_of, other_issues, pool_of
from issues.press.releases import way_back
from issues.readiness import Hindrance, hindrances, page_objections


@dataclass(frozen=True)
class Totals:
    """The sum line: pages are None until they are counted."""

    articles: int
    characters: int
    pages: int | None
    budget: int
    objections: Sequence[str]


def may_change(request: HttpRequest, issue: Issue) -> bool:
    """Whether the person may plan this issue now."""
    return not locked_because(request, issue)


def locked_because(request: HttpRequest, issue: Issue) -> str:
    """Why the page can only be looked at, as a sentence; empty where it can be worked on."""
    if issue.status != IssueStatus.PLANNING:
        return f"{issue}{issue.get_status_display()}，目录只能查看，不能再排。{way_back(issue)}"
    if not request.user.has_perm("issues.change_issue"):
        return "您可以查看编排，不能改动；改动由责任编辑来做。"
    return ""


def totals_of(board: Board, pages: int | None) -> Totals:
    """The sum against the periodical's page budget."""
    periodical = board.issue.periodical
    counted = pages if board.entries else None
    return Totals(
        articles=len(board.entries),
        characters=board.characters,
        pages=counted,
        budget=periodical.page_budget,
        objections=page_objections(counted, periodical) if counted is not None else (),
    )


def context_of(request: HttpRequest, issue: Issue, *, pages: int | None = None) -> dict[str, Any]:
    """What all parts of the page need; a constant number of queries."""
    board = board_of(issue)
    standing: tuple[Hindrance, ...] = hindrances(issue, entries=board.entries, pages=pages)
    editable = may_change(request, issue)
    return {
        "issue": issue,
        "board": board,
        "editable": editable,
        "pool": pool_of(issue, request.GET.get("q", "").strip()[:60]) if editable else None,
        "totals": totals_of(board, pages),
        "hindrances": standing,
        "others": other_issues(issue) if editable else (),
        "undo": undoable(request, board),
    }


def undo_key(issue: Issue) -> str:
    """Where the session keeps the step that takes the last change back."""
    return f"planning-undo-{issue.pk}"


def undoable(request: HttpRequest, board: Board) -> bool:
    """Whether the person's last change is still the last one of all."""
    kept = request.session.get(undo_key(board.issue))
    return kept is not None and bool(kept["seen"] == board.revision)


def parts(request: HttpRequest, context: dict[str, Any], *names: str) -> dict[str, str]:
    """Parts of the page by name, each the HTML of its template."""
    return {name: render_to_string(f"admin/issues/planning/_{name}.html", context, request) for name in names}
