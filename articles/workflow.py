"""An article's way from draft to final sign-off, as one table. Nothing here queries or shows anything."""

from dataclasses import dataclass

from django.db import models


class Status(models.TextChoices):
    """Where an article stands."""

    DRAFT = "draft", "草稿"
    IN_REVIEW = "in_review", "审校"
    AWAITING_SIGN_OFF = "awaiting_sign_off", "待终审"
    SIGNED_OFF = "signed_off", "终审通过"


@dataclass(frozen=True)
class Transition:
    """One step an article may take.

    ``permission`` is ``app.codename``; ``needs_comment``: the step is refused without a written reason.
    """

    name: str
    label: str
    sources: frozenset[Status]
    target: Status
    permission: str
    needs_comment: bool = False


def _step(
    name: str, label: str, sources: set[Status], target: Status, needs_comment: bool = False
) -> Transition:
    return Transition(name, label, frozenset(sources), target, f"articles.{_codename(name)}", needs_comment)


def _codename(name: str) -> str:
    return "return_article" if name == "return_to_editor" else f"{name}_article"


SUBMIT = _step("submit", "送审", {Status.DRAFT}, Status.IN_REVIEW)
PASS_REVIEW = _step("pass_review", "审校通过", {Status.IN_REVIEW}, Status.AWAITING_SIGN_OFF)
RETURN_TO_EDITOR = _step(
    "return_to_editor",
    "退回",
    {Status.IN_REVIEW, Status.AWAITING_SIGN_OFF},
    Status.DRAFT,
    needs_comment=True,
)
SIGN_OFF = _step("sign_off", "终审签发", {Status.AWAITING_SIGN_OFF}, Status.SIGNED_OFF)
REOPEN = _step("reopen", "撤回签发", {Status.SIGNED_OFF}, Status.DRAFT, needs_comment=True)
# What was printed years ago was signed off on paper then: a whole past issue comes in this way.
REGISTER_PRINTED = _step(
    "register_printed", "据印本登记", {Status.DRAFT}, Status.SIGNED_OFF, needs_comment=True
)

TRANSITIONS: dict[str, Transition] = {
    step.name: step for step in (SUBMIT, PASS_REVIEW, RETURN_TO_EDITOR, SIGN_OFF, REOPEN, REGISTER_PRINTED)
}
