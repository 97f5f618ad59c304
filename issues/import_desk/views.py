"""The pages of 整期导入, for people with and without script."""

import re
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse

from accounts.models import User
from articles.workflow import REGISTER_PRINTED, Status
from issues.import_desk import drafts
from issues.import_desk.forms import ACCEPTED, TOO_LARGE, ImprintForm, SourceForm
from issues.import_desk.screen import Review
from issues.importing.bulletin import BulletinError
from issues.importing.cuts import Become
from issues.importing.files import MAX_BYTES
from issues.models import ImportDraft
from issues.services import Refused

_RANGE = re.compile(r"(\d{1,6})(?:\s*[-—–~至]\s*(\d{1,6}))?")
_PARTS = ("outline", "account", "hindrances")
_LETTERS = {become.value for become in Become}


def _person(request: HttpRequest) -> User:
    """Who asks. Raises: PermissionDenied, without the permission to import."""
    user: User = request.user  # type: ignore[assignment]
    if not user.has_perm("issues.import_issue"):
        raise PermissionDenied
    return user


def _draft(request: HttpRequest, draft: int) -> ImportDraft:
    """A person's own draft; another's is not there. Raises: Http404, PermissionDenied."""
    return get_object_or_404(
        ImportDraft.objects.select_related("periodical", "issue__periodical"),
        pk=draft,
        owner=_person(request),
    )


def _page(admin: ModelAdmin, request: HttpRequest, name: str, title: str, **context: Any) -> TemplateResponse:
    return TemplateResponse(
        request,
        f"admin/issues/import/{name}.html",
        {**admin.admin_site.each_context(request), "opts": admin.opts, "title": title, **context},
    )


