"""Steps on several articles of the list: one at a time through the service, each refusal with its reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from articles.desk.common import page, person
from articles.desk.forms import StepForm
from articles.models import Article
from articles.services import Refused, perform
from articles.workflow import PASS_REVIEW, RETURN_TO_EDITOR, SIGN_OFF, SUBMIT, Transition

BULK_STEPS = (SUBMIT, PASS_REVIEW, SIGN_OFF, RETURN_TO_EDITOR)

Action = tuple[Callable[..., Any], str, str]


def actions(request: HttpRequest) -> dict[str, Action]:
    """The steps that the person's role takes, as Django's actions."""
    actor = person(request)
    return {
        f"bulk_{step.name}": (_action(step), f"bulk_{step.name}", step.label)
        for step in BULK_STEPS
        if actor.has_perm(step.permission)
    }


def _action(step: Transition) -> Callable[..., HttpResponse | None]:
    def act(admin: Any, request: HttpRequest, articles: QuerySet[Article]) -> HttpResponse | None:
        form = StepForm(request.POST if "confirmed" in request.POST else None, step=step)
        if step.needs_comment and not form.is_valid():
            return page(
                admin, request, None, "bulk.html",
                title=f"{step.label}选中的稿件", label=step.label, form=form,
                articles=articles, action=f"bulk_{step.name}", checkbox=ACTION_CHECKBOX_NAME,
            )  # fmt: skip
        comment = form.cleaned_data["comment"] if step.needs_comment else ""
        _take_each(request, step, list(articles), comment)
        return None

    return act


def _take_each(request: HttpRequest, step: Transition, articles: list[Article], comment: str) -> None:
    taken = 0
    for article in articles:
        try:
            perform(step, article, actor=person(request), comment=comment)
        except Refused as reason:
            messages.error(request, f"没有{step.label}：{reason}")
        else:
            taken += 1
    if taken:
        messages.success(request, f"已{step.label}{taken}篇。")
