"""One step of a person on the planning page: read from what was sent, done, and kept for 撤销."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest

from accounts.models import User
from issues.models import Issue
from issues.planning import changes
from issues.planning.board import board_of
from issues.planning.changes import Change
from issues.planning.screen import undo_key
from issues.services import Refused


class Unreadable(Exception):
    """What was sent is no step of this page."""


def read_key(value: Any) -> int:
    """A key as a number. Raises: Unreadable."""
    # 19 digits are more than a database's integers hold.
    if isinstance(value, bool) or not str(value).isdecimal() or len(str(value)) > 18:
        raise Unreadable
    return int(value)


def _keys(value: Any) -> list[int]:
    if not isinstance(value, list) or len(value) > 2000:
        raise Unreadable
    return [read_key(item) for item in value]


def _optional(value: Any) -> int | None:
    return None if value in (None, "") else read_key(value)


# What each step takes besides the order that was seen.
ARGUMENTS: dict[str, tuple[Callable[..., Change], dict[str, Callable[[Any], Any]]]] = {
    "reorder": (changes.reorder, {"order": _keys}),
    "place": (changes.place, {"article": read_key, "position": _optional}),
    "remove": (changes.remove, {"article": read_key}),
    "move": (changes.move, {"article": read_key, "to": read_key}),
}


def take(request: HttpRequest, issue: Issue, name: str, sent: Mapping[str, Any]) -> str:
    """Take a step and keep its way back. Returns: what was done. Raises: Unreadable, Refused."""
    change, readers = ARGUMENTS[name]
    arguments = {argument: read(sent.get(argument)) for argument, read in readers.items()}
    return _keep(request, issue, change(issue, **arguments, **_by(request, sent)))


def shift(request: HttpRequest, issue: Issue, sent: Mapping[str, Any], **arguments: Any) -> str:
    """上移, 下移: as ``take``, for a page without script."""
    return _keep(request, issue, changes.shift(issue, **arguments, **_by(request, sent)))


def undo(request: HttpRequest, issue: Issue) -> str:
    """撤销: take the person's last change back, if nothing was changed since. Raises: Refused."""
    kept = request.session.get(undo_key(issue))
    if not kept:
        raise Refused("没有可以撤销的改动。")
    try:
        changes.BACK[kept["back"]](issue, **kept["arguments"], seen=kept["seen"], actor=_actor(request))
    except changes.Stale as stale:
        raise Refused("您那一步之后目录又有改动，不能撤销。") from stale
    finally:
        del request.session[undo_key(issue)]
    return "已撤销上一步。"


def _by(request: HttpRequest, sent: Mapping[str, Any]) -> dict[str, Any]:
    return {"seen": str(sent.get("revision", "")), "actor": _actor(request)}


def _actor(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]


def _keep(request: HttpRequest, issue: Issue, change: Change) -> str:
    request.session[undo_key(issue)] = {
        "back": change.back,
        "arguments": change.arguments,
        # The order right after the change: 撤销 takes back this change or none.
        "seen": board_of(issue).revision,
    }
    return change.said