def upload(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Choose a file or paste text; below, what was begun earlier."""
    person = _person(request)
    form = SourceForm(request.POST or None, request.FILES or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read() if file else form.cleaned_data["text"].encode("utf-8", "replace")
        try:
            draft = drafts.begin(data, file.name if file else "", actor=person)
        except (BulletinError, Refused) as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("admin:issues_issue_import_review", draft.pk)
    elif request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    return _page(
        admin,
        request,
        "upload",
        "整期导入",
        form=form,
        drafts=ImportDraft.objects.open_of(person).select_related("periodical").defer("text"),
        kept_days=ImportDraft.LIFETIME.days,
        accepted=ACCEPTED,
        most_bytes=MAX_BYTES,
        too_large=TOO_LARGE,
    )


def review(admin: ModelAdmin, request: HttpRequest, draft: int) -> HttpResponse:
    """The cuts beside the source. A post is a button that was pressed without script."""
    standing = _draft(request, draft)
    if standing.issue_id:
        return redirect("admin:issues_issue_import_done", standing.pk)
    form = ImprintForm(instance=standing)
    if request.method == "POST":
        answer = _pressed(request, standing)
        if isinstance(answer, HttpResponse):
            return answer
        form = answer
        standing = _draft(request, draft)
    elif request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "POST"])
    shown = Review(standing)
    return _page(admin, request, "review", f"整期导入 {standing}", form=form, **shown.context)


def _pressed(request: HttpRequest, draft: ImportDraft) -> HttpResponse | ImprintForm:
    person = _person(request)
    sent = request.POST
    try:
        if "import" in sent:
            issue = drafts.take_in(draft, actor=person)
            messages.success(request, f"已导入{issue}。")
            return redirect("admin:issues_issue_import_done", draft.pk)
        if "discard" in sent:
            drafts.discard(draft, actor=person)
            messages.success(request, "已删去这份没有导入的文件。")
            return redirect("admin:issues_issue_import")
        if "imprint" in sent:
            form = ImprintForm(sent, instance=draft)
            if not form.is_valid():
                return form
            drafts.correct(draft, form.cleaned_data, actor=person)
            messages.success(request, "期次信息已保存。")
        else:
            _step(draft, sent, person)
    except Refused as refused:
        messages.error(request, str(refused))
    except ValidationError as refused:
        messages.error(request, "；".join(refused.messages))
    return redirect("admin:issues_issue_import_review", draft.pk)


def step(admin: ModelAdmin, request: HttpRequest, draft: int) -> HttpResponse:
    """One step of the page's script. Answers with all letters and the parts that follow from them."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    standing = _draft(request, draft)
    refusal = ""
    errors: dict[str, Any] = {}
    try:
        if "imprint" in request.POST:
            form = ImprintForm(request.POST, instance=standing)
            if form.is_valid():
                drafts.correct(standing, form.cleaned_data, actor=_person(request))
            else:
                errors = form.errors.get_json_data()
                refusal = "；".join(f"{form[name].label}：{form.errors[name][0]}" for name in form.errors)
        else:
            _step(standing, request.POST, _person(request))
    except Refused as refused:
        refusal = str(refused)
    shown = Review(_draft(request, draft))
    parts = {
        name: render_to_string(f"admin/issues/import/_{name}.html", shown.context, request) for name in _PARTS
    }
    return JsonResponse(
        {
            "letters": shown.draft.letters,
            "doubts": shown.draft.doubts,
            "parts": parts,
            "refusal": refusal,
            "errors": errors,
            "steps": len(shown.draft.steps),
        },
        status=409 if refusal else 200,
    )


def _step(draft: ImportDraft, sent: QueryDict, person: User) -> None:
    """The button that was pressed: lines become something, are right, a boundary moves. Raises: Refused."""
    places = _places(draft, sent)
    if "undo" in sent:
        drafts.undo(draft, actor=person)
    elif "approve" in sent:
        drafts.approve(draft, places, actor=person)
    elif (by := sent.get("shift")) in ("-1", "1"):
        if not places:
            raise Refused("请先选定要移动界线的行。")
        drafts.shift(draft, places[0], int(by or 0), actor=person)
    elif (letter := sent.get("become", "")) in _LETTERS:
        drafts.become(draft, places, Become(letter), actor=person)
    else:
        raise Refused("这一步没有认出来，切分没有变；请刷新页面后再试。")


def _places(draft: ImportDraft, sent: QueryDict) -> list[int]:
    """Lines that are ticked, and a range in line numbers as the page shows them (12-40)."""
    places = [int(value) for value in sent.getlist("line") if value.isdecimal() and len(value) < 7]
    for match in _RANGE.finditer(sent.get("places", "")):
        places.extend(range(int(match[1]), min(int(match[2] or match[1]), len(draft.letters)) + 1))
    numbers = sent.get("numbers", "")
    if numbers.strip():
        wanted: set[int] = set()
        for match in _RANGE.finditer(numbers):
            wanted.update(range(int(match[1]), min(int(match[2] or match[1]), 1_000_000) + 1))
        places.extend(at for at, line in enumerate(drafts.source_for(draft).lines) if line.number in wanted)
    return sorted(set(places))


def done(admin: ModelAdmin, request: HttpRequest, draft: int) -> HttpResponse:
    """What came in, what to look at, and the way to registering as printed."""
    standing = _draft(request, draft)
    issue = standing.issue
    if issue is None:
        raise Http404
    if request.method == "POST":
        try:
            count = drafts.register(issue, actor=_person(request))
            messages.success(request, f"已据印本登记{count}篇。")
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("admin:issues_issue_import_done", standing.pk)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "POST"])
    entries = issue.entries.select_related("article__section").order_by("position")
    shown = Review(standing)
    return _page(
        admin,
        request,
        "done",
        f"已导入{issue.label}",
        issue=issue,
        original=issue,
        entries=entries,
        unregistered=sum(entry.article.status == Status.DRAFT for entry in entries),
        may_register=request.user.has_perm(REGISTER_PRINTED.permission),
        may_publish=request.user.has_perm("issues.publish_issue"),
        **shown.context,
    )
