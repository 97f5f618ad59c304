"""适应页数: a layout is searched for an issue, shown beside the one before, and taken or not."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse

from issues.admin.fitting_outcome import Forged, Outcome, outcome_of, read_offer
from issues.layouts import base_of, printed_pages, search_layout, use_layout
from issues.models import Issue, IssueStatus
from issues.planning.views import issue_for
from issues.services import Refused
from issues.typesetting.errors import TypesettingError
from issues.typesetting.fitting import Search, finish
from issues.typesetting.limits import LIMITS
from issues.typesetting.manuscript import spec_of
from periodicals.models import LEAST_PAGES, MOST_PAGES

# How the page's script asks: each stage of the search is a line of JSON, the last one has the outcome.
LINES_OF_JSON = "application/x-ndjson"
SENTENCE = f"页数请填 {LEAST_PAGES} 至 {MOST_PAGES} 之间的整数，封面目录页也计入。"


class FittingForm(forms.Form):
    """What the layout is to come to; 印本页码 only for an issue that has them."""

    aim = forms.ChoiceField(
        label="目标",
        choices=[("pages", "排满给定的页数"), ("printed", "与印本页码一致")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选一个目标。", "invalid_choice": "请选一个目标。"},
    )
    pages = forms.IntegerField(
        label="总页数",
        required=False,
        min_value=LEAST_PAGES,
        max_value=MOST_PAGES,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), SENTENCE),
    )

    def __init__(self, *args: Any, has_printed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        if not has_printed:
            del self.fields["aim"]

    def clean_pages(self) -> int | None:
        """A number, wherever pages are the aim."""
        pages: int | None = self.cleaned_data["pages"]
        if pages is None and self.cleaned_data.get("aim", "pages") == "pages":
            raise forms.ValidationError(SENTENCE)
        return pages

    @property
    def wanted(self) -> int | None:
        """Pages, or None for the printed page numbers."""
        return None if self.cleaned_data.get("aim") == "printed" else self.cleaned_data["pages"]


def page(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponseBase:
    """The form with the limits; a post searches, and answers with the outcome."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    issue = issue_for(admin, request, pk, change=True)
    form = _form(request, issue)
    streamed = LINES_OF_JSON in request.headers.get("Accept", "")
    if request.method != "POST":
        return _shown(admin, request, issue, form)
    try:
        stages = _begun(issue, form)
        if streamed:
            return StreamingHttpResponse(_lines(request, issue, stages), content_type=LINES_OF_JSON)
        return _shown(admin, request, issue, form, outcome_of(issue, finish(stages)))
    except (Refused, TypesettingError) as refused:
        if streamed:
            return HttpResponse(_line(error=str(refused)), content_type=LINES_OF_JSON, status=409)
        if form.is_valid():
            form.add_error(None, str(refused))
        return _shown(admin, request, issue, form)


def take(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """采用这个版式: what was offered is stored, unless the issue changed meanwhile."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    issue = issue_for(admin, request, pk, change=True)
    try:
        offer = read_offer(issue, request.POST.get("offer", ""))
        row = use_layout(
            issue,
            offer.layout,
            actor=request.user,  # type: ignore[arg-type]
            page_of=offer.page_of,
            seen=offer.seen,
        )
    except (Refused, Forged) as refused:
        messages.error(request, str(refused))
        return redirect("admin:issues_issue_fitting", pk)
    except ValidationError as refused:
        messages.error(request, f"这个版式存不下来：{''.join(refused.messages)}")
        return redirect("admin:issues_issue_fitting", pk)
    admin.log_change(request, issue, f"适应页数：采用版式“{row}”，共 {offer.pages} 页。")
    messages.success(request, f"版式“{row}”已用于{issue}，共 {offer.pages} 页。")
    return redirect("admin:issues_issue_planning", pk)


def locked_because(issue: Issue) -> str:
    """Why no layout can be searched now, as a sentence; empty where it can."""
    if issue.status == IssueStatus.PLANNING:
        return ""
    return f"{issue}{issue.get_status_display()}，版式不能再改动。"


def _form(request: HttpRequest, issue: Issue) -> FittingForm:
    has_printed = bool(printed_pages(issue))
    initial = {"aim": "printed" if has_printed else "pages", "pages": issue.periodical.page_budget}
    sent = request.POST if request.method == "POST" else None
    return FittingForm(sent, initial=initial, has_printed=has_printed)


def _begun(issue: Issue, form: FittingForm) -> Search:
    """The search that the form asks for. Raises: Refused."""
    if locked := locked_because(issue):
        raise Refused(locked)
    if not form.is_valid():
        raise Refused("".join(str(sentence) for said in form.errors.values() for sentence in said))
    return search_layout(issue, pages=form.wanted)


def _lines(request: HttpRequest, issue: Issue, stages: Search) -> Iterator[str]:
    """The search as lines of JSON; what goes wrong on the way is the last of them."""
    try:
        while True:
            stage = next(stages)
            yield _line(words=stage.words, done=round(stage.done, 3))
    except StopIteration as end:
        context = {"issue": issue, "outcome": outcome_of(issue, end.value)}
        yield _line(html=render_to_string("admin/issues/fitting_outcome.html", context, request))
    except (Refused, TypesettingError) as refused:
        yield _line(error=str(refused))


def _line(**values: Any) -> str:
    return json.dumps(values, ensure_ascii=False) + "\n"


def _shown(
    admin: ModelAdmin, request: HttpRequest, issue: Issue, form: FittingForm, outcome: Outcome | None = None
) -> HttpResponse:
    base = base_of(issue)
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "original": issue,
        "issue": issue,
        "title": f"适应页数 {issue}",
        "locked": locked_because(issue),
        "form": form,
        "base": base,
        "limits": LIMITS.ranges(spec_of(base)),
        "outcome": outcome,
    }
    return TemplateResponse(request, "admin/issues/fitting.html", context)


VIEWS: dict[str, Callable[..., HttpResponseBase]] = {"fitting": page, "fitting/take": take}
