"""The steps of one article, and handing it over: each a small form, each taken by its service."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from accounts.models import User
from articles.assigning import NEXT_STEP, assign, candidates, proposed
from articles.desk.common import READING, WRITING, back, desk_view, page, person
from articles.desk.forms import ForwardForm, HandoverFields, HandoverForm, StepForm
from articles.models import Article
from articles.services import Refused, perform, refusal
from articles.workflow import (
    PASS_REVIEW,
    REOPEN,
    RETURN_TO_EDITOR,
    SIGN_OFF,
    SUBMIT,
    Status,
    Transition,
)

# What people do here; 据印本登记 belongs to the import alone.
STEPS = (SUBMIT, PASS_REVIEW, SIGN_OFF, RETURN_TO_EDITOR, REOPEN)
# These hand the article on to somebody.
FORWARD = (SUBMIT, PASS_REVIEW)
ANYONE = "不指定，谁有空谁接手"
WARNINGS = {
    "sign_off": "签发之后标题和正文锁定，要再改动须先撤回签发。",
    "pass_review": "通过之后文字锁定，等终审签发；要再改动须先退回。",
    "return_to_editor": "退回之后稿件回到草稿，改完重新送审。",
    "reopen": "撤回之后稿件回到草稿，改完须重新送审、审校、签发；这次签发的记录仍然保留。",
    "submit": "",
}


@dataclass(frozen=True)
class StepButton:
    """A step on the article's page: its form if it can be taken, else why it cannot."""

    step: Transition
    form: StepForm | None
    refusal: str | None
    is_next: bool
    warning: str


def buttons(admin: Any, article: Article, actor: User) -> list[StepButton]:
    """The steps that lead on from where the article stands, the next one first."""
    status = Status(article.status)
    found = []
    for step in STEPS:
        if status in step.sources:
            reason = refusal(step, article, actor)
            form = None if reason else step_form(admin, article, step, actor)
            is_next = step is NEXT_STEP.get(status)
            found.append(StepButton(step, form, reason, is_next, _warning(admin, article, step)))
    return found


def _warning(admin: Any, article: Article, step: Transition) -> str:
    return WARNINGS[step.name] + admin.further_warning(article, step)


def step_form(admin: Any, article: Article, step: Transition, actor: User, data: Any = None) -> StepForm:
    """The form of a step; one that hands on offers who could take the next one, and the day."""
    if step not in FORWARD:
        return StepForm(data, step=step)
    form = ForwardForm(data, step=step)
    people = candidates(article, step.target, after=actor)
    day = admin.scheduled_day(article, step.target)
    form.offer(people, proposed(article, people, step.target), day, ANYONE)
    return form


@desk_view(*READING, *WRITING)
def step(admin: Any, request: HttpRequest, article: Article, name: str) -> HttpResponse:
    """One step: asked for on a page of its own, where there is no script or it was refused."""
    wanted = next((each for each in STEPS if each.name == name), None)
    if wanted is None:
        raise Http404
    actor = person(request)
    form = step_form(admin, article, wanted, actor, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return back(request, article, _take(admin, article, wanted, form, actor))
        except Refused as reason:
            form.add_error(None, str(reason))
    return page(
        admin, request, article, "step.html",
        title=f"{wanted.label}：{article}", label=wanted.label, form=form,
        refusal="" if form.is_bound else refusal(wanted, article, actor),
        warning=_warning(admin, article, wanted),
    )  # fmt: skip


def _take(admin: Any, article: Article, wanted: Transition, form: StepForm, actor: User) -> str:
    """Take the step and hand the article on, both or neither. Returns: what happened, as a sentence."""
    with transaction.atomic():
        taken = perform(wanted, article, actor=actor, comment=form.cleaned_data["comment"])
        told = ""
        if isinstance(form, ForwardForm):
            own_day = _own_day(admin, article, wanted.target, form)
            if form.chosen or own_day:
                assign(taken, form.chosen, actor=actor, due_date=own_day)
            told = _told(form)
    if wanted is RETURN_TO_EDITOR or wanted is REOPEN:
        told = f"，现在{taken.created_by}手上"
    return f"《{article.title}》已{wanted.label}{told}。"


def _own_day(admin: Any, article: Article, status: Status, form: HandoverFields) -> date | None:
    """The day that was typed, where it is another than the schedule's: only then is it kept."""
    day: date | None = form.cleaned_data["due_date"]
    return None if day == admin.scheduled_day(article, status) else day


def _told(form: HandoverFields) -> str:
    day = form.cleaned_data["due_date"]
    until = f"，期限{day.month}月{day.day}日" if day else ""
    return f"，交给{form.chosen}{until}" if form.chosen else f"，等人接手{until}"


def handover_form(admin: Any, article: Article, data: Any = None) -> HandoverForm:
    """The form of handing over: to those who can do what comes next."""
    form = HandoverForm(data, ids="handover")
    status = Status(article.status)
    day = article.due_date or admin.scheduled_day(article, status)
    form.offer(candidates(article, status), article.assignee, day, "交回，等人接手")
    return form


def handover_refusal(article: Article, actor: User) -> str | None:
    """Why the actor cannot hand the article over now."""
    if not actor.has_perm("articles.assign_article"):
        return f"{actor}没有指派和移交的权限。"
    if Status(article.status) not in NEXT_STEP:
        return f"《{article.title}》已终审签发，不必再移交。"
    return None


@desk_view(*READING, *WRITING)
def handover(admin: Any, request: HttpRequest, article: Article) -> HttpResponse:
    """移交: to a colleague who can do what comes next, or back to whoever has time."""
    form = handover_form(admin, article, request.POST if request.method == "POST" else None)
    actor = person(request)
    if request.method == "POST" and form.is_valid():
        try:
            assign(
                article, form.chosen, actor=actor, comment=form.cleaned_data["comment"],
                due_date=_own_day(admin, article, Status(article.status), form),
            )  # fmt: skip
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return back(request, article, f"《{article.title}》已移交{_told(form)}。")
    return page(
        admin, request, article, "step.html",
        title=f"移交：{article}", label="移交", form=form, warning="",
        refusal="" if form.is_bound else handover_refusal(article, actor),
    )  # fmt: skip
